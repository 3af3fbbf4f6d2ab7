import type { Leaf, Place } from './leaves';
import { passes, type ValueTest } from './value-test';

/** A field and what it may hold. */
export interface Condition {
  readonly field: number;
  readonly tests: readonly ValueTest[];
  readonly mayBeAbsent: boolean;
  /** How many names of the path another condition's path begins with too; arrays further down tie nothing together. */
  readonly sharedDepth: number;
}

/**
 * Whether every condition has a value, all of them from the same element wherever they meet in an array.
 * Conditions come sorted by path: what is absent is absent from the elements chosen so far, as in the engine.
 */
export function holds(conditions: readonly Condition[], leavesOf: (field: number) => readonly Leaf[]): boolean {
  const fitting: (readonly Leaf[])[] = [];
  for (const { field, tests, mayBeAbsent } of conditions) {
    const leaves = leavesOf(field).filter(({ value }) => tests.some((test) => passes(test, value)));
    if (leaves.length === 0 && !mayBeAbsent) return false;
    fitting.push(leaves);
  }
  return choose(0, undefined);

  function choose(index: number, chosen: Place | undefined): boolean {
    const condition = conditions[index];
    if (!condition) return true;
    if (condition.mayBeAbsent && isAbsent(leavesOf(condition.field), chosen) && choose(index + 1, chosen)) return true;
    let triedUnmoved = false;
    for (const leaf of fitting[index] ?? []) {
      const next = together(chosen, upTo(leaf.place, condition.sharedDepth));
      if (next === 'apart' || (next === chosen && triedUnmoved)) continue;
      triedUnmoved ||= next === chosen;
      if (choose(index + 1, next)) return true;
    }
    return false;
  }
}

function isAbsent(leaves: readonly Leaf[], chosen: Place | undefined): boolean {
  return leaves.every((leaf) => together(chosen, leaf.place) === 'apart');
}

function upTo(place: Place | undefined, depth: number): Place | undefined {
  let outer = place;
  while (outer && outer.depth > depth) outer = outer.outer;
  return outer;
}

/** Both sets of elements, or `apart` when they are different elements of one array. Nothing new gives the first itself. */
function together(chosen: Place | undefined, place: Place | undefined): Place | undefined | 'apart' {
  let result = chosen;
  for (let element = place; element; element = element.outer) {
    const known = elementOf(element.array, chosen);
    if (known === undefined) result = { ...element, outer: result };
    else if (known !== element.index) return 'apart';
  }
  return result;
}

function elementOf(array: string, chosen: Place | undefined): number | undefined {
  let element = chosen;
  while (element && element.array !== array) element = element.outer;
  return element?.index;
}
