import type { z } from 'zod';
import type { Complaint } from './complaint';
import type { Draft } from './draft';
import { explain } from './explain';
import type { Path } from './places';
import { listed, shown } from './shown';
import { suggest } from './suggest';

export interface Shape<T> {
  /** Undefined when there is any complaint. */
  readonly value?: T;
  readonly draft: Draft<T>;
  readonly complaints: readonly Complaint[];
}

/** Compares a value with its schema. Whatever is right is in the draft, so that references can be checked all the same. */
export function checkShape<T>(schema: z.ZodType<T>, raw: unknown): Shape<T> {
  const result = schema.safeParse(raw, { error: explain });
  if (result.success) return { value: result.data, draft: result.data as Draft<T>, complaints: [] };
  const issues = result.error.issues.flatMap((issue) => unfold(issue, [], raw));
  const unknown = issues
    .filter((issue) => issue.code === 'unrecognized_keys')
    .flatMap((issue) => unknownKeys(issue, raw));
  // `emial` is one mistake, not an unknown key and a missing one.
  const misspelt = unknown.flatMap(({ meant }) => (meant ? [meant] : []));
  const seen = new Set(misspelt.map(keyOf));
  const wrong = issues.filter(({ code, path }) => {
    if (code === 'unrecognized_keys' || seen.has(keyOf(path))) return false;
    seen.add(keyOf(path));
    return true;
  });
  return {
    draft: spoil(raw, [...wrong.map(({ path }) => path), ...misspelt]) as Draft<T>,
    complaints: [...unknown.map(({ complaint }) => complaint), ...wrong.map((issue) => complaintOf(issue, raw))],
  };
}

interface Issue {
  readonly code: z.core.$ZodIssue['code'];
  readonly path: Path;
  readonly message: string;
  readonly keys: readonly string[];
}

/** One level of issues: of a union only what the writer seems to have meant, of a key what is wrong with it. */
function unfold(issue: z.core.$ZodIssue, above: Path, raw: unknown): readonly Issue[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const isMapping = typeof at(raw, path) === 'object' && at(raw, path) !== null;
    const meant = issue.errors.at(isMapping ? -1 : 0) ?? [];
    return meant.flatMap((inner) => unfold(inner, path, raw));
  }
  const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  return [{ code: issue.code, path, message, keys: issue.code === 'unrecognized_keys' ? issue.keys : [] }];
}

function unknownKeys({ path, keys, message }: Issue, raw: unknown): readonly { complaint: Complaint; meant?: Path }[] {
  const known = message.split(' ');
  return keys.map((key) => {
    const near = suggest(key, known);
    const advice = near ? `did you mean '${near}'?` : `remove it, or use one of ${listed(known, 12)}`;
    const complaint: Complaint = { path: [...path, key], at: 'key', message: 'is not a key', advice };
    const isAbsent = near !== undefined && at(raw, [...path, near]) === undefined;
    return isAbsent ? { complaint, meant: [...path, near] } : { complaint };
  });
}

function complaintOf({ code, path, message }: Issue, raw: unknown): Complaint {
  const [what = '', ...advice] = message.split('; ');
  const rest = { path, advice: advice.join('; ') };
  if (code === 'invalid_key') return { ...rest, at: 'key', message: `as a key ${what}` };
  const value = at(raw, path);
  return { ...rest, message: value === undefined ? what : `${what}, got ${shown(value)}` };
}

/** A copy with null at those paths; what no path leads into is shared. */
function spoil(value: unknown, paths: readonly Path[]): unknown {
  if (paths.length === 0) return value;
  if (paths.some((path) => path.length === 0)) return null;
  const below = new Map<PropertyKey, Path[]>();
  for (const [key, ...rest] of paths as readonly [PropertyKey, ...PropertyKey[]][]) {
    const rests = below.get(key);
    if (rests) rests.push(rest);
    else below.set(key, [rest]);
  }
  const copy = (Array.isArray(value) ? [...value] : Object.assign(Object.create(null), value)) as Record<
    PropertyKey,
    unknown
  >;
  for (const [key, rests] of below) copy[key] = spoil(copy[key], rests);
  return copy;
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}
