const mostSlips = 3;

/**
 * The candidate a writer most likely meant: equal but for case, the last part of a path, or a few slips away.
 * Undefined when nothing is near, since a wrong hint is worse than none.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let nearest: string | undefined;
  let bound = Math.min(Math.max(1, Math.floor(wanted.length / 3)), mostSlips) + 1;
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

/** Letters inserted, removed, replaced or swapped with their neighbour; `bound` when there are as many or more. */
function slips(one: string, other: string, bound: number): number {
  if (Math.abs(one.length - other.length) >= bound) return bound;
  // Most names have most in common at their ends.
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return distance(one.slice(start, one.length - end), other.slice(start, other.length - end), bound);
}

/** Optimal string alignment. Only cells within `bound` of the diagonal can matter. */
function distance(one: string, other: string, bound: number): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current: number[] = Array(other.length + 1).fill(bound);
    current[0] = row;
    let least = row;
    const right = Math.min(other.length, row + bound);
    for (let column = Math.max(1, row - bound); column <= right; column++) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      let cell = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + same);
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        cell = Math.min(cell, at(beforeLast, column - 2) + 1);
      }
      current[column] = cell;
      least = Math.min(least, cell);
    }
    if (least >= bound) return bound;
    beforeLast = last;
    last = current;
  }
  return Math.min(at(last, other.length), bound);
}

function at(row: readonly number[], column: number): number {
  return row[column] as number;
}
