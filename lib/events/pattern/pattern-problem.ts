/** Why a pattern is none. `at` is the field, as a path. */
export class PatternProblem extends Error {
  constructor(at: string, what: string) {
    super(at ? `${at}: ${what}` : what);
  }
}

/** A value, short enough for an error. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
