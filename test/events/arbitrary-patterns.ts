import fc from 'fast-check';
import type { EventPattern } from '../../lib/model/guardrail';
import type { Json } from '../../lib/model/json';

// Few names and values, so that patterns and events often meet.
const name = fc.constantFrom('a', 'b', 'c');
const scalar: fc.Arbitrary<Json> = fc.constantFrom<Json>('x', 'xy', 'y', 1, null, true);

const valueTest: fc.Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<Json>('x', 'xy', 'y', 1, null) },
  fc.constantFrom<Json>(
    { exists: true },
    { exists: false },
    { prefix: 'x' },
    { suffix: 'y' },
    { wildcard: 'x*' },
    { 'anything-but': ['x', 'y'] },
    { numeric: ['>', 0] },
  ),
);
const valueTests = fc.uniqueArray(valueTest, { minLength: 1, maxLength: 3, selector: (test) => JSON.stringify(test) });

/** Patterns without `$or`. */
export const simplePattern: fc.Arbitrary<EventPattern> = fc.letrec<{ node: EventPattern }>((tie) => ({
  node: fc.dictionary(name, fc.oneof({ maxDepth: 2, depthSize: 'small' }, valueTests, tie('node')), {
    minKeys: 1,
    maxKeys: 3,
  }),
})).node;

/** Patterns, some with `$or` before or after their fields. */
export const pattern: fc.Arbitrary<EventPattern> = fc.oneof(
  { weight: 3, arbitrary: simplePattern },
  fc
    .tuple(simplePattern, fc.array(simplePattern, { minLength: 2, maxLength: 3 }), fc.boolean())
    .map(([fields, branches, first]) => (first ? { $or: branches, ...fields } : { ...fields, $or: branches })),
);

export const event: fc.Arbitrary<Json> = fc.letrec<{ node: Json; object: Json }>((tie) => ({
  node: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('node'), { maxLength: 3 }), tie('object')),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'a.b'), tie('node'), { maxKeys: 3 }),
})).object;
