import type { Json, JsonObject } from '../../../lib/model/json';
import { awsPolicies } from '../../../lib/policy/aws-policies';
import { compileHierarchy } from '../../../lib/policy/evaluate/compile-hierarchy';
import { denies } from './denies';

const account = '333333333333';
const session = `arn:aws:sts::${account}:assumed-role/Developer/ada`;

type Derived = readonly [principal: string, key: string, value: string];
const derived: readonly Derived[] = [
  [session, 'aws:PrincipalArn', `arn:aws:iam::${account}:role/Developer`],
  [session, 'aws:PrincipalAccount', account],
  [session, 'aws:PrincipalType', 'AssumedRole'],
  [session, 'aws:PrincipalIsAWSService', 'false'],
  [
    `arn:aws:iam::${account}:role/a/path/Developer`,
    'aws:PrincipalArn',
    `arn:aws:iam::${account}:role/a/path/Developer`,
  ],
  [`arn:aws:iam::${account}:user/people/ada`, 'aws:username', 'ada'],
  [`arn:aws:iam::${account}:user/people/ada`, 'aws:PrincipalType', 'User'],
  [`arn:aws:iam::${account}:root`, 'aws:PrincipalType', 'Account'],
  [`arn:aws:iam::${account}:root`, 'aws:userid', account],
  [`arn:aws:sts::${account}:federated-user/ada`, 'aws:userid', `${account}:ada`],
];

it.each(derived)('of %s, %s is %s', (principal, key, value) => {
  expect(denies({ Condition: { StringEquals: { [key]: value } } }, { principal, account })).toBe(true);
});

it('what the request says of its principal is kept', () => {
  const Condition = { StringEquals: { 'aws:PrincipalType': 'Other' } };
  expect(denies({ Condition }, { principal: session, context: { 'AWS:principaltype': 'Other' } })).toBe(true);
});

it.each([
  ['arn:aws:sqs:eu-west-1:555555555555:queue', '555555555555'],
  ['arn:aws:s3:::orders', account],
  ['*', account],
])('the owner of %s is %s', (resource, owner) => {
  const Condition = { StringEquals: { 'aws:ResourceAccount': owner } };
  expect(denies({ Condition }, { resource, account })).toBe(true);
});

type Named = readonly [principal: Json, caller: string, isMeant: boolean];
const named: readonly Named[] = [
  ['*', session, true],
  [{ AWS: '*' }, session, true],
  [{ AWS: account }, session, true],
  [{ AWS: `arn:aws:iam::${account}:root` }, session, true],
  [{ AWS: ['444444444444', session] }, session, true],
  [{ AWS: `arn:aws:iam::${account}:role/Developer` }, session, true],
  [{ AWS: `arn:aws:iam::${account}:role/Other` }, session, false],
  [{ Service: 'cloudtrail.amazonaws.com' }, 'cloudtrail.amazonaws.com', true],
  [{ Service: 'cloudtrail.amazonaws.com' }, session, false],
  [{ Federated: 'accounts.google.com' }, session, false],
];

it.each(named)('Principal %j means %s: %s; NotPrincipal says the contrary', (principal, caller, isMeant) => {
  const isDenied = (elements: JsonObject) => {
    const Statement = { Effect: 'Deny', Action: 's3:*', Resource: '*', ...elements };
    const content = { Version: '2012-10-17', Statement };
    const policies = [...awsPolicies, { type: 'RESOURCE_CONTROL_POLICY' as const, name: 'r', content }];
    const decide = compileHierarchy([{ node: 'root', policies }]);
    return (
      decide({ action: 's3:GetObject', resource: '*', principal: caller, account, context: {} }).decision === 'denied'
    );
  };
  expect(isDenied({ Principal: principal })).toBe(isMeant);
  expect(isDenied({ NotPrincipal: principal })).toBe(!isMeant);
});
