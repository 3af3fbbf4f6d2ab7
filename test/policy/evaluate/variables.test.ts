import type { Json } from '../../../lib/model/json';
import { denies } from './denies';

/** Written apart, since the policy's variables look like those of this language. */
const variable = (inner: string) => `\${${inner}}`;

const rows: readonly (readonly [title: string, operator: string, wanted: string, given: string, holds: boolean])[] = [
  ['is filled in', 'StringEquals', `home-${variable('aws:username')}`, 'home-ada', true],
  ['is filled in whatever its case', 'StringEquals', variable('AWS:UserName'), 'ada', true],
  ['is filled in between wildcards', 'StringLike', `*/${variable('aws:username')}/*`, 'x/ada/y', true],
  ['folds its value where the operator does', 'StringEqualsIgnoreCase', variable('aws:username'), 'ADA', true],
  ['stands for its text, a wildcard in it too', 'StringLike', variable('aws:wild'), 'anything', false],
  ['matches its own wildcard', 'StringLike', variable('aws:wild'), '*', true],
  ['without value matches nothing', 'StringLike', `*${variable('aws:nothing')}`, '', false],
  ['without value has its default', 'StringEquals', variable("aws:nothing, 'nobody'"), 'nobody', true],
  ['with value has no default', 'StringEquals', variable("aws:username, 'nobody'"), 'nobody', false],
  ['may have a default that is no key', 'StringEquals', variable("aws:nothing,'a}b, c'"), 'a}b, c', true],
  ['may be a tag', 'StringEquals', variable('aws:PrincipalTag/team'), 'red', true],
  ['of several values matches nothing', 'StringEquals', variable('aws:many'), 'a', false],
  [
    'stays within its segment of an ARN',
    'ArnLike',
    `arn:aws:iam::${variable('aws:colon')}:x`,
    'arn:aws:iam::1:2:x',
    false,
  ],
  [
    'may be a segment of an ARN',
    'ArnLike',
    `arn:aws:iam::${variable('aws:account')}:role/*`,
    'arn:aws:iam::1:role/x',
    true,
  ],
  ['is text where the operator has none', 'StringNotEquals', variable('aws:nothing'), 'x', true],
  ['for a star is a star', 'StringLike', `a${variable('*')}`, 'ab', false],
  ['for a star matches a star', 'StringLike', `a${variable('*')}`, 'a*', true],
  ['for a question mark matches one', 'StringLike', `a${variable('?')}`, 'a?', true],
  ['for a dollar is a dollar', 'StringEquals', `${variable('$')}{x}`, `\${x}`, true],
];

const context = {
  'aws:username': 'ada',
  'aws:wild': '*',
  'aws:PrincipalTag/team': 'red',
  'aws:many': ['a', 'b'],
  'aws:colon': '1:2',
  'aws:account': '1',
};

it.each(rows)('a variable %s', (_title, operator, wanted, given, holds) => {
  const Condition = { [operator]: { 'aws:tested': wanted } };
  expect(denies({ Condition }, { context: { ...context, 'aws:tested': given } })).toBe(holds);
});

it.each<readonly [Json, boolean]>([
  ['2012-10-17', true],
  ['2008-10-17', false],
])('in version %s, variables are filled in: %s', (version, holds) => {
  const Resource = `arn:aws:s3:::home/${variable('aws:username')}/*`;
  const request = { resource: 'arn:aws:s3:::home/ada/x', context };
  expect(denies({ Resource }, request, version)).toBe(holds);
});
