import type { JsonObject } from '../../lib/model/json';
import { monitor } from '../../policies/privileges-stay-bounded/monitor';
import { anApiCall } from './an-api-call';
import { admin, all, own, some, text } from './an-iam-policy';
import { judged } from './judged';

const role = { roleName: 'x' };
const resource = (type: string, id = 'x') => ({ type: `AWS::IAM::${type}`, id });
const found: readonly (readonly [string, JsonObject, object])[] = [
  ['AttachRolePolicy', { ...role, policyArn: admin }, { ...resource('Role'), arn: 'arn:aws:iam::111122223333:role/x' }],
  ['AttachUserPolicy', { userName: 'x', policyArn: admin }, { arn: 'arn:aws:iam::111122223333:user/x' }],
  ['AttachGroupPolicy', { groupName: 'x', policyArn: admin }, { arn: 'arn:aws:iam::111122223333:group/x' }],
  ['PutRolePolicy', { ...role, policyDocument: text(all) }, resource('Role')],
  ['PutRolePolicy', { ...role, policyDocument: encodeURIComponent(text(all)) }, resource('Role')],
  ['PutUserPolicy', { userName: 'x', policyDocument: text(all) }, resource('User')],
  ['PutGroupPolicy', { groupName: 'x', policyDocument: text(all) }, resource('Group')],
  [
    'CreatePolicyVersion',
    { policyArn: own, policyDocument: text(all) },
    { ...resource('ManagedPolicy', own), arn: own },
  ],
  ['SetDefaultPolicyVersion', { policyArn: own, versionId: 'v2' }, resource('ManagedPolicy', own)],
  ['AddUserToGroup', { groupName: 'x', userName: 'jo' }, resource('UserToGroupAddition')],
  ['DeleteRolePermissionsBoundary', role, resource('RoleBoundary')],
  ['DeleteUserPermissionsBoundary', { userName: 'x' }, resource('UserBoundary')],
  ['PutRolePermissionsBoundary', { ...role, permissionsBoundary: admin }, resource('RoleBoundary')],
  ['PutUserPermissionsBoundary', { userName: 'x', permissionsBoundary: admin }, resource('UserBoundary')],
];

it.each(found)('%s %j is found', (eventName, requestParameters, expected) => {
  const call = { eventName, requestParameters };
  expect(judged(monitor, anApiCall(call))).toMatchObject({ kind: 'finding', resources: [expected] });
  const failed = judged(monitor, anApiCall({ ...call, errorCode: 'NoSuchEntityException' }));
  expect(failed).toMatchObject({ kind: 'ignored', because: expect.stringContaining('failed') });
});

it('a new policy is known by its answer', () => {
  const event = anApiCall({
    eventName: 'CreatePolicy',
    requestParameters: { policyName: 'orders', policyDocument: text(all) },
    responseElements: { policy: { arn: own } },
  });
  expect(judged(monitor, event)).toMatchObject({ kind: 'finding', resources: [{ id: own, arn: own }] });
});

it.each([
  ['AttachRolePolicy', { ...role, policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
  ['AttachRolePolicy', { ...role, policyArn: own }],
  ['PutRolePolicy', { ...role, policyDocument: text(some) }],
  ['PutRolePolicy', { ...role, policyDocument: 'unreadable' }],
  ['CreatePolicyVersion', { policyArn: own, policyDocument: text(some) }],
  ['PutRolePermissionsBoundary', { ...role, permissionsBoundary: own }],
  ['DetachRolePolicy', { ...role, policyArn: admin }],
  ['DeleteRolePermissionsBoundary', null],
])('%s %j is daily work', (eventName, requestParameters) => {
  expect(judged(monitor, anApiCall({ eventName, requestParameters }))).toMatchObject({
    kind: 'ignored',
    because: expect.stringContaining('makes no administrator'),
  });
});

it.each([
  ['Organizations', { type: 'AWSService', invokedBy: 'organizations.amazonaws.com' }],
  [
    'Identity Center',
    {
      type: 'AssumedRole',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          arn: 'arn:aws:iam::111122223333:role/aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO',
        },
      },
    },
  ],
])('%s sets accounts up', (_who, userIdentity) => {
  const event = anApiCall({
    eventName: 'AttachRolePolicy',
    requestParameters: { ...role, policyArn: admin },
    userIdentity,
  });
  expect(judged(monitor, event)).toEqual({ kind: 'ignored', because: 'a service set the account up' });
});

it.each([
  ['AttachRolePolicy', 'attempted'],
  ['AttachUserPolicy', 'attempted'],
  ['AttachGroupPolicy', 'attempted'],
  ['PutUserPolicy', 'attempted'],
  ['PutGroupPolicy', 'attempted'],
  ['AddUserToGroup', 'attempted'],
  ['DeleteRolePermissionsBoundary', 'attempted'],
  ['DeleteUserPermissionsBoundary', 'attempted'],
  ['PutRolePermissionsBoundary', 'attempted'],
  ['PutUserPermissionsBoundary', 'attempted'],
  ['PutRolePolicy', 'ignored'],
  ['CreatePolicyVersion', 'ignored'],
])('%s, denied, is %s', (eventName, kind) => {
  const finding = judged(monitor, anApiCall({ eventName, errorCode: 'AccessDenied' }));
  expect(finding.kind).toBe(kind);
  if (finding.kind === 'attempted') expect(finding.resources).toMatchObject([{ type: 'AWS::::Account' }]);
});
