import { logicalId } from '../../lib/constructs/logical-id';

test.each([
  ['Account', 'orders-prod', /^AccountOrdersProd[0-9A-F]{8}$/],
  ['Unit', 'workloads/production', /^UnitWorkloadsProduction[0-9A-F]{8}$/],
  ['Unit', '財務', /^Unit[0-9A-F]{8}$/],
  ['Policy', 'x'.repeat(400), /^PolicyX[x]{199}[0-9A-F]{8}$/],
])('a %s named %s is recognized', (kind, name, expected) => {
  expect(logicalId(kind, name)).toMatch(expected);
});

test('names that read alike stay apart', () => {
  const names = [
    'orders-prod',
    'ordersprod',
    'orders/prod',
    'orders prod',
    'Orders-Prod',
    'OrdersProd',
    'orders--prod',
  ];
  expect(new Set(names.map((name) => logicalId('Account', name))).size).toBe(names.length);
});
