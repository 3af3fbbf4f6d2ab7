import { maxPatternCharacters, patternCharacters } from '../../lib/events/pattern/pattern-quota';
import { validatePattern } from '../../lib/events/pattern/validate-pattern';

const valid: readonly unknown[] = [
  { a: ['x'] },
  { a: [null, true, 1, ''] },
  { a: { b: [{ exists: false }] } },
  { a: [{ prefix: '' }, { suffix: '' }, { wildcard: '' }, { 'equals-ignore-case': '' }] },
  { a: [{ 'anything-but': { wildcard: '' } }] },
  { a: [{ 'anything-but': { prefix: [] } }] },
  { a: [{ numeric: ['>', 0, '<=', 1e-320] }] },
  { a: [{ cidr: '10.1.2.3/0' }, { cidr: '::/127' }] },
  { prefix: ['x'], numeric: { exists: ['y'] } },
  { $or: { a: ['x'] } },
  { $or: ['x', 'y'] },
  { $or: [{ prefix: 'x' }, { prefix: 'y' }] },
];

const invalid: readonly (readonly [pattern: unknown, problem: RegExp])[] = [
  [null, /a pattern is a JSON object; got null/],
  [[{ a: ['x'] }], /a pattern is a JSON object/],
  ['{"a":["x"]}', /a pattern is a JSON object/],
  [{}, /empty objects are not allowed/],
  [{ a: { b: {} } }, /^a\.b: empty objects/],
  [{ a: 'x' }, /^a: must be an object or an array; got "x"/],
  [{ a: null }, /^a: must be/],
  [{ a: [] }, /^a: empty arrays/],
  [{ a: [['x']] }, /^a: a value is a string/],
  [{ a: [{}] }, /unknown match expression \{\}/],
  [{ a: [{ regex: 'x' }] }, /unknown match expression \{"regex":"x"\}; use one of exactly, prefix/],
  [{ a: [{ constructor: 'x' }] }, /unknown match expression/],
  [{ a: [{ prefix: 'x', suffix: 'y' }] }, /only one key/],
  [{ a: [{ prefix: 3 }] }, /prefix takes a string; got 3/],
  [{ a: [{ suffix: ['x'] }] }, /suffix takes a string/],
  [{ a: [{ prefix: { wildcard: 'x' } }] }, /prefix takes a string or \{"equals-ignore-case": string\}/],
  [{ a: [{ suffix: { 'equals-ignore-case': 'x', prefix: 'y' } }] }, /suffix takes/],
  [{ a: [{ suffix: { 'equals-ignore-case': 5 } }] }, /equals-ignore-case takes a string/],
  [{ a: [{ exactly: 1 }] }, /exactly takes a string/],
  [{ a: [{ exists: 'true' }] }, /exists is either true or false/],
  [{ a: [{ wildcard: 'a**b' }] }, /consecutive wildcard characters at 1/],
  [{ a: [{ wildcard: 'a\\b' }] }, /invalid escape at 1/],
  [{ a: [{ wildcard: 'a\\' }] }, /invalid escape at 1/],
  [{ a: [{ 'anything-but': ['x', 1] }] }, /strings or numbers, not both/],
  [{ a: [{ 'anything-but': [] }] }, /strings or numbers/],
  [{ a: [{ 'anything-but': null }] }, /strings or numbers/],
  [{ a: [{ 'anything-but': true }] }, /strings or numbers/],
  [{ a: [{ 'anything-but': { exists: true } }] }, /anything-but takes one of prefix, suffix/],
  [{ a: [{ 'anything-but': { prefix: 'x', suffix: 'y' } }] }, /anything-but takes one of/],
  [{ a: [{ 'anything-but': { prefix: '' } }] }, /an empty prefix or suffix/],
  [{ a: [{ 'anything-but': { suffix: ['x', ''] } }] }, /an empty prefix or suffix/],
  [{ a: [{ 'anything-but': { wildcard: ['x', 1] } }] }, /takes strings; got 1/],
  [{ a: [{ 'anything-but': { wildcard: 'x**' } }] }, /consecutive/],
  [{ a: [{ 'anything-but': Number.POSITIVE_INFINITY }] }, /too large to compare/],
  [{ a: [{ numeric: '>' }] }, /the value of numeric is an array/],
  [{ a: [{ numeric: [] }] }, /is a number; got undefined/],
  [{ a: [{ numeric: ['>'] }] }, /the value of ">" is a number/],
  [{ a: [{ numeric: ['~', 1] }] }, /unknown numeric operator "~"/],
  [{ a: [{ numeric: ['=', '1'] }] }, /is a number; got "1"/],
  [{ a: [{ numeric: ['<', Number.POSITIVE_INFINITY] }] }, /is a number/],
  [{ a: [{ numeric: ['<', 5, '>', 1] }] }, /lower bound first/],
  [{ a: [{ numeric: ['>', 1, '<', 1] }] }, /lower bound must be less/],
  [{ a: [{ numeric: ['>', 1, '<'] }] }, /no range/],
  [{ a: [{ numeric: ['>', 1, '<', 3, 4] }] }, /no range/],
  [{ a: [{ cidr: '10.0.0.0' }] }, /one '\/' required/],
  [{ a: [{ cidr: '10.0.0.0/8/9' }] }, /one '\/' required/],
  [{ a: [{ cidr: 'example.org/8' }] }, /not an IPv4 or IPv6 address/],
  [{ a: [{ cidr: '10.0.0.1/32' }] }, /from 0 to 31/],
  [{ a: [{ cidr: '::1/128' }] }, /from 0 to 127/],
  [{ a: [{ cidr: '10.0.0.0/-1' }] }, /from 0 to 31/],
  [{ a: [{ cidr: '10.0.0.0/x' }] }, /from 0 to 31/],
  [{ a: [{ cidr: '1:2:3:4:5:6:7::8:9/8' }] }, /not an IPv4 or IPv6 address/],
  [{ a: [{ cidr: '1:2:3:4::5:6:7:8/8' }] }, /not an IPv4 or IPv6 address/],
  [{ a: [{ cidr: '1::2::3/8' }] }, /not an IPv4 or IPv6 address/],
  [{ $or: [{ a: ['x'] }] }, /^\$or: .* at least two objects/],
  [{ d: { $or: [{ a: ['x'] }, 'y'] } }, /^d\.\$or: /],
  [{ $or: [{ a: ['x'] }, {}] }, /empty objects/],
  [{ $or: [{ a: { prefix: ['x'] } }, { b: ['y'] }] }, /^a\.prefix: 'prefix' is a reserved word/],
];

it.each(valid.map((pattern) => [pattern]))('%j is a pattern', (pattern) => {
  expect(validatePattern(pattern)).toBeUndefined();
});

it.each(invalid)('%j is none', (pattern, problem) => {
  expect(validatePattern(pattern)).toMatch(problem);
});

it('refuses more combinations than EventBridge does', () => {
  const choice = (name: string) => ({ $or: Array.from({ length: 11 }, (_, value) => ({ [name]: [value] })) });
  expect(validatePattern({ x: choice('a'), y: choice('b') })).toBeUndefined();
  expect(validatePattern({ x: choice('a'), y: choice('b'), z: choice('c') })).toMatch(/more than 1000 combinations/);
});

it('refuses a pattern nested without end', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(5_000)}["x"]${'}'.repeat(5_000)}`);
  expect(validatePattern(deep)).toMatch(/nested at most 1000 deep/);
});

it('counts characters as they are sent', () => {
  expect(maxPatternCharacters).toBe(2_048);
  expect(patternCharacters({ a: ['x', 1] })).toBe('{"a":["x",1]}'.length);
});
