/** `a, b and c`. */
export function listed(values: readonly string[], word = 'and'): string {
  if (values.length < 2) return values.join('');
  return `${values.slice(0, -1).join(', ')} ${word} ${values.at(-1)}`;
}
