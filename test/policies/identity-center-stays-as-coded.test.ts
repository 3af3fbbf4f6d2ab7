import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/identity-center-stays-as-coded';
import { monitor } from '../../policies/identity-center-stays-as-coded/monitor';
import { matches } from '../events/matches';
import { facts } from '../remediation/a-loop';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const instance = 'arn:aws:sso:::instance/ssoins-0a1b';
const set = 'arn:aws:sso:::permissionSet/ssoins-0a1b/ps-0a1b';
const deployRole = (account: string) => `arn:aws:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-${account}-eu-west-1`;
const by = (role: string, invokedBy?: string): JsonObject => ({
  type: 'AssumedRole',
  sessionContext: { sessionIssuer: { type: 'Role', arn: role } },
  ...(invokedBy && { invokedBy }),
});
const sso = (parts: JsonObject & { readonly eventName: string }) =>
  anApiCall({ eventSource: 'sso.amazonaws.com', awsRegion: 'eu-west-1', ...parts });

const assigned = { principalType: 'USER', principalId: 'jo-id', targetId: '111122223333', permissionSetArn: set };
const found: readonly (readonly [string, JsonObject | null, JsonObject | null, object])[] = [
  [
    'CreateAccountAssignment',
    { ...assigned, instanceArn: instance },
    null,
    { type: 'AWS::SSO::Assignment', id: 'USER jo-id in 111122223333', arn: set },
  ],
  [
    'PutInlinePolicyToPermissionSet',
    { instanceArn: instance, permissionSetArn: set, inlinePolicy: '{}' },
    null,
    { type: 'AWS::SSO::PermissionSet', id: set, arn: set },
  ],
  [
    'CreatePermissionSet',
    { instanceArn: instance, name: 'Admin' },
    { permissionSet: { permissionSetArn: set } },
    { type: 'AWS::SSO::PermissionSet', arn: set },
  ],
  ['UpdateInstance', { instanceArn: instance }, null, { type: 'AWS::SSO::Instance', arn: instance }],
  ['CreateInstance', { name: 'own' }, { instanceArn: instance }, { type: 'AWS::SSO::Instance', arn: instance }],
  ['UpdateSsoConfiguration', { instanceArn: instance, configurationType: 'SESSION' }, null, { arn: instance }],
  ['CreateTrustedTokenIssuer', null, null, { type: 'AWS::::Account' }],
];

it.each(found)('%s %j by hand is found', (eventName, requestParameters, responseElements, expected) => {
  const event = sso({ eventName, requestParameters, responseElements });
  expect(judged(monitor, event)).toMatchObject({ kind: 'finding', resources: [expected] });
  const ending = (errorCode: string) => sso({ eventName, requestParameters, errorCode });
  expect(judged(monitor, ending('AccessDeniedException')).kind).toBe('attempted');
  expect(judged(monitor, ending('ConflictException')).kind).toBe('ignored');
});

it.each([
  ['the landing zone’s stack', by(deployRole(facts.managementAccount), 'cloudformation.amazonaws.com'), 'ignored'],
  ['somebody else’s stack', by(deployRole('111122223333'), 'cloudformation.amazonaws.com'), 'finding'],
  ['the deploy role without a stack', by(deployRole(facts.managementAccount)), 'finding'],
  ['an administrator', by('arn:aws:iam::999988887777:role/Administrator'), 'finding'],
])('an assignment by %s', (_who, userIdentity, kind) => {
  const event = sso({ eventName: 'CreateAccountAssignment', requestParameters: assigned, userIdentity });
  expect(judged(monitor, event).kind).toBe(kind);
});

it.each([
  'DeleteAccountAssignment',
  'DeletePermissionSet',
  'DetachManagedPolicyFromPermissionSet',
  'DeleteInlinePolicyFromPermissionSet',
  'ProvisionPermissionSet',
])('%s gives nobody more', (eventName) => {
  const event = sso({ eventName, requestParameters: { instanceArn: instance, permissionSetArn: set } });
  expect(judged(monitor, event)).toMatchObject({ kind: 'ignored' });
  expect(monitor.patterns.some((pattern) => matches(pattern, event))).toBe(false);
});

const denied = [
  'sso:AttachCustomerManagedPolicyReferenceToPermissionSet',
  'sso:AttachManagedPolicyToPermissionSet',
  'sso:CreateAccountAssignment',
  'sso:CreateInstance',
  'sso:CreateInstanceAccessControlAttributeConfiguration',
  'sso:CreatePermissionSet',
  'sso:CreateTrustedTokenIssuer',
  'sso:DeletePermissionsBoundaryFromPermissionSet',
  'sso:PutInlinePolicyToPermissionSet',
  'sso:PutPermissionsBoundaryToPermissionSet',
  'sso:UpdateInstance',
  'sso:UpdateInstanceAccessControlAttributeConfiguration',
  'sso:UpdatePermissionSet',
  'sso:UpdateTrustedTokenIssuer',
];
it.each(denied)('%s is denied in member accounts', (action) => {
  expect(decided(guardrail, { action })).toBe('DenyIdentityCenter');
  expect(decided(guardrail, { action, as: 'breakwater/breakwater-deploy' })).toBe('allowed');
});

it.each(['sso:ListInstances', 'sso:DeleteAccountAssignment', 'sso:CreateApplication', 'sso:GetRoleCredentials'])(
  '%s is not',
  (action) => expect(decided(guardrail, { action })).toBe('allowed'),
);

it('stays compact', () => expect(characters(guardrail)).toBeLessThan(1_000));
