import type { Place } from './places';
import type { Problem } from './problem';
import type { Source } from './source';

export function problemAt(place: Place, message: string, severity: Problem['severity'] = 'error'): Problem {
  return { file: place.source.file, ...positionAt(place), message, severity };
}

/** Line and column, from 1, of an offset into the text. */
export function positionAt({ source, offset }: Place): { readonly line: number; readonly column: number } {
  const starts = lineStartsOf(source);
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (starts[low] as number) + 1 };
}

const lineStarts = new WeakMap<Source, readonly number[]>();

function lineStartsOf(source: Source): readonly number[] {
  let starts = lineStarts.get(source);
  if (!starts) {
    starts = [0, ...Array.from(source.text.matchAll(/\n/g), (match) => match.index + 1)];
    lineStarts.set(source, starts);
  }
  return starts;
}
