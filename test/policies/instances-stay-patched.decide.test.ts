import type { Share } from '../../lib/model/operations';
import { fix } from '../../policies/instances-stay-patched/fix';
import { facts } from '../remediation/a-loop';
import { behind, patched, sunday } from './a-patched-instance';

test.each([
  {
    title: 'lacks patches',
    state: behind,
    kind: 'plan',
    change: { instance: 'i-1' },
    because: /2 patches, and 0 failed/,
  },
  {
    title: 'had patches fail',
    state: { ...behind, patches: { ...patched, failed: 1 } },
    kind: 'plan',
    because: /1 failed/,
  },
  {
    title: 'is one of a group',
    state: { ...behind, group: 'web' },
    kind: 'plan',
    change: { group: 'web' },
    because: /2 patches/,
  },
  { title: 'is being patched', state: { ...behind, busy: true }, kind: 'leave', because: /being patched/ },
  {
    title: 'waits for a reboot',
    state: { ...behind, patches: { ...patched, pendingReboot: 3 } },
    kind: 'ask',
    because: /reboot to finish 3/,
  },
  { title: 'is patched', state: { ...behind, patches: patched }, kind: 'leave', because: /is patched/ },
  { title: 'reports nothing', state: { ...behind, managed: false }, kind: 'ask', because: /reports nothing/ },
  { title: 'is stopped', state: { ...behind, lifecycle: 'stopped' }, kind: 'leave', because: /stopped/ },
])('an instance that $title: $kind', ({ state, kind, change, because }) => {
  const decision = fix.decide(state as never, facts);
  expect(decision).toMatchObject({ kind, because: expect.stringMatching(because), ...(change && { change }) });
  if (decision.kind === 'plan') expect(decision.approval).toMatch(/reboot|replaced/);
});

test.each([
  {
    title: 'that opens again',
    is: { ...behind, window: sunday },
    kind: 'leave',
    because: /sunday, which opens 2026-11-29/,
  },
  {
    title: 'that passed it by',
    is: { ...behind, window: { ...sunday, missed: true } },
    kind: 'plan',
    because: /sunday was open and installed none/,
  },
  {
    title: 'where patches fail',
    is: { ...behind, window: sunday, patches: { ...patched, missing: 1, failed: 1 } },
    kind: 'plan',
    because: /1 failed/,
  },
  {
    title: 'that starts it again',
    is: { ...behind, window: sunday, patches: { ...patched, pendingReboot: 1 } },
    kind: 'leave',
    because: /sunday/,
  },
])('an instance with a window $title: $kind', ({ is, kind, because }) => {
  const decision = fix.decide(is as never, facts);
  expect(decision).toMatchObject({ kind, because: expect.stringMatching(because) });
  if (decision.kind === 'plan') expect(decision.approval).toMatch(/now and not in sunday/);
});

test('what the organization says of patching is kept to', () => {
  const said = (concurrency: Share) => ({ ...facts, patching: { concurrency, reboot: 'never' as const } });
  expect(fix.decide(behind as never, said('25%'))).toMatchObject({
    change: { instance: 'i-1', reboot: 'never' },
    approval: expect.stringMatching(/without a reboot/),
  });
  const group = { ...behind, group: 'web' };
  expect(fix.decide(group as never, said('25%'))).toMatchObject({ change: { group: 'web', healthyPercent: 75 } });
  expect(fix.decide(group as never, said('3'))).toMatchObject({ approval: expect.stringMatching(/10 % at a time/) });
  const waiting = { ...behind, window: sunday, patches: { ...patched, pendingReboot: 1 } };
  expect(fix.decide(waiting as never, said('3'))).toMatchObject({ kind: 'ask' });
});
