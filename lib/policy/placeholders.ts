import type { Json } from '../model/json';

export interface Placeholder {
  /** Where in the document: `Statement.0.Resource`. */
  readonly path: string;
  /** As written: `<my-org-id>`, `${REGION}`, `[BUCKET_NAME]`. */
  readonly text: string;
}

// A policy variable's key has a prefix and a colon; what has none was meant to be filled in. A double colon is a template's.
const pattern = /<[A-Za-z][\w .-]*>|\[[A-Z][A-Z0-9_]+\]|\$\{[^}:]*(?:::[^}]*)?\}/g;
const escapes = new Set([`\${*}`, `\${?}`, `\${$}`]);

/** What an author meant others to fill in; deployed as it is, it matches nothing. */
export function placeholdersIn(content: Json, path = ''): readonly Placeholder[] {
  if (typeof content === 'string') {
    return [...content.matchAll(pattern)].filter(([text]) => !escapes.has(text)).map(([text]) => ({ path, text }));
  }
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([key, value]) => placeholdersIn(value, path ? `${path}.${key}` : key));
}
