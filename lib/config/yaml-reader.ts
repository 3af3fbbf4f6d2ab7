import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { isObject } from '../model/json';
import type { Places } from './places';
import type { Problem } from './problem';
import { positionAt, problemAt } from './problem-at';
import type { Source } from './source';

const maxDepth = 64;
/** A valid organization of ten thousand accounts has 200,000. */
const maxNodes = 2_000_000;

/** What makes a whole file unreadable. */
export class Refusal extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

interface Anchor {
  readonly value: unknown;
  /** Nodes it stands for, those of aliases inside it included. */
  readonly nodes: number;
}

/** Turns YAML nodes into plain values, and notes where each came from. One per file. */
export class YamlReader {
  readonly problems: Problem[] = [];
  readonly #source: Source;
  readonly #places: Places;
  readonly #anchors = new Map<string, Anchor | 'open'>();
  #nodes = 0;

  constructor(source: Source, places: Places) {
    this.#source = source;
    this.#places = places;
  }

  read(node: Node | null, depth = 0): unknown {
    this.#nodes += 1;
    if (depth > maxDepth) throw new Refusal(offsetOf(node), `nests deeper than ${maxDepth} levels; flatten it`);
    if (isAlias(node)) return this.#alias(node);
    const anchor = isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
    if (anchor === undefined) return this.#plain(node, depth);
    const before = this.#nodes;
    this.#anchors.set(anchor, 'open');
    const value = this.#plain(node, depth);
    this.#anchors.set(anchor, { value, nodes: this.#nodes - before });
    return value;
  }

  #plain(node: Node | null, depth: number): unknown {
    if (isMap(node)) return this.#mapping(node, depth);
    if (isSeq(node)) return this.#list(node, depth);
    return isScalar(node) ? node.value : null;
  }

  #list(node: YAMLSeq, depth: number): unknown[] {
    const list = node.items.map((item) => this.read(item as Node | null, depth + 1));
    this.#places.note(list, { source: this.#source, node, merged: [] });
    return list;
  }

  #mapping(node: YAMLMap, depth: number): object {
    const mapping: Record<string, unknown> = Object.create(null);
    const keys = new Map<string, Node>();
    const merged: object[] = [];
    for (const pair of node.items) {
      const value = this.read(pair.value as Node | null, depth + 1);
      if (isMerge(pair)) merged.push(...this.#mergeable(value, pair));
      else {
        const key = this.#key(pair.key as Node, keys);
        if (key !== undefined) mapping[key] = value;
      }
    }
    // Own keys win over merged ones, and the first mapping merged wins over the next.
    for (const other of merged) {
      for (const [key, value] of Object.entries(other)) if (!(key in mapping)) mapping[key] = value;
    }
    this.#places.note(mapping, { source: this.#source, node, merged });
    return mapping;
  }

  #key(node: Node, keys: Map<string, Node>): string | undefined {
    if (!isScalar(node)) throw new Refusal(offsetOf(node), 'a key is a mapping, a list or an alias; make it text');
    const key = String(node.value);
    // JavaScript's own trapdoor: copying such a key would change the copy instead.
    if (key === '__proto__') throw new Refusal(offsetOf(node), "'__proto__' cannot be a key; rename it");
    const first = keys.get(key);
    if (!first) {
      keys.set(key, node);
      return key;
    }
    const { line } = positionAt({ source: this.#source, offset: offsetOf(first) });
    this.#report(node, `key '${key}' is here twice, first on line ${line}; keep one`);
    return undefined;
  }

  #mergeable(value: unknown, pair: Pair): readonly object[] {
    const candidates: readonly unknown[] = Array.isArray(value) ? value : [value];
    const mappings = candidates.filter(isObject);
    if (mappings.length < candidates.length) {
      this.#report(pair.key as Node, "'<<' takes in mappings only; give it an alias of one, or a list of those");
    }
    return mappings;
  }

  #alias(node: Alias): unknown {
    const anchor = this.#anchors.get(node.source);
    if (!anchor)
      throw new Refusal(offsetOf(node), `*${node.source} refers to no anchor above it; write &${node.source} there`);
    if (anchor === 'open') throw new Refusal(offsetOf(node), `*${node.source} contains itself; write the value out`);
    this.#nodes += anchor.nodes;
    if (this.#nodes > maxNodes) {
      throw new Refusal(offsetOf(node), `aliases stand for more than ${maxNodes} values up to here; write fewer`);
    }
    return anchor.value;
  }

  #report(node: Node, message: string): void {
    this.problems.push(problemAt({ source: this.#source, offset: offsetOf(node) }, message));
  }
}

function isMerge(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.value === '<<' && pair.key.type === Scalar.PLAIN;
}

function offsetOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}
