import type { Path } from './places';

/** How messages call what a path leads to: `account 'orders-prod': boundary.data`. Indexes are left to line and column. */
export function nameOf(root: unknown, path: Path): string {
  const [section, key, ...rest] = path;
  if (key === undefined) return field(path);
  const entry = step(step(root, section), key);
  // In a lock file names are keys.
  if (typeof key === 'string' && section === 'accounts') return named(`account '${key}'`, rest);
  if (typeof key === 'string' && section === 'units') return named(`unit '${key}'`, rest);
  if (section === 'accounts') return named(`account ${quoted(step(entry, 'name'), key)}`, rest);
  if (section === 'exemptions') return named(`exemption of ${quoted(step(entry, 'guardrail'), key)}`, rest);
  if (section === 'closing') return named(`closing of ${quoted(step(entry, 'account'), key)}`, rest);
  if (section === 'tests') return named(`test ${quoted(step(entry, 'name'), key)}`, rest);
  if (section === 'guardrails') return named(`guardrail '${String(key)}'`, rest);
  if (section === 'units') return unitNamed(root, path);
  return field(path);
}

function unitNamed(root: unknown, path: Path): string {
  const names: string[] = [];
  let value = root;
  let depth = 0;
  while (path[depth] === 'units' && path.length > depth + 1) {
    value = step(step(value, 'units'), path[depth + 1]);
    const name = step(value, 'name');
    names.push(typeof name === 'string' ? name : '?');
    depth += 2;
  }
  return named(`unit '${names.join('/')}'`, path.slice(depth));
}

function named(subject: string, rest: Path): string {
  return rest.length > 0 ? `${subject}: ${field(rest)}` : subject;
}

function quoted(name: unknown, index: PropertyKey): string {
  return typeof name === 'string' ? `'${name}'` : `number ${Number(index) + 1}`;
}

function field(path: Path): string {
  return path.filter((key) => typeof key !== 'number').join('.');
}

function step(value: unknown, key: PropertyKey | undefined): unknown {
  return key === undefined ? undefined : (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
}
