const maxCharacters = 60;

/** A value as a message quotes it: short, whatever it is. */
export function shown(value: unknown): string {
  if (typeof value === 'string') {
    return `'${value.length > maxCharacters ? `${value.slice(0, maxCharacters)}…` : value}'`;
  }
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a mapping';
  return String(value);
}

/** The first few of a list, as a message offers them. */
export function listed(names: readonly string[], most = 8): string {
  const more = names.length > most ? ` … (${names.length} in all)` : '';
  return `${names.slice(0, most).join(', ')}${more}`;
}
