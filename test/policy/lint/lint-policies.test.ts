import fc from 'fast-check';
import type { JsonObject } from '../../../lib/model/json';
import { formatLintFinding } from '../../../lib/policy/lint/lint-finding';
import { lintPolicies } from '../../../lib/policy/lint/lint-policies';
import { typeOfPolicy } from '../../../lib/policy/lint/type-of-policy';

const deny = (more: JsonObject): JsonObject => ({
  Sid: 'X',
  Effect: 'Deny',
  Action: 's3:PutBucketAcl',
  Resource: '*',
  ...more,
});
const document = (...statements: readonly JsonObject[]): JsonObject => ({
  Version: '2012-10-17',
  Statement: statements,
});

async function linted(content: JsonObject, type: 'scp' | 'rcp' = 'scp'): Promise<readonly string[]> {
  const long = type === 'scp' ? 'SERVICE_CONTROL_POLICY' : 'RESOURCE_CONTROL_POLICY';
  return (await lintPolicies([{ type: long, name: 'p', content }])).map(formatLintFinding);
}

it.each<[string, JsonObject]>([
  ['an ordinary deny', deny({})],
  ['everything', deny({ Action: '*' })],
  ['any service', deny({ Action: '*:Create*' })],
  ['a key of the action', deny({ Condition: { StringEquals: { 's3:x-amz-acl': 'public-read' } } })],
  [
    'a key of the resource',
    deny({ Action: 'ec2:RunInstances', Condition: { StringEquals: { 'ec2:InstanceType': 't3.micro' } } }),
  ],
  [
    'a key with a tag in it',
    deny({ Condition: { StringEquals: { 'aws:PrincipalTag/team': 'x', 'aws:ResourceTag/y': 'z' } } }),
  ],
  [
    'a key that only the literal * satisfies',
    deny({ Action: 'lambda:AddPermission', Condition: { StringEquals: { 'lambda:Principal': '*' } } }),
  ],
  [
    'a key of web identity',
    deny({
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { 'token.actions.githubusercontent.com:sub': 'x' } },
    }),
  ],
  [
    'resources of another service’s ARN',
    deny({ Action: 'apigateway:POST', Resource: 'arn:aws:apigateway:eu-west-1::/restapis' }),
  ],
  [
    'recovery points, whose ARNs are of any service',
    deny({ Action: 'backup:DeleteRecoveryPoint', Resource: 'arn:aws:ec2:*::snapshot/*' }),
  ],
  ['an action without resources, on *', deny({ Action: 'ec2:DescribeInstances' })],
])('%s is fine', async (_, statement) => expect(await linted(document(statement))).toEqual([]));

