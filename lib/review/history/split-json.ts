import { endOfValue } from './end-of-value';
import type { TextWindow } from './text-window';

/** Receives what is found. A value knows its line, or as an element of a list its number; both begin at 1. */
export interface Sink {
  readonly value: (value: unknown, place: { readonly line?: number; readonly element?: number }) => void;
  readonly corrupt: (line: number, why: string) => void;
}

/** Pauses whenever it needs more text in its window. */
type Splitting = Generator<undefined, void, undefined>;

// A record of CloudTrail has 256 kB at most; what is longer than this has no end to be found.
const maxCharacters = 4_000_000;
// Enough to know a list from a record, and what comes after one.
const lookAhead = 64;
const braceCode = '{'.charCodeAt(0);

/**
 * Finds the JSON values in a text that arrives in pieces, and parses each once: elements of a list or of
 * `{ "Records": […] }`, lines, or values that follow each other. The window never holds more than a piece and a value.
 */
export function* splitJson(window: TextWindow, sink: Sink): Splitting {
  for (;;) {
    window.skip(/^[\s\uFEFF]+/);
    if (window.text.length < lookAhead && !window.ended) {
      yield;
      continue;
    }
    if (window.text === '') return;
    const [list, brace] = /^(\{\s*"(?:Records|Events)"\s*:\s*)?\[/.exec(window.text) ?? [];
    if (list !== undefined) {
      window.take(list.length);
      yield* elements(window, sink);
      if (brace !== undefined) yield* restOfObject(window);
    } else if (isOneOfManyLines(window.text)) yield* lines(window, sink);
    else yield* value(window, sink);
  }
}

/** One value may take many lines, and then its second begins with a space or its first says nothing yet. */
function isOneOfManyLines(text: string): boolean {
  const [first = '', second = ''] = text.slice(0, maxCharacters).split('\n', 2);
  return first.trim() !== '{' && !/^[\s}]/.test(second);
}

/**
 * To find where elements end, it guesses: the last place in sight that looks like the border between the first two.
 * A wrong guess is inside a string, an object or another list and cannot parse; only then are brackets counted.
 */
function* elements(window: TextWindow, sink: Sink): Splitting {
  let element = 0;
  let border: string | undefined;
  let countedUntil = 0;
  for (;;) {
    window.skip(/^[\s,]+/);
    if (window.text.startsWith(']')) return window.take(1);
    if (window.text === '' && window.ended) return sink.corrupt(window.line, 'the file ends within a list');
    const cut = border === undefined || window.taken < countedUntil ? -1 : window.text.lastIndexOf(border);
    const values = cut > 0 ? parsed(`[${window.text.slice(0, cut + 1)}]`) : undefined;
    if (Array.isArray(values)) {
      for (const one of values) sink.value(one, { element: ++element });
      window.take(cut + 1);
      continue;
    }
    if (cut > 0) countedUntil = window.taken + cut;
    const end = endOfValue(window.text);
    if (end === undefined && !isHopeless(window)) {
      yield;
      continue;
    }
    element++;
    const one = end === undefined ? undefined : parsed(window.text.slice(0, end));
    if (end !== undefined && one !== undefined) {
      sink.value(one, { element });
      border ??= /^\}\s*,\s*\{\s*"\w{1,12}/.exec(window.text.slice(end - 1, end + 200))?.[0];
      window.take(end);
      continue;
    }
    sink.corrupt(window.line, whatIsWrong(window, end));
    while (end !== undefined && window.text.length < end + lookAhead && !window.ended) yield;
    window.take(nextElement(window.text, border, end));
  }
}

/** Where to go on after something corrupt, which may be its brackets: they are believed where a border follows them. */
function nextElement(text: string, border = '},{', end?: number): number {
  if (end !== undefined && text.startsWith(border, end - 1)) return end;
  return text.indexOf(border, 1) + 1 || end || text.length;
}

function* lines(window: TextWindow, sink: Sink): Splitting {
  for (;;) {
    let start = 0;
    let { line } = window;
    const whole = window.text.lastIndexOf('\n');
    const values = whole > 0 ? parsedTogether(window.text.slice(0, whole)) : undefined;
    for (const one of values ?? []) sink.value(one, { line: line++ });
    if (values) start = whole + 1;
    for (let end = nextLine(window, start); end !== undefined; end = nextLine(window, start)) {
      const text = window.text.slice(start, end);
      const one = parsed(text);
      if (one !== undefined) sink.value(one, { line });
      else if (text.trim() !== '') sink.corrupt(line, `not JSON: ${beginningOf(text)}`);
      line++;
      start = end + 1;
    }
    window.take(Math.min(start, window.text.length));
    if (window.ended) return;
    if (isHopeless(window)) {
      sink.corrupt(window.line, `a line of more than ${maxCharacters} characters`);
      while (!window.text.includes('\n') && !window.ended) {
        window.take(window.text.length);
        yield;
      }
      window.take(window.text.indexOf('\n') + 1 || window.text.length);
    } else yield;
  }
}

/** Lines in one go, which is faster by half than one by one; undefined where one of them may be no object by itself. */
function parsedTogether(text: string): readonly unknown[] | undefined {
  let count = 1;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
    if (text.charCodeAt(end + 1) !== braceCode) return undefined;
    count++;
  }
  const values = text.startsWith('{') ? parsed(`[${text.replaceAll('\n', ',')}]`) : undefined;
  return Array.isArray(values) && values.length === count ? values : undefined;
}

function nextLine({ text, ended }: TextWindow, start: number): number | undefined {
  const end = text.indexOf('\n', start);
  if (end >= 0) return end;
  return ended && start < text.length ? text.length : undefined;
}

function* value(window: TextWindow, sink: Sink): Splitting {
  const { line } = window;
  let end = endOfValue(window.text);
  while (end === undefined && !isHopeless(window)) {
    yield;
    end = endOfValue(window.text);
  }
  const one = end === undefined ? undefined : parsed(window.text.slice(0, end));
  if (one !== undefined) sink.value(one, { line });
  else sink.corrupt(line, whatIsWrong(window, end));
  window.take(end || window.text.length);
}

function* restOfObject(window: TextWindow): Splitting {
  while (!window.text.includes('}') && !window.ended) {
    window.take(window.text.length);
    yield;
  }
  window.take(window.text.indexOf('}') + 1 || window.text.length);
}

function isHopeless({ text, ended }: TextWindow): boolean {
  return ended || text.length > maxCharacters;
}

function whatIsWrong({ text, ended }: TextWindow, end: number | undefined): string {
  if (end !== undefined) return `not JSON: ${beginningOf(text)}`;
  return ended ? 'the file ends within a value' : `a value of more than ${maxCharacters} characters`;
}

const beginningOf = (text: string): string => `${text.slice(0, 60).split('\n')[0]}${text.length > 60 ? '…' : ''}`;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
