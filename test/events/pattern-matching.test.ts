import type { EventPattern } from '../../lib/model/guardrail';
import { matches } from './matches';

type Case = readonly [title: string, pattern: EventPattern, matching: readonly unknown[], other: readonly unknown[]];

const rule = (...values: unknown[]) => ({ a: values }) as EventPattern;
const event = (...values: unknown[]) => values.map((a) => ({ a }));

const operators: readonly Case[] = [
  ['a text is matched exactly', rule('ec2'), event('ec2'), event('EC2', 'ec2 ', ['EC2'], null, {})],
  ['one of several values is enough', rule('ec2', 's3'), event('s3', ['rds', 's3']), event('rds', [])],
  ['a number is matched however it is spelled', rule(300), event(300, 3.0e2), event('300', 301)],
  ['a number is not its text', rule('300'), event('300'), event(300)],
  ['true is neither 1 nor its text', rule(true), event(true), event(1, 'true', false)],
  ['null is a value', rule(null), event(null, [null]), event('null', '', undefined)],
  ['an empty text is a value', rule(''), event(''), event(null, ' ', [])],
  ['an address is matched however it is spelled', rule('2001:db8::1'), event('2001:DB8:0:0::1'), event('2001:db8::2')],
  ['exactly takes a text as it stands', rule({ exactly: '10.0.0.1' }), event('10.0.0.1'), event('010.0.0.1')],
  ['prefix', rule({ prefix: 'eu-' }), event('eu-west-1', 'eu-'), event('EU-west-1', 'xeu-', 7, null)],
  ['an empty prefix takes any text', rule({ prefix: '' }), event('', 'x'), event(1, null)],
  ['prefix without case', rule({ prefix: { 'equals-ignore-case': 'Eu-' } }), event('EU-west-1'), event('us-', 'e')],
  ['suffix', rule({ suffix: '.png' }), event('x.png', '.png'), event('x.PNG', 'x.png ')],
  ['suffix without case', rule({ suffix: { 'equals-ignore-case': '.PnG' } }), event('x.pNg'), event('x.jpg', 'png')],
  ['equals without case', rule({ 'equals-ignore-case': 'LeaveOrg' }), event('leaveORG'), event('leaveOrgs', 'leave')],
  ['a longer upper case form', rule({ 'equals-ignore-case': 'straße' }), event('STRASSE', 'Straße'), event('STRASE')],
  ['wildcard', rule({ wildcard: 'arn:*:role/x*' }), event('arn:aws:role/x', 'arn::role/xy'), event('arn:aws:role/y')],
  ['wildcard over lines', rule({ wildcard: 'a*c' }), event('ac', 'a\nc'), event('a', 'c', 'ca')],
  ['wildcard parts do not overlap', rule({ wildcard: 'ab*ba' }), event('abba', 'ab-ba'), event('aba')],
  ['wildcard in the middle twice', rule({ wildcard: '*a*b*' }), event('ab', '-a-b-'), event('ba')],
  ['an escaped wildcard stands for itself', rule({ wildcard: 'a\\*\\\\c' }), event('a*\\c'), event('ab\\c')],
  ['anything but a text', rule({ 'anything-but': 'x' }), event('y', 1, null, ['x', 'y']), event('x', ['x'], [])],
  ['anything but texts', rule({ 'anything-but': ['x', 'y'] }), event('z', ['x', 'z']), event('x', ['x', 'y'])],
  ['anything but numbers', rule({ 'anything-but': [1, 2.5] }), event(3, '1', true), event(1, 2.5)],
  ['anything but prefixes', rule({ 'anything-but': { prefix: ['x', 'y'] } }), event('ax', '', 5), event('xa', 'y')],
  ['anything but a suffix', rule({ 'anything-but': { suffix: '.tf' } }), event('tf'), event('x.tf')],
  [
    'anything but wildcards',
    rule({ 'anything-but': { wildcard: ['*/lib/*', '*.o'] } }),
    event('lib'),
    event('/lib/', 'x.o'),
  ],
  [
    'anything but texts without case',
    rule({ 'anything-but': { 'equals-ignore-case': ['Root', 'admin'] } }),
    event('jo', 'roots'),
    event('ROOT', 'Admin'),
  ],
  ['a range', rule({ numeric: ['>', 0, '<=', 5] }), event(0.1, 5), event(0, 5.1, '3', null)],
  ['an equal number', rule({ numeric: ['=', 3.018e2] }), event(301.8), event(301.80001)],
  ['a bound', rule({ numeric: ['>=', -1] }), event(-1, 1e15), event(-1.1)],
  ['an IPv4 range', rule({ cidr: '10.0.0.0/22' }), event('10.0.3.255'), event('10.0.4.0', '10.0.0', 'x', 10)],
  ['host bits of a range do not count', rule({ cidr: '10.0.0.200/24' }), event('10.0.0.7'), event('10.0.1.200')],
  ['all of IPv4', rule({ cidr: '0.0.0.0/0' }), event('255.1.2.3'), event('::1', '256.0.0.1', '1.2.3.4/8')],
  ['an IPv6 range', rule({ cidr: '2001:db8::/33' }), event('2001:db8:7fff::'), event('2001:db8:8000::', '32.1.13.184')],
  ['an IPv4 address inside IPv6', rule({ cidr: '10.0.0.0/8' }), event('::ffff:a00:1'), event('::a00:1')],
  ['exists', rule({ exists: true }), event(null, '', false, [1]), [{}, { a: {} }, { a: [] }, { a: { b: 1 } }]],
  ['does not exist', rule({ exists: false }), [{}, { a: {} }, { a: [] }, { a: { b: 1 } }], event(null, '', [1])],
  ['absent or one of these', rule({ exists: false }, 'x'), [{}, { a: 'x' }, { a: ['y', 'x'] }], event('y')],
  ['anything but needs something', rule({ 'anything-but': 'x' }), event('y'), [{}, { a: { b: 'y' } }]],
];

