import type { Scalar } from './value-test';

/** A value in an event, and the array elements it was found in. */
export interface Leaf {
  readonly value: Scalar;
  readonly place: Place | undefined;
}

/** An element of an array; `outer` is the element its array is in. */
export interface Place {
  /** Path of the array; elements of one array only differ in `index`. */
  readonly array: string;
  /** How many names the path has. */
  readonly depth: number;
  readonly index: number;
  readonly outer: Place | undefined;
}

/** A path, prepared for looking it up. */
export interface Field {
  readonly depth: number;
  /** At each depth, the keys that lead on: one name, or several joined by dots, since an event may have such keys. */
  readonly steps: readonly (readonly Step[])[];
}
interface Step {
  readonly key: string;
  readonly path: string;
  readonly depth: number;
}

// As deep as the engine's own parser reads.
const maxNesting = 1_000;

export function fieldAt(path: string): Field {
  const names = path.split('.');
  const steps = names.map((_, from) =>
    names.slice(from).map((_, more): Step => {
      const depth = from + more + 1;
      return { key: names.slice(from, depth).join('.'), path: names.slice(0, depth).join('.'), depth };
    }),
  );
  return { depth: names.length, steps };
}

/** Every value the event has at that path, through objects and arrays. */
export function leavesAt(event: object, field: Field): readonly Leaf[] {
  const leaves: Leaf[] = [];
  gather(event, field, { key: '', path: '', depth: 0 }, undefined, 0, leaves);
  return leaves;
}

function gather(
  value: unknown,
  field: Field,
  here: Step,
  place: Place | undefined,
  nesting: number,
  leaves: Leaf[],
): void {
  if (Array.isArray(value)) {
    if (nesting >= maxNesting) return;
    const array = '[]'.repeat(nesting) + here.path;
    for (let index = 0; index < value.length; index++) {
      const element: unknown = value[index];
      // Scalars of one array are alternatives, so being one of them ties nothing together.
      const inside = isScalar(element) ? place : { array, depth: here.depth, index, outer: place };
      gather(element, field, here, inside, nesting + 1, leaves);
    }
  } else if (typeof value === 'object' && value !== null) {
    const steps = field.steps[here.depth] ?? [];
    // The first is one name; the others are for keys with dots in them, which next to nothing has.
    const count = steps.length > 1 && hasDottedKey(value, here.depth) ? steps.length : 1;
    for (let at = 0; at < count; at++) {
      const step = steps[at];
      if (step && Object.hasOwn(value, step.key)) {
        gather((value as Record<string, unknown>)[step.key], field, step, place, 0, leaves);
      }
    }
  } else if (here.depth === field.depth && isScalar(value)) {
    leaves.push({ value, place });
  }
}

// Many fields of one event are looked up in turn, so that each object is asked about once.
const asked: { object: object; isDotted: boolean }[] = [];

function hasDottedKey(object: object, depth: number): boolean {
  const last = asked[depth];
  if (last?.object === object) return last.isDotted;
  const isDotted = Object.keys(object).some((key) => key.includes('.'));
  asked[depth] = { object, isDotted };
  return isDotted;
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
