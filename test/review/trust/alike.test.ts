import { alike } from '../../../lib/review/trust/alike';

const region = /()\b[a-z]{2}-[a-z]+-\d\b/g;

it.each<[string, readonly string[], ReturnType<typeof alike>]>([
  ['a line of its own stays as it is', ['bus in eu-west-1'], [{ line: 'bus in eu-west-1', names: [] }]],
  ['a line without a name stays as it is', ['bus'], [{ line: 'bus', names: [] }]],
  [
    'lines that differ in the name alone are one',
    ['bus in eu-west-1', 'bus in us-east-1'],
    [{ line: 'bus in REGION', names: ['eu-west-1', 'us-east-1'] }],
  ],
  [
    'the same name twice is one name',
    ['eu-west-1 to eu-west-1', 'us-east-1 to us-east-1'],
    [{ line: 'REGION to REGION', names: ['eu-west-1', 'us-east-1'] }],
  ],
  [
    'a line of two names speaks for itself',
    ['eu-west-1 to us-east-1', 'us-east-1 to us-east-1'],
    [
      { line: 'eu-west-1 to us-east-1', names: [] },
      { line: 'us-east-1 to us-east-1', names: [] },
    ],
  ],
  ['what is said twice is said once', ['in eu-west-1', 'in eu-west-1'], [{ line: 'in eu-west-1', names: [] }]],
])('%s', (_, lines, told) => {
  expect(alike(lines, region, 'REGION')).toEqual(told);
});

it('keeps what stands before the name', () => {
  expect(alike(['fix-a', 'fix-b'], /(fix-)[ab]/g, 'X')).toEqual([{ line: 'fix-X', names: ['a', 'b'] }]);
});
