import type { Json, JsonObject } from '../../lib/model/json';
import { effectivePolicy, type ManagementLevel } from '../../lib/policy/effective-policy';
import { EffectivePolicyError } from '../../lib/policy/management-syntax';

const level = (node: string, ...contents: readonly JsonObject[]): ManagementLevel => ({
  node,
  policies: contents.map((content, index) => ({ name: `${node}${index + 1}`, content })),
});
const values = (setting: Json): JsonObject => ({ tags: { owner: { tag_value: setting } } });
const limit = '@@operators_allowed_for_child_policies';

interface Case {
  readonly title: string;
  readonly levels: readonly ManagementLevel[];
  readonly effective: JsonObject;
}

const cases: readonly Case[] = [
  { title: 'nothing is attached', levels: [level('root')], effective: {} },
  {
    title: 'a child assigns',
    levels: [level('root', values({ '@@assign': ['a', 'b'] })), level('unit', values({ '@@assign': ['c'] }))],
    effective: values(['c']),
  },
  {
    title: 'a child appends, and repeats nothing',
    levels: [level('root', values({ '@@assign': ['a', 'b'] })), level('unit', values({ '@@append': ['b', 'c'] }))],
    effective: values(['a', 'b', 'c']),
  },
  {
    title: 'a child appends to what nobody set',
    levels: [level('root'), level('unit', values({ '@@append': ['c'] }))],
    effective: values(['c']),
  },
  {
    title: 'a grandchild removes what it inherits, and what is not there',
    levels: [
      level('root', values({ '@@assign': ['a', 'b'] })),
      level('unit', values({ '@@append': ['c'] })),
      level('account', values({ '@@remove': ['a', 'c', 'z'] })),
    ],
    effective: values(['b']),
  },
  {
    title: 'nothing is left of a list',
    levels: [level('root', values({ '@@assign': ['a'] })), level('unit', values({ '@@remove': ['a'] }))],
    effective: {},
  },
  {
    title: 'a setting is single',
    levels: [
      level('root', { tags: { owner: { tag_key: { '@@assign': 'owner' } } } }),
      level('unit', {
        tags: { owner: { tag_key: { '@@assign': 'Owner' } }, cost: { tag_key: { '@@assign': 'Cost' } } },
      }),
    ],
    effective: { tags: { owner: { tag_key: 'Owner' }, cost: { tag_key: 'Cost' } } },
  },
  {
    title: 'a parent allows what its child does',
    levels: [
      level('root', values({ '@@assign': ['a'], [limit]: ['@@append'] })),
      level('unit', values({ '@@append': ['b'] })),
    ],
    effective: values(['a', 'b']),
  },
  {
    title: 'a parent locks one section and a child changes another',
    levels: [
      level('root', {
        a: { [limit]: ['@@none'], x: { '@@assign': '1' } },
        b: { [limit]: '@@all', x: { '@@assign': '1' } },
      }),
      level('unit', { b: { x: { '@@assign': '2' } } }),
    ],
    effective: { a: { x: '1' }, b: { x: '2' } },
  },
  {
    title: 'policies of one node say different things, or the same',
    levels: [
      level(
        'root',
        values({ '@@assign': ['a'] }),
        values({ '@@assign': ['a'] }),
        { other: { '@@append': ['x'] } },
        { other: { '@@append': ['x', 'y'] } },
      ),
    ],
    effective: { ...values(['a']), other: ['x', 'y'] },
  },
  {
    title: 'a policy limits its children and not itself',
    levels: [level('root', values({ [limit]: ['@@none'] }), values({ '@@assign': ['a'] }))],
    effective: values(['a']),
  },
];

it.each(cases)('the effective policy where $title', ({ levels, effective }) => {
  expect(effectivePolicy(levels)).toEqual(effective);
});

const errors: readonly (readonly [title: string, levels: readonly ManagementLevel[], message: string])[] = [
  [
    'a child does what its parent forbids',
    [level('root', values({ '@@assign': ['a'], [limit]: ['@@append'] })), level('unit', values({ '@@remove': ['a'] }))],
    "unit: unit1: tags.owner.tag_value: @@remove: 'root' (root1) allows policies below it @@append there",
  ],
  [
    'a grandchild changes what is locked far above',
    [level('root', { tags: { [limit]: ['@@none'] } }), level('unit'), level('account', values({ '@@assign': ['a'] }))],
    "account: account1: tags.owner.tag_value: @@assign: 'root' (root1) allows policies below it no operator there",
  ],
  [
    'two parents allow different operators, and only both count',
    [
      level('root', values({ [limit]: ['@@append'] }), values({ [limit]: ['@@append', '@@remove'] })),
      level('unit', values({ '@@remove': ['a'] })),
    ],
    "'root' (root1) allows policies below it @@append there",
  ],
  [
    'a child allows again what its parent forbids',
    [
      level('root', values({ [limit]: ['@@none'] })),
      level('unit', values({ [limit]: ['@@all'] })),
      level('account', values({ '@@assign': ['a'] })),
    ],
    "account: account1: tags.owner.tag_value: @@assign: 'root' (root1)",
  ],
  [
    'policies of one node assign different values',
    [level('root', values({ '@@assign': ['a'] }), values({ '@@assign': ['b'] }))],
    `root: root2: tags.owner.tag_value: @@assign: 'root1', attached to the same node, has @@assign ["a"]; let one of them decide`,
  ],
  [
    'policies of one node append and remove the same',
    [level('root', values({ '@@append': ['a', 'b'] }), values({ '@@remove': ['b'] }))],
    "root: root2: tags.owner.tag_value: @@remove: 'root1', attached to the same node",
  ],
  [
    'a list is appended to a single value',
    [level('root', values({ '@@assign': 'a' })), level('unit', values({ '@@append': ['b'] }))],
    'unit: unit1: tags.owner.tag_value: @@append: works on lists only; use @@assign',
  ],
  [
    'a value is a section elsewhere',
    [level('root', values({ '@@assign': 'a' })), level('unit', values({ inner: { '@@assign': 'b' } }))],
    "unit: policies: tags.owner.tag_value: is a value in one policy and a section with 'inner' in another",
  ],
  ['a value has no operator', [level('root', values('a'))], `root: root1: tags.owner.tag_value: 'a' needs an operator`],
  [
    'an operator is unknown',
    [level('root', values({ '@@set': 'a' }))],
    "'@@set' is no operator; use @@assign, @@append, @@remove",
  ],
  [
    'a setting is a section too',
    [level('root', values({ '@@assign': 'a', inner: {} }))],
    "has both @@assign and a section 'inner'; keep one",
  ],
  [
    'a limit is none',
    [level('root', values({ [limit]: ['@@none', '@@append'] }))],
    'or is ["@@all"] or ["@@none"]; got \'@@none\'',
  ],
];

it.each(errors)('an error names the node where %s', (_title, levels, message) => {
  expect(() => effectivePolicy(levels)).toThrow(EffectivePolicyError);
  expect(() => effectivePolicy(levels)).toThrow(message);
});
