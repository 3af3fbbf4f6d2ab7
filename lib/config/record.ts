/**
 * A mapping whose keys are strangers' words. It has no prototype, so that looking up a unit called `constructor`
 * that is not there finds nothing.
 */
export function record<T>(entries: Iterable<readonly [string, T]>): Readonly<Record<string, T>> {
  const result: Record<string, T> = Object.create(null);
  for (const [key, value] of entries) result[key] = value;
  return result;
}
