import { isMap, isScalar, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Source } from './source';

/** Keys and indexes that lead to a value, from the root. */
export type Path = readonly PropertyKey[];

export interface Place {
  readonly source: Source;
  readonly offset: number;
}

interface Origin {
  readonly source: Source;
  readonly node: YAMLMap | YAMLSeq;
  /** Mappings taken in by `<<`. */
  readonly merged: readonly object[];
}

/**
 * Where values were written. Mappings and lists are known by identity, so that lists gathered from several files
 * and values shared through anchors need no bookkeeping of their own.
 */
export class Places {
  readonly #origins = new WeakMap<object, Origin>();
  readonly #pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

  note(value: object, origin: Origin): void {
    this.#origins.set(value, origin);
  }

  /** `copy` was written where `original` was. */
  share(original: object, copy: object): void {
    const origin = this.#origins.get(original);
    if (origin) this.note(copy, origin);
  }

  /** The place of what `path` leads to, or of the nearest thing around it that was written. */
  find(root: object, path: Path, at: 'key' | 'value' = 'value'): Place | undefined {
    let place = this.#start(root);
    let value: unknown = root;
    for (const [depth, key] of path.entries()) {
      if (!isContainer(value)) break;
      const written = this.#child(value, key, depth === path.length - 1 ? at : 'value');
      value = (value as Record<PropertyKey, unknown>)[key];
      place = written ?? (isContainer(value) ? this.#start(value) : undefined) ?? place;
    }
    return place;
  }

  #start(value: object): Place | undefined {
    const origin = this.#origins.get(value);
    return origin && placeOf(origin.source, origin.node);
  }

  #child(value: object, key: PropertyKey, at: 'key' | 'value'): Place | undefined {
    const origin = this.#origins.get(value);
    if (!origin) return undefined;
    const { source, node, merged } = origin;
    if (!isMap(node)) return placeOf(source, node.items[key as number] as Node | undefined);
    const pair = this.#pairsOf(node).get(String(key));
    if (pair) return placeOf(source, ((at === 'value' && pair.value) || pair.key) as Node);
    const holder = merged.find((candidate) => key in candidate);
    return holder && this.#child(holder, key, at);
  }

  // Built on first use: a valid file needs none.
  #pairsOf(node: YAMLMap): ReadonlyMap<string, Pair> {
    let pairs = this.#pairs.get(node);
    if (!pairs) {
      pairs = new Map(node.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', pair]));
      this.#pairs.set(node, pairs);
    }
    return pairs;
  }
}

function placeOf(source: Source, node: Node | undefined | null): Place | undefined {
  return node?.range ? { source, offset: node.range[0] } : undefined;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
