import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isObject, type JsonObject } from '../../lib/model/json';
import type { NamedPolicy } from '../../lib/policy/evaluate/layers';
import type { ForeignLevel } from '../../lib/policy/simulate/foreign-levels';

/** One of --level, --scp or --rcp, in the order in which they were given: policies belong to the level before them. */
export interface Placement {
  readonly option: 'level' | 'scp' | 'rcp';
  readonly value: string;
}

const types = { scp: 'SERVICE_CONTROL_POLICY', rcp: 'RESOURCE_CONTROL_POLICY' } as const;

export function levelsOf(placements: readonly Placement[]): readonly ForeignLevel[] {
  const levels: { readonly node: string; readonly policies: ForeignLevel['policies'][number][] }[] = [];
  for (const { option, value } of placements) {
    if (option === 'level' || levels.length === 0) {
      levels.push({ node: (option === 'level' && value) || `level ${levels.length + 1}`, policies: [] });
    }
    if (option !== 'level') levels.at(-1)?.policies.push({ type: types[option], ...readPolicy(value) });
  }
  return levels;
}

/** A policy from a file, named like the file. */
export function readPolicy(file: string): NamedPolicy {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file}: is no policy: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  if (!isObject(content)) throw new Error(`${file}: is no policy: it must hold an object with a Statement`);
  return { name: basename(file), content: content as JsonObject };
}
