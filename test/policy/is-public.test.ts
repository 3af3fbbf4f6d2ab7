import { policyIsPublic } from '../../lib/policy/is-public';

const cases: readonly (readonly [string, object, boolean])[] = [
  ['everybody', { Principal: '*' }, true],
  ['everybody, spelled out', { Principal: { AWS: '*' } }, true],
  ['everybody among others', { Principal: { AWS: ['arn:aws:iam::111122223333:root', '*'] } }, true],
  ['everybody but one', { NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }, true],
  ['an account', { Principal: { AWS: '111122223333' } }, false],
  ['a service', { Principal: { Service: 'cloudtrail.amazonaws.com' } }, false],
  ['a deny', { Effect: 'Deny', Principal: '*' }, false],
  ['the organization', { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abc' } } }, false],
  [
    'the organization, in capitals',
    { Principal: '*', Condition: { StringEquals: { 'AWS:PRINCIPALORGID': 'o-abc' } } },
    false,
  ],
  [
    'whoever sends no key',
    { Principal: '*', Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-abc' } } },
    true,
  ],
  ['not the organization', { Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abc' } } }, true],
  [
    'an empty list of keys',
    { Principal: '*', Condition: { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-a' } } },
    true,
  ],
  [
    'an address, or none at all',
    { Principal: '*', Condition: { 'ForAllValues:IpAddress': { 'aws:SourceIp': '192.0.2.0/24' } } },
    true,
  ],
  ['a wildcard', { Principal: '*', Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } }, true],
  ['a variable', { Principal: '*', Condition: { StringEquals: { 'aws:SourceVpc': '${aws:username}' } } }, true],
  ['a VPC endpoint', { Principal: '*', Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }, false],
  [
    'an ARN inside an account',
    { Principal: '*', Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:*' } } },
    false,
  ],
  ['an ARN of any account', { Principal: '*', Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } } }, true],
  ['an office', { Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }, false],
  ['half the internet', { Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } } }, true],
  ['a referer, which anybody can send', { Principal: '*', Condition: { StringEquals: { 'aws:Referer': 'x' } } }, true],
  ['encrypted transport', { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, true],
];

test.each(cases)('%s', (_title, part, expected) => {
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...part };
  expect(policyIsPublic({ Version: '2012-10-17', Statement: [statement] })).toBe(expected);
  expect(policyIsPublic(JSON.stringify({ Version: '2012-10-17', Statement: statement }))).toBe(expected);
});

test.each([undefined, null, '', 'no json', [], 7, { Statement: 'x' }, { Statement: [null] }])(
  '%j is no policy',
  (document) => {
    expect(policyIsPublic(document)).toBe(false);
  },
);
