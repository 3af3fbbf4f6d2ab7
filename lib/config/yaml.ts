import { type Document, parseDocument } from 'yaml';
import type { Places } from './places';
import type { Problem } from './problem';
import { problemAt } from './problem-at';
import type { Source } from './source';
import { yamlMistake } from './yaml-mistake';
import { Refusal, YamlReader } from './yaml-reader';

const tooDeep = 'nests too deeply to be read; flatten it';

export interface Yaml {
  /** Undefined when the file could not be read. Mappings have no prototype, since their keys are strangers' words. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/**
 * YAML as data and nothing else: the core schema, no tags, nothing included, nothing taken from the environment.
 * Anchors and merge keys work as far as what they stand for keeps a size that somebody could have written.
 */
export function readYaml(source: Source, places: Places): Yaml {
  const unreadable = (...problems: readonly (readonly [offset: number, message: string])[]): Yaml => ({
    value: undefined,
    problems: problems.map(([offset, message]) => problemAt({ source, offset }, message)),
  });
  try {
    const document = parse(source.text);
    // What follows a syntax error is guesswork, so only the first is worth reading.
    const lost = [...document.errors.slice(0, 1), ...document.warnings];
    if (lost.length > 0) return unreadable(...lost.map(({ pos, message }) => explain(source.text, message, pos[0])));
    if (!document.contents?.range) return unreadable([0, 'the file is empty; fill it, or remove it']);
    const reader = new YamlReader(source, places);
    return { value: reader.read(document.contents), problems: reader.problems };
  } catch (cause) {
    if (cause instanceof Refusal) return unreadable([cause.offset, cause.message]);
    if (cause instanceof RangeError) return unreadable([0, tooDeep]);
    throw cause;
  }
}

function parse(text: string): Document.Parsed {
  return parseDocument(text, {
    schema: 'core',
    resolveKnownTags: false,
    prettyErrors: false,
    // Its search is quadratic, and does not say where the first one is; the reader's is neither.
    uniqueKeys: false,
    logLevel: 'error',
  });
}

function explain(text: string, parserSays: string, at: number): readonly [offset: number, message: string] {
  if (parserSays.includes('call stack')) return [at, tooDeep];
  const tag = /^Unresolved tag: (.*)$/s.exec(parserSays)?.[1]?.replace('tag:yaml.org,2002:', '!!');
  const advice = 'the rest of this file is unchecked';
  if (tag) return [at, `tag ${tag} is not resolved, since configuration is data; write the value itself; ${advice}`];
  const { offset, message } = yamlMistake(text, parserSays, at);
  return [offset, `this is not YAML: ${message}; ${advice}`];
}
