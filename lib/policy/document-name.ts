import { createHash } from 'node:crypto';

/** Characters a policy's name and description may have (Organizations API reference, CreatePolicy). */
const maxNameCharacters = 128;
const maxDescriptionCharacters = 512;

/** `breakwater-scp-workloads/production-01`; what is too long is cut and told apart by a hash. */
export function documentName(...parts: readonly string[]): string {
  const name = ['breakwater', ...parts].join('-');
  if (name.length <= maxNameCharacters) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `${name.slice(0, maxNameCharacters - hash.length - 1)}-${hash}`;
}

/** Says whose promises the document keeps. */
export function documentDescription(guardrails: readonly string[]): string {
  const names = [...new Set(guardrails)];
  for (let shown = names.length; shown > 0; shown--) {
    const rest = names.length - shown;
    const text = `Breakwater: ${names.slice(0, shown).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
    if (text.length <= maxDescriptionCharacters) return text;
  }
  return `Breakwater: ${names.length} guardrails`;
}
