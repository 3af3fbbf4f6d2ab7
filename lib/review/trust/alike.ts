/** Lines that differ in one name alone, told as one. */
export interface Alike {
  /** With the placeholder where they differ; as it is where there is but one. */
  readonly line: string;
  /** What the placeholder stands for; empty where there is but one. */
  readonly names: readonly string[];
}

/** @param name matches the names in a line; what it has as its first group stays before the placeholder */
export function alike(lines: readonly string[], name: RegExp, placeholder: string): readonly Alike[] {
  const found = new Map<string, Map<string, readonly string[]>>();
  for (const line of lines) {
    const names: string[] = [];
    const general = line.replaceAll(name, (whole, before = '') => {
      names.push(whole.slice(before.length));
      return `${before}${placeholder}`;
    });
    // Two names in a line are one where they are the same; lines of several names speak for themselves.
    const key = new Set(names).size === 1 ? general : line;
    found.set(key, new Map([...(found.get(key) ?? []), [line, names.slice(0, 1)]]));
  }
  return [...found].map(([general, literal]) => {
    const [[only] = [general]] = literal;
    return literal.size === 1 ? { line: only, names: [] } : { line: general, names: [...literal.values()].flat() };
  });
}
