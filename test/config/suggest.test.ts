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
