import type { Resource } from '../model/finding';
import type { Lock } from './ledger';
import { log } from './log';
import type { Loop } from './loop';
import { Busy } from './transient';

/** A fix takes less than a second as a rule, so a worker that waits is sooner done than a message that comes back. */
const waitsMilliseconds = [100, 200, 400, 800, 1600];

/**
 * Does the work while no other worker touches the resource.
 * @throws Busy when another one keeps it, so that the message comes back.
 */
export async function withLock<Result>(
  loop: Loop,
  resource: Resource,
  work: (lock: Lock) => Promise<Result>,
): Promise<Result> {
  const lock = await acquire(loop, resource);
  try {
    return await work(lock);
  } finally {
    // The lease ends by itself; a fix that was made is not undone by a lock that could not be given back.
    await loop.ledger.unlock(lock).catch((error: unknown) => log.warn('unlock', { resource: resource.arn, error }));
  }
}

async function acquire({ id, ledger, pause }: Loop, resource: Resource): Promise<Lock> {
  for (const wait of [...waitsMilliseconds, undefined]) {
    const lock = await ledger.lock(id, resource);
    if (lock) return lock;
    if (wait !== undefined) await pause(wait);
  }
  throw new Busy(resource.arn);
}
