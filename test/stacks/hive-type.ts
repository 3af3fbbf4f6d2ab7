/** A type as Hive writes it, read: enough of it to follow a path into a column. */
export type HiveType =
  | { readonly kind: 'plain'; readonly name: string }
  | { readonly kind: 'array'; readonly of: HiveType }
  | { readonly kind: 'map'; readonly of: HiveType }
  | { readonly kind: 'struct'; readonly fields: Readonly<Record<string, HiveType>> };

/** @throws Error when the text is no type */
export function hiveType(text: string): HiveType {
  const [, kind, inner] = /^(array|map|struct)<(.*)>$/.exec(text) ?? [];
  if (kind === undefined || inner === undefined) {
    if (!/^(string|int|bigint|double|boolean)$/.test(text)) throw new Error(`'${text}' is no type of Hive`);
    return { kind: 'plain', name: text };
  }
  const parts = split(inner);
  if (kind === 'array') return { kind, of: hiveType(inner) };
  if (kind === 'map') return { kind, of: hiveType(parts[1] ?? '') };
  const fields = parts.map((part) => {
    const colon = part.indexOf(':');
    return [part.slice(0, colon), hiveType(part.slice(colon + 1))] as const;
  });
  return { kind: 'struct', fields: Object.fromEntries(fields) };
}

/** What a path such as `m.account.s` leads to; undefined when nothing is there. */
export function within(type: HiveType | undefined, path: readonly string[]): HiveType | undefined {
  const [first, ...rest] = path;
  if (type === undefined || first === undefined) return type;
  return type.kind === 'struct' ? within(type.fields[first], rest) : undefined;
}

/** At commas outside of angle brackets. */
function split(text: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === ',' && depth === 0) {
      parts.push('');
      continue;
    }
    if (character === '<') depth += 1;
    if (character === '>') depth -= 1;
    parts[parts.length - 1] += character;
  }
  return parts;
}