const structure: readonly Case[] = [
  ['every field must match', { a: [1], b: [2] }, [{ a: 1, b: 2, c: 3 }], [{ a: 1 }, { a: 1, b: 3 }]],
  [
    'fields lie in objects',
    { a: { b: ['x'] } },
    [{ a: { b: 'x' } }],
    [{ a: 'x' }, { a: { b: { c: 'x' } } }, { b: 'x' }],
  ],
  ['a dotted key in a pattern is a path', { 'a.b': ['x'] }, [{ a: { b: 'x' } }, { 'a.b': 'x' }], [{ a: 'x' }]],
  [
    'a dotted key in an event is a path',
    { a: { b: { c: ['x'] } } },
    [{ 'a.b': { c: 'x' } }, { a: { 'b.c': 'x' } }],
    [{ a: 'x' }],
  ],
  [
    'a path given twice counts as said last',
    { a: { b: ['x'] }, 'a.b': ['y'] },
    [{ a: { b: 'y' } }],
    [{ a: { b: 'x' } }],
  ],
  ['nothing but an object is an event', { a: [{ exists: false }] }, [{}], [null, 'a', 7, [], [{}], undefined]],
];

const arrays: readonly Case[] = [
  ['an object in an array is looked into', { a: { b: ['x'] } }, [{ a: [{ b: 'y' }, { b: 'x' }] }], [{ a: ['x'] }]],
  [
    'siblings come from one element',
    { a: { b: ['x'], c: ['y'] } },
    [{ a: [{ b: 'x' }, { b: 'x', c: 'y' }] }, { a: { b: ['-', 'x'], c: ['y', '-'] } }],
    [
      {
        a: [
          { b: 'x', c: '-' },
          { b: '-', c: 'y' },
        ],
      },
      { a: [{ b: 'x' }, { c: 'y' }] },
    ],
  ],
  [
    'siblings come from one element of arrays in arrays',
    { a: { b: ['x'], c: ['y'] } },
    [{ a: [[{ b: 'x', c: 'y' }], [{ b: '-' }]] }, { a: [[{ b: '-' }], [{ b: 'x', c: 'y' }]] }],
    [{ a: [[{ b: 'x' }], [{ c: 'y' }]] }, { a: [[{ b: 'x' }, { c: 'y' }]] }],
  ],
  [
    'an element further in belongs to the element it is in',
    { a: { b: ['x'], c: { d: ['y'] } } },
    [{ a: [{ b: '-' }, { b: 'x', c: [{ d: '-' }, { d: 'y' }] }] }],
    [
      {
        a: [
          { b: 'x', c: [{ d: '-' }] },
          { b: '-', c: [{ d: 'y' }] },
        ],
      },
    ],
  ],
  [
    'elements of different arrays are free',
    { a: { x: [1] }, b: { x: [2] } },
    [{ a: [{ x: 1 }, {}], b: [{}, { x: 2 }] }],
    [{ a: [{ x: 2 }], b: [{ x: 1 }] }],
  ],
  [
    'what is absent is absent from the element',
    { a: { name: ['x'], port: [{ exists: false }] } },
    [{ a: [{ name: 'y', port: 22 }, { name: 'x' }] }],
    [{ a: [{ name: 'x', port: 22 }, { name: 'y' }] }],
  ],
  [
    'a value outside the array goes with any element',
    { a: { b: ['x'], c: ['y'] } },
    [{ a: [{ b: 'x' }, { c: 'y' }], 'a.b': 'x' }],
    [{ a: [{ b: 'x' }, { c: 'y' }], 'a.b': '-' }],
  ],
  [
    'a text of an array goes with any element',
    { a: ['x'], 'a.b': ['y'] },
    [{ a: ['x', { b: 'y' }] }],
    [{ a: [{ b: 'y' }] }],
  ],
  [
    'what is absent before an element is chosen is absent from all',
    { a: { already: [{ exists: false }], name: ['x'] } },
    [{ a: [{ name: 'y' }, { name: 'x' }] }],
    [{ a: [{ name: 'y', already: 1 }, { name: 'x' }] }],
  ],
  [
    'the order of paths decides, not that of keys',
    { a: { name: ['x'], already: [{ exists: false }] } },
    [{ a: [{ name: 'y' }, { name: 'x' }] }],
    [{ a: [{ name: 'y', already: 1 }, { name: 'x' }] }],
  ],
  [
    'texts of an array are alternatives',
    { a: ['x'], b: ['y'] },
    [{ a: ['w', 'x'], b: ['y', 'z'] }],
    [{ a: ['y'], b: ['x'] }],
  ],
];

