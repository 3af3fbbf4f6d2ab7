import { isObject } from '../model/json';
import type { Places } from './places';
import type { Problem } from './problem';
import { problemAt } from './problem-at';
import { shown } from './shown';
import type { Source } from './source';
import { readYaml } from './yaml';

export interface YamlMapping {
  /** Undefined when the file could not be read. */
  readonly value?: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

/** A YAML file that holds a mapping. */
export function readYamlMapping(source: Source, places: Places): YamlMapping {
  const { value, problems } = readYaml(source, places);
  if (value === undefined) return { problems };
  if (isObject(value)) return { value, problems };
  const message = `the file must hold a mapping, got ${shown(value)}; write keys and values`;
  return { problems: [...problems, problemAt({ source, offset: 0 }, message)] };
}
