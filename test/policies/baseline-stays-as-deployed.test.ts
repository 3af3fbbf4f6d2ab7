import { compilePatterns } from '../../lib/events/pattern/compile-patterns';
import type { Resource } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/baseline-stays-as-deployed';
import { monitor } from '../../policies/baseline-stays-as-deployed/monitor';
import { facts } from '../remediation/a-loop';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const by = (role: string, account: string = facts.securityAccount): JsonObject => ({
  userIdentity: {
    type: 'AssumedRole',
    sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${account}:role/${role}` } },
  },
});

interface Case {
  readonly title: string;
  readonly source: string;
  readonly eventName: string;
  readonly parameters?: JsonObject;
  readonly more?: JsonObject;
  readonly account?: string;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly resource?: Partial<Resource>;
  /** @default true */
  readonly matched?: boolean;
}

const hub = 'arn:aws:cloudformation:eu-west-1:222233334444:stack/breakwater-event-hub/0a1b';
const unprotected = { source: 'cloudformation', eventName: 'UpdateTerminationProtection' } as const;
const rights = { source: 'iam', eventName: 'PutRolePolicy' } as const;
const deployRole = 'cdk-hnb659fds-cfn-exec-role-222233334444-eu-west-1';
const bastion = { ModifyManagedPrefixListResponse: { prefixList: { prefixListName: 'breakwater-bastion' } } };

const cases: readonly Case[] = [
  {
    title: 'a stack by its name',
    ...unprotected,
    parameters: { stackName: 'breakwater-trail' },
    kind: 'finding',
    resource: { type: 'AWS::CloudFormation::Stack', id: 'breakwater-trail' },
  },
  {
    title: 'a stack by its ARN',
    ...unprotected,
    parameters: { stackName: hub },
    kind: 'finding',
    resource: { id: 'breakwater-event-hub' },
  },
  {
    title: 'a stack, denied',
    ...unprotected,
    more: {
      errorCode: 'AccessDenied',
      errorMessage: `User: arn:aws:sts::1:assumed-role/x/jo is not authorized to perform: y on resource: ${hub} with an explicit deny`,
    },
    kind: 'attempted',
    resource: { id: 'breakwater-event-hub' },
  },
  { title: "a team's stack", ...unprotected, parameters: { stackName: 'orders' }, kind: 'ignored', matched: false },
  {
    title: 'a stack that sounds like ours',
    ...unprotected,
    parameters: { stackName: 'a-breakwater-b' },
    kind: 'ignored',
  },
  {
    title: 'a stack that CDK deploys',
    ...unprotected,
    parameters: { stackName: hub },
    more: by('cdk-hnb659fds-deploy-role-222233334444-eu-west-1'),
    kind: 'ignored',
  },
  {
    title: 'a stack that CDK deploys as another account',
    ...unprotected,
    parameters: { stackName: hub },
    more: by('cdk-hnb659fds-deploy-role-111122223333-eu-west-1', '111122223333'),
    kind: 'finding',
    resource: { id: 'breakwater-event-hub' },
  },
  {
    title: 'a deploy role of the security account',
    ...rights,
    parameters: { roleName: deployRole },
    account: facts.securityAccount,
    kind: 'finding',
    resource: { type: 'AWS::IAM::Role', id: deployRole, account: facts.securityAccount },
  },
  {
    title: 'a deploy role of the management account',
    ...rights,
    parameters: { roleName: 'cdk-hnb659fds-deploy-role-x' },
    account: facts.managementAccount,
    kind: 'finding',
    resource: { id: 'cdk-hnb659fds-deploy-role-x' },
  },
  { title: 'a deploy role of a team', ...rights, parameters: { roleName: deployRole }, kind: 'ignored' },
  {
    title: 'another role of the security account',
    ...rights,
    parameters: { roleName: 'auditor' },
    account: facts.securityAccount,
    kind: 'ignored',
    matched: false,
  },
  {
    title: 'a tag of ours is taken off a unit',
    source: 'organizations',
    eventName: 'UntagResource',
    parameters: { resourceId: 'ou-exam-1', tagKeys: ['owner', 'breakwater:function'] },
    kind: 'finding',
    resource: { type: 'AWS::Organizations::OrganizationalUnit', id: 'ou-exam-1' },
  },
  {
    title: 'a tag of ours is put on an account',
    source: 'organizations',
    eventName: 'TagResource',
    parameters: { resourceId: '111122223333', tags: [{ key: 'breakwater:workload', value: 'x' }] },
    kind: 'finding',
    resource: { type: 'AWS::Organizations::Account', id: '111122223333' },
  },
  {
    title: 'another tag is put on an account',
    source: 'organizations',
    eventName: 'TagResource',
    parameters: { resourceId: '111122223333', tags: [{ key: 'owner', value: 'breakwater:x' }] },
    kind: 'ignored',
  },
  {
    title: 'the stack of the organization tags an account',
    source: 'organizations',
    eventName: 'TagResource',
    parameters: { resourceId: '111122223333', tags: [{ key: 'breakwater:workload', value: 'x' }] },
    more: by('cdk-hnb659fds-cfn-exec-role-999988887777-eu-west-1', facts.managementAccount),
    kind: 'ignored',
  },
  {
    title: 'the bastion is widened',
    source: 'ec2',
    eventName: 'ModifyManagedPrefixList',
    more: { responseElements: bastion },
    kind: 'finding',
    resource: { type: 'AWS::EC2::PrefixList', id: 'breakwater-bastion' },
  },
  { title: "a team's prefix list", source: 'ec2', eventName: 'ModifyManagedPrefixList', kind: 'ignored' },
  {
    title: 'a call that fails by itself',
    ...unprotected,
    parameters: { stackName: hub },
    more: { errorCode: 'ValidationError' },
    kind: 'ignored',
  },
  {
    title: 'another service',
    source: 's3',
    eventName: 'PutBucketPolicy',
    parameters: { bucketName: 'breakwater-logs' },
    kind: 'ignored',
    matched: false,
  },
];

const asked = compilePatterns(monitor.patterns.map((pattern) => ({ key: true, pattern })));

test.each(cases)('$title', (one) => {
  const { source, eventName, parameters = null, more = {}, account, kind, resource, matched = true } = one;
  const event = {
    ...anApiCall({ eventName, eventSource: `${source}.amazonaws.com`, requestParameters: parameters, ...more }),
    ...(account && { account }),
  };
  expect(asked(event).length > 0).toBe(matched);
  const finding = monitor.finding(event, facts);
  expect(finding.kind).toBe(kind);
  if (finding.kind === 'ignored') return;
  expect(finding.because).toBe(`${eventName} of ${resource?.id} by hand`);
  expect(finding.resources).toEqual([expect.objectContaining(resource)]);
});

test.each<[string, string, string, JsonObject, string]>([
  ...[
    'CancelUpdateStack',
    'ContinueUpdateRollback',
    'CreateChangeSet',
    'ExecuteChangeSet',
    'RollbackStack',
    'SetStackPolicy',
    'UpdateTerminationProtection',
  ].map((name): [string, string, string, JsonObject, string] => [
    'cloudformation',
    name,
    '111122223333',
    { requestParameters: { stackName: 'breakwater-trail' } },
    'breakwater-trail',
  ]),
  ...[facts.managementAccount, facts.securityAccount, facts.logArchiveAccount].flatMap((account) =>
    [
      'AttachRolePolicy',
      'DeleteRole',
      'DeleteRolePolicy',
      'DetachRolePolicy',
      'PutRolePermissionsBoundary',
      'PutRolePolicy',
      'UpdateAssumeRolePolicy',
    ].map((name): [string, string, string, JsonObject, string] => [
      'iam',
      name,
      account,
      { requestParameters: { roleName: deployRole } },
      deployRole,
    ]),
  ),
  ...['DeleteManagedPrefixList', 'ModifyManagedPrefixList', 'RestoreManagedPrefixListVersion'].map(
    (name): [string, string, string, JsonObject, string] => [
      'ec2',
      name,
      '111122223333',
      { responseElements: { [`${name}Response`]: { prefixList: { prefixListName: 'breakwater-bastion' } } } },
      'breakwater-bastion',
    ],
  ),
])('%s:%s in %s by hand', (service, eventName, account, more, id) => {
  const event = { ...anApiCall({ eventName, eventSource: `${service}.amazonaws.com`, ...more }), account };
  expect(judged(monitor, event)).toMatchObject({ kind: 'finding', resources: [{ id, account }] });
});

test.each([
  ['a role that only sounds like a deploy role', 'iam', 'PutRolePolicy', { roleName: `my-${deployRole}` }],
  ['a stack that is not named', 'cloudformation', 'SetStackPolicy', {}],
  [
    'tags that are no tags',
    'organizations',
    'TagResource',
    { resourceId: '111122223333', tags: [null, 'breakwater:x'] },
  ],
])('%s is nobody of ours', (_, service, eventName, requestParameters) => {
  const call = anApiCall({ eventName, eventSource: `${service}.amazonaws.com`, requestParameters });
  expect(judged(monitor, { ...call, account: facts.securityAccount }).kind).toBe('ignored');
});

test('what a service does for itself is no hand', () => {
  const userIdentity = { type: 'AWSService', invokedBy: 'cloudformation.amazonaws.com' };
  const requestParameters = { stackName: 'breakwater-trail' };
  const call = { eventName: 'RollbackStack', eventSource: 'cloudformation.amazonaws.com' };
  expect(judged(monitor, anApiCall({ ...call, requestParameters, userIdentity })).kind).toBe('ignored');
});

const stack = 'arn:aws:cloudformation:eu-west-1:000000000003:stack/breakwater-event-hub/0a1b';
const deployer = (account: string, role: string) => `arn:aws:iam::${account}:role/cdk-hnb659fds-${role}-x`;

test.each([
  ['an administrator', 'Administrator', stack, 'DenyTouchingLandingZoneStacks'],
  ["a team's deployment", 'cdk-hnb659fds-deploy-role-x', stack, 'DenyTouchingLandingZoneStacks'],
  ['a deployment of the hub', deployer('000000000003', 'deploy-role'), stack, 'allowed'],
  ['a deployment of the log archive', deployer('000000000002', 'cfn-exec-role'), stack, 'allowed'],
  ['the platform', 'breakwater/breakwater-deploy', stack, 'allowed'],
  ['an administrator on another stack', 'Administrator', stack.replace('breakwater-', ''), 'allowed'],
])('%s', (_, as, resource, sid) => {
  expect(decided(guardrail, { action: 'cloudformation:ExecuteChangeSet', resource, as })).toBe(sid);
});

test('its control is short', () => {
  expect(characters(guardrail)).toBeLessThan(1_100);
});
