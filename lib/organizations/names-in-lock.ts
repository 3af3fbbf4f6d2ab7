import type { Lock } from '../model/lock';
import type { Names, Place } from './thing';

/** What each id in a lock file stands for. */
export function namesInLock(lock: Lock): Names {
  const places: readonly (readonly [string, Place])[] = [
    ...(lock.root ? [[lock.root, 'root'] as const] : []),
    ...Object.entries(lock.units).map(([path, id]) => [id, `unit ${path}`] as const),
    ...Object.entries(lock.accounts).map(([name, id]) => [id, `account ${name}`] as const),
  ];
  return Object.fromEntries(places);
}
