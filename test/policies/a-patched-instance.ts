export const patched = { missing: 0, failed: 0, pendingReboot: 0 };

/** An instance that runs, is managed and lacks patches. */
export const behind = {
  instance: 'i-1',
  lifecycle: 'running',
  managed: true,
  patches: { ...patched, missing: 2 },
  busy: false,
};

/** Its maintenance window. */
export const sunday = { name: 'sunday', next: '2026-11-29T03:00Z', missed: false };
