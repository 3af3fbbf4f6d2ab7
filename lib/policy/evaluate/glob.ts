/** Text, any run of characters, or any one character. */
export type GlobPart = { readonly text: string } | '*' | '?';

export interface Glob {
  /** Whether the whole of `text` between `from` and `to` matches. */
  matches(text: string, from?: number, to?: number): boolean;
}

/** Between two `*`: characters, of which some may be any. */
interface Run {
  readonly text: string;
  /** Positions of `?`; none in nearly all runs. */
  readonly anyAt: ReadonlySet<number> | undefined;
}

/** Compiles to runs that are looked for one after the other: taking the first place each fits is enough, so nothing is tried twice. */
export function compileGlob(parts: readonly GlobPart[]): Glob {
  const runs = runsOf(parts);
  const first = runs[0] as Run;
  if (runs.length === 1) {
    return {
      matches: (text, from = 0, to = text.length) => to - from === first.text.length && fits(first, text, from),
    };
  }
  const last = runs.at(-1) as Run;
  const between = runs.slice(1, -1).filter((run) => run.text.length > 0);
  const fixed = first.text.length + last.text.length;
  return {
    matches: (text, from = 0, to = text.length) => {
      if (to - from < fixed || !fits(first, text, from) || !fits(last, text, to - last.text.length)) return false;
      let position = from + first.text.length;
      for (const run of between) {
        const found = find(run, text, position, to - last.text.length);
        if (found === -1) return false;
        position = found + run.text.length;
      }
      return true;
    },
  };
}

function runsOf(parts: readonly GlobPart[]): readonly Run[] {
  const runs: { text: string; anyAt: Set<number> }[] = [{ text: '', anyAt: new Set() }];
  for (const part of parts) {
    const run = runs.at(-1) as { text: string; anyAt: Set<number> };
    if (part === '*') runs.push({ text: '', anyAt: new Set() });
    else if (part === '?') {
      run.anyAt.add(run.text.length);
      run.text += '?';
    } else run.text += part.text;
  }
  return runs.map(({ text, anyAt }) => ({ text, anyAt: anyAt.size > 0 ? anyAt : undefined }));
}

function fits({ text: run, anyAt }: Run, text: string, at: number): boolean {
  if (!anyAt) return text.startsWith(run, at);
  for (let index = 0; index < run.length; index++) {
    if (text[at + index] !== run[index] && !anyAt.has(index)) return false;
  }
  return true;
}

function find(run: Run, text: string, from: number, to: number): number {
  const lastStart = to - run.text.length;
  if (!run.anyAt) {
    const found = text.indexOf(run.text, from);
    return found <= lastStart ? found : -1;
  }
  for (let start = from; start <= lastStart; start++) if (fits(run, text, start)) return start;
  return -1;
}
