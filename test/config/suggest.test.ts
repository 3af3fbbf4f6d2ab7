import fc from 'fast-check';
import { suggest } from '../../lib/config/suggest';

const units = ['security', 'workloads', 'workloads/production', 'workloads/development', 'sandbox'];

it.each([
  ['Sandbox', 'sandbox', 'case'],
  ['sandbx', 'sandbox', 'a letter missing'],
  ['sandboxx', 'sandbox', 'a letter too many'],
  ['sendbox', 'sandbox', 'another letter'],
  ['snadbox', 'sandbox', 'two letters swapped'],
  ['production', 'workloads/production', 'the path above it missing'],
  ['Development', 'workloads/development', 'the path missing and case'],
  ['workload/production', 'workloads/production', 'a slip in a path'],
])('takes %s for %s: %s', (word, meant) => {
  expect(suggest(word, units)).toBe(meant);
});

it.each(['x', 'prod', 'payments', 'sbox', ''])('does not guess what %p means', (word) => {
  expect(suggest(word, units)).toBeUndefined();
});

it('takes the nearest of several', () => {
  expect(suggest('orders-prd', ['orders-dev', 'orders-prod', 'orders-pre'])).toBe('orders-prod');
});

const letter = fc.constantFrom(...'abcde-/');
const slip = fc.record({ at: fc.nat(11), kind: fc.constantFrom('insert', 'remove', 'replace'), letter });

it('finds any word again after three slips', () => {
  fc.assert(
    fc.property(fc.array(letter, { minLength: 12, maxLength: 20 }), fc.array(slip, { maxLength: 3 }), (word, slips) => {
      const written = slips.reduce((text, { at, kind, letter }) => {
        return text.slice(0, at) + (kind === 'remove' ? '' : letter) + text.slice(kind === 'insert' ? at : at + 1);
      }, word.join(''));
      expect(suggest(written, ['nothing like it at all', word.join('')])).toBe(word.join(''));
    }),
  );
});

it('finds any word again after two neighbours were swapped', () => {
  fc.assert(
    fc.property(fc.array(letter, { minLength: 6, maxLength: 20 }), fc.nat(4), (word, at) => {
      const written = [...word.slice(0, at), word[at + 1], word[at], ...word.slice(at + 2)].join('');
      expect(suggest(written, [word.join('')])).toBe(word.join(''));
    }),
  );
});