it.each<[string, JsonObject, string]>([
  ['an unknown action', deny({ Action: 's3:PutBucketAcls' }), "Statement[0]: 's3:putbucketacls' is no action of s3"],
  ['an unknown service', deny({ Action: 's33:*' }), "AWS has no service 's33'"],
  ['a pattern without actions', deny({ Action: 's3:Destroy*' }), "'s3:destroy*' is no action of s3"],
  [
    'a key of another action',
    deny({ Condition: { StringEquals: { 'ec2:InstanceType': 'x' } } }),
    "'ec2:InstanceType' is no key of s3:putbucketacl; the statement never applies",
  ],
  [
    'a negated one',
    deny({ Condition: { StringNotEquals: { 'ec2:InstanceType': 'x' } } }),
    'without it the condition tells nothing apart',
  ],
  [
    'an unknown global key',
    deny({ Condition: { StringEquals: { 'aws:PrincipalOrg': 'x' } } }),
    "'aws:PrincipalOrg' is no condition key of AWS",
  ],
  [
    'an action that is about nothing',
    deny({ Action: 'ec2:DescribeInstances', Resource: 'arn:aws:ec2:*:*:instance/*' }),
    'ec2:describeinstances is about no resource',
  ],
  [
    'another service’s resource',
    deny({ Resource: 'arn:aws:sqs:*:*:x' }),
    'no resource of s3 has an ARN like arn:aws:sqs:*:*:x',
  ],
  ['NotAction *', { Effect: 'Deny', NotAction: '*', Resource: '*' }, "NotAction '*' leaves no action"],
  ['NotResource *', { Effect: 'Deny', Action: 's3:*', NotResource: '*' }, "NotResource '*' leaves no resource"],
  [
    'a wildcard taken literally',
    deny({ Condition: { StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' } } }),
    'use StringLike',
  ],
  [
    'text compared as an ARN',
    deny({ Condition: { ArnLike: { 'aws:PrincipalArn': 'Admin*' } } }),
    'ArnLike compares ARNs',
  ],
  [
    'a key that must and must not',
    deny({ Condition: { StringEquals: { 'aws:userid': 'x' }, StringNotEquals: { 'aws:UserId': ['x', 'y'] } } }),
    'aws:userid must be x, and must not',
  ],
  [
    'a key that must be absent and be something',
    deny({ Condition: { StringEquals: { 'aws:userid': 'x' }, Null: { 'aws:userid': 'true' } } }),
    'aws:userid must be absent, and have a value',
  ],
  [
    'a principal in an SCP',
    deny({ Principal: '*' }),
    'Statement[0].Principal: this type of policy names no principals',
  ],
  ['an unknown operator', deny({ Condition: { StringIs: { 'a:b': 'c' } } }), "'StringIs' is no condition operator"],
  [
    'an allow list',
    { Effect: 'Allow', Action: ['s3:*', 'ec2:*'], Resource: '*' },
    'is an allow list: without FullAWSAccess beside it',
  ],
  [
    'a list of what is not allowed',
    { Effect: 'Allow', NotAction: 'sts:*', Resource: '*' },
    'nothing of 1 services works, such as sts',
  ],
])('%s is told', async (_, statement, message) => {
  const findings = await linted(document(statement));
  expect(findings).toEqual([expect.stringContaining(message)]);
});

it('a placeholder is told once, with how often it is there', async () => {
  const content = document(deny({ Resource: ['arn:aws:s3:::<bucket>', 'arn:aws:s3:::<bucket>/*'] }));
  expect(await linted(content)).toEqual([
    "p: Statement.0.Resource.0: '<bucket>' is a placeholder, here and 1 times more; fill it in",
  ]);
});

it('FullAWSAccess starves nobody', async () => {
  expect(await linted(document({ Effect: 'Allow', Action: '*', Resource: '*' }))).toEqual([]);
});

it.each<[string, JsonObject, string]>([
  [
    'a service that RCPs do not bind',
    deny({ Principal: '*', Action: 'ec2:RunInstances' }),
    'resource control policies do not bind ec2',
  ],
  ['an allow', { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' }, 'AWS takes only denies'],
  ['NotAction', { Effect: 'Deny', Principal: '*', NotAction: 's3:GetObject', Resource: '*' }, 'AWS takes no NotAction'],
])('of resource control policies, %s is told', async (_, statement, message) => {
  expect(await linted(document(statement), 'rcp')).toEqual([expect.stringContaining(message)]);
});

it.each<[string, JsonObject, string]>([
  ['everybody and a service RCPs bind', deny({ Principal: '*' }), 'RESOURCE_CONTROL_POLICY'],
  ['no principal', deny({}), 'SERVICE_CONTROL_POLICY'],
  ['everybody, and a service RCPs do not bind', deny({ Principal: '*', Action: 'ec2:*' }), 'SERVICE_CONTROL_POLICY'],
  ['somebody', deny({ Principal: { AWS: '111122223333' } }), 'SERVICE_CONTROL_POLICY'],
])('%s makes a file a %s', (_, statement, type) => expect(typeOfPolicy(document(statement))).toBe(type));

it('takes whatever a file holds', async () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('*', 's3:*', 's3:Get*', 'constructor:x', '__proto__', 'arn:aws:s3:::x', 'a:b'),
  );
  const value = fc.oneof(
    text,
    fc.array(text),
    fc.constant(null),
    fc.integer(),
    fc.dictionary(text, fc.oneof(text, fc.array(text))),
  );
  const statement = fc.record(
    {
      Sid: value,
      Effect: fc.constantFrom('Allow', 'Deny', 'x'),
      Action: value,
      NotAction: value,
      Resource: value,
      NotResource: value,
      Principal: value,
      Condition: fc.dictionary(text, value),
    },
    { requiredKeys: [] },
  );
  const contents = fc.record({
    Version: fc.constantFrom('2012-10-17', 1),
    Statement: fc.oneof(statement, fc.array(statement), value),
  });
  await fc.assert(
    fc.asyncProperty(contents, async (content) => {
      for (const type of ['scp', 'rcp'] as const) {
        expect(Array.isArray(await linted(content as JsonObject, type))).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});
