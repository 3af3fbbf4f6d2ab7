// Coprime to most numbers, so that the beginning wanders over all of them.
const stride = 389;

/** The same items, begun elsewhere each turn: what one run had no time for comes first in another. */
export function rotated<Item>(items: readonly Item[], turn: number): readonly Item[] {
  if (items.length === 0) return items;
  const start = (turn * stride) % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
