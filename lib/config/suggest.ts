/**
 * The candidate a writer most likely meant: equal but for case, the last part of a path, or a slip or two away.
 * Undefined when nothing is near, since a wrong hint is worse than none.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let nearest: string | undefined;
  let bound = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  let ending: string | undefined;
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    if (lower === wanted) return candidate;
    if (lower.endsWith(`/${wanted}`)) ending ??= candidate;
    const distance = slips(wanted, lower, bound);
    if (distance < bound) {
      bound = distance;
      nearest = candidate;
    }
  }
  return ending ?? nearest;
}

/** Letters inserted, removed, replaced or swapped with their neighbour, as far as these are fewer than `bound`. */
function slips(one: string, other: string, bound: number): number {
  if (Math.abs(one.length - other.length) >= bound || other.length > 128) return bound;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let least = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        least = Math.min(least, at(beforeLast, column - 2) + 1);
      }
      current.push(least);
    }
    if (Math.min(...current) >= bound) return bound;
    beforeLast = last;
    last = current;
  }
  return at(last, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] as number;
}
