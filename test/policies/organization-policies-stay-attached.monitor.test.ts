import type { Resource } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { monitor } from '../../policies/organization-policies-stay-attached/monitor';
import { facts } from '../remediation/a-loop';
import { anApiCall } from './an-api-call';
import { judged } from './judged';

const deploying = {
  userIdentity: {
    type: 'AssumedRole',
    invokedBy: 'cloudformation.amazonaws.com',
    sessionContext: {
      sessionIssuer: { arn: 'arn:aws:iam::999988887777:role/cdk-hnb659fds-cfn-exec-role-999988887777-eu-west-1' },
    },
  },
};
const management = { account: facts.managementAccount, region: facts.homeRegion };

interface Case {
  readonly title: string;
  readonly eventName: string;
  readonly parameters?: JsonObject;
  readonly more?: JsonObject;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly because: RegExp;
  readonly resource?: Partial<Resource>;
}

const detached = { eventName: 'DetachPolicy', parameters: { policyId: 'p-1', targetId: 'ou-1' } };

const cases: readonly Case[] = [
  {
    title: 'a policy is detached',
    ...detached,
    kind: 'finding',
    because: /p-1: a policy was detached/,
    resource: { type: 'AWS::Organizations::Policy', id: 'p-1', ...management },
  },
  {
    title: 'a policy is rewritten',
    eventName: 'UpdatePolicy',
    parameters: { policyId: 'p-1', content: '{}' },
    kind: 'finding',
    because: /rewritten/,
    resource: { id: 'p-1' },
  },
  {
    title: 'a policy is deleted',
    eventName: 'DeletePolicy',
    parameters: { policyId: 'p-1' },
    kind: 'finding',
    because: /deleted/,
    resource: { id: 'p-1' },
  },
  {
    title: 'a type is disabled',
    eventName: 'DisablePolicyType',
    parameters: { rootId: 'r-1', policyType: 'SERVICE_CONTROL_POLICY' },
    kind: 'finding',
    because: /type of policy was disabled/,
    resource: { type: 'AWS::Organizations::Root', id: 'SERVICE_CONTROL_POLICY', ...management },
  },
  {
    title: 'an account is moved',
    eventName: 'MoveAccount',
    parameters: { accountId: '444455556666', sourceParentId: 'ou-1', destinationParentId: 'r-1' },
    kind: 'finding',
    because: /moved to another unit/,
    resource: { type: 'AWS::Organizations::Account', id: '444455556666', ...management },
  },
  {
    title: 'denied, and so without parameters',
    eventName: 'DetachPolicy',
    more: { errorCode: 'AccessDenied' },
    kind: 'attempted',
    because: /detached/,
    resource: { type: 'AWS::::Account', id: '111122223333' },
  },
  {
    title: 'a move that is denied',
    eventName: 'MoveAccount',
    more: { errorCode: 'AccessDenied' },
    kind: 'attempted',
    because: /moved/,
    resource: { type: 'AWS::::Account' },
  },
  {
    title: 'a type nobody knows',
    eventName: 'DisablePolicyType',
    parameters: { policyType: 'NEW_POLICY' },
    kind: 'finding',
    because: /disabled/,
    resource: { type: 'AWS::::Account' },
  },
  {
    title: 'a call that came to nothing',
    ...detached,
    more: { errorCode: 'PolicyNotAttachedException' },
    kind: 'ignored',
    because: /failed/,
  },
  { title: 'a deployment', ...detached, more: deploying, kind: 'ignored', because: /being deployed/ },
  {
    title: 'a new policy',
    eventName: 'CreatePolicy',
    kind: 'ignored',
    because: /leaves policies as they are/,
  },
];

test.each(cases)('$title', ({ eventName, parameters = null, more = {}, kind, because, resource }) => {
  const event = anApiCall({
    eventName,
    eventSource: 'organizations.amazonaws.com',
    requestParameters: parameters,
    ...more,
  });
  const finding = judged(monitor, event);
  expect(finding.kind).toBe(kind);
  expect(finding.because).toMatch(because);
  if (finding.kind !== 'ignored') expect(finding.resources).toEqual([expect.objectContaining(resource)]);
});
