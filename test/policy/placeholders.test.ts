import type { Json } from '../../lib/model/json';
import { placeholdersIn } from '../../lib/policy/placeholders';

const variable = (inner: string) => `\${${inner}}`;

it.each<readonly [Json, readonly string[]]>([
  [{ Resource: `arn:aws:s3:::${variable('BUCKET')}/<my-prefix>/*` }, [variable('BUCKET'), '<my-prefix>']],
  [[variable('LOOKUP::CUSTOM:Regions')], [variable('LOOKUP::CUSTOM:Regions')]],
  ['arn:aws:s3:::[BUCKET_NAME]/[a-z]', ['[BUCKET_NAME]']],
  [variable('aws:username'), []],
  [variable("aws:PrincipalTag/team, 'none'"), []],
  [`${variable('*')}${variable('?')}${variable('$')}`, []],
  ['a < b and b > a', []],
  [7, []],
])('of %j, %j are to be filled in', (content, texts) => {
  expect(placeholdersIn(content).map(({ text }) => text)).toEqual(texts);
});

it('a placeholder says where it is', () => {
  expect(placeholdersIn({ Statement: [{ Resource: ['*', '<arn>'] }] })).toEqual([
    { path: 'Statement.0.Resource.1', text: '<arn>' },
  ]);
});
