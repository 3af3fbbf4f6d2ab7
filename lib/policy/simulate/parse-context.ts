/** `aws:RequestedRegion=eu-west-1 …` from a command line; a key that is given twice has both values. */
export function parseContext(pairs: readonly string[]): Readonly<Record<string, string | readonly string[]>> {
  const context: Record<string, string | readonly string[]> = {};
  for (const pair of pairs) {
    const [, key, value] = /^([^=]+:[^=]+)=([\s\S]*)$/.exec(pair) ?? [];
    if (key === undefined || value === undefined)
      throw new Error(`context '${pair}' is no key=value; write one such as aws:RequestedRegion=eu-west-1`);
    const before = context[key];
    context[key] = before === undefined ? value : [before, value].flat();
  }
  return context;
}