const either: readonly Case[] = [
  ['$or of fields', { $or: [{ a: [1] }, { b: [2] }] }, [{ a: 1 }, { b: 2 }, { a: 1, b: 2 }], [{ a: 2, b: 1 }, {}]],
  ['$or and more', { s: [0], $or: [{ a: [1] }, { b: [2] }] }, [{ s: 0, b: 2 }], [{ b: 2 }, { s: 0 }]],
  ['$or further in', { d: { $or: [{ a: [1] }, { b: [{ prefix: 'x' }] }] } }, [{ d: { b: 'xy' } }], [{ b: 'xy' }]],
  [
    '$or in $or',
    { $or: [{ a: [1], $or: [{ b: [1] }, { c: [1] }] }, { d: [1] }] },
    [{ a: 1, c: 1 }, { d: 1 }],
    [{ a: 1 }, { c: 1 }],
  ],
  [
    'two $or multiply',
    { x: { $or: [{ a: [1] }, { b: [1] }] }, $or: [{ c: [1] }, { d: [1] }] },
    [{ x: { b: 1 }, d: 1 }],
    [{ x: { b: 1 } }],
  ],
  [
    'a branch overrides what was said before',
    { a: [1], $or: [{ a: [2] }, { b: [3] }] },
    [{ a: 2 }, { a: 1, b: 3 }],
    [{ a: 1 }],
  ],
  [
    'branches keep to one element',
    {
      a: {
        $or: [
          { b: [1], c: [1] },
          { b: [2], c: [2] },
        ],
      },
    },
    [{ a: [{ b: 2, c: 2 }] }],
    [
      {
        a: [
          { b: 1, c: 2 },
          { b: 2, c: 1 },
        ],
      },
    ],
  ],
  ['what does not read as $or is a field of that name', { $or: { a: [1] } }, [{ $or: { a: 1 } }], [{ a: 1 }]],
];

describe.each([
  ['values', operators],
  ['fields', structure],
  ['arrays', arrays],
  ['$or', either],
])('a pattern: %s', (_, cases) => {
  it.each(cases)('%s', (_title, pattern, matching, other) => {
    expect(matching.filter((one) => !matches(pattern, one))).toEqual([]);
    expect(other.filter((one) => matches(pattern, one))).toEqual([]);
  });
});

it('reads fields named like parts of an object', () => {
  const hostile = JSON.parse('{"__proto__": {"constructor": "x"}, "toString": ["y"]}');
  expect(matches(JSON.parse('{"__proto__": {"constructor": ["x"]}, "toString": ["y"]}'), hostile)).toBe(true);
  expect(matches({ constructor: [{ exists: true }] } as unknown as EventPattern, {})).toBe(false);
  expect(matches({ a: ['x'] }, Object.create({ a: 'x' }))).toBe(false);
  expect(matches({ polluted: [{ exists: true }] }, JSON.parse('{"__proto__": {"polluted": 1}}'))).toBe(false);
});

it('does not hang on a wildcard made to backtrack', () => {
  const text = 'a'.repeat(200_000);
  expect(matches({ a: [{ wildcard: `${'*a'.repeat(500)}*b` }] }, { a: text })).toBe(false);
});

it('does not hang on arrays that disagree', () => {
  const many = Array.from({ length: 300 }, (_, index) => ({ p: 'x', q: index, r: 'x' }));
  const names = [...'abcdefgh'];
  const pattern = Object.fromEntries(names.map((name) => [name, { p: ['x'] }]));
  const hostile = Object.fromEntries(names.map((name) => [name, many]));
  expect(matches({ ...pattern, z: { p: ['x'], q: ['never'] } }, { ...hostile, z: many })).toBe(false);
  expect(
    matches({ ...pattern, z: { p: ['x'], q: [1] } }, { ...hostile, z: [{ p: '-', q: 1 }, ...many.slice(2)] }),
  ).toBe(false);
});

it('does not overflow on an event nested without end', () => {
  const deep = JSON.parse(`{"a":${'['.repeat(100_000)}"x"${']'.repeat(100_000)}}`);
  expect(matches({ a: ['x'] }, deep)).toBe(false);
});
