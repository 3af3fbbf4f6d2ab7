import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/startup-scripts-stay-unchanged';
import { monitor } from '../../policies/startup-scripts-stay-unchanged/monitor';
import { matches } from '../events/matches';
import { type ApiCallParts, anApiCall } from './an-api-call';
import { characters, decided, type Request } from './decided';
import { judged } from './judged';

const account = '111122223333';
const hidden = '<sensitiveDataRemoved>';

interface Case {
  readonly title: string;
  readonly eventName: string;
  readonly request: JsonObject | null;
  readonly more?: JsonObject;
  readonly service?: string;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly id?: string;
  readonly reaches?: false;
}
const cases: readonly Case[] = [
  {
    title: 'user data',
    eventName: 'ModifyInstanceAttribute',
    request: { instanceId: 'i-1', userData: hidden },
    kind: 'finding',
    id: 'i-1',
  },
  {
    title: 'user data, nested',
    eventName: 'ModifyInstanceAttribute',
    request: { instanceId: 'i-1', userData: { value: hidden } },
    kind: 'finding',
    id: 'i-1',
  },
  {
    title: 'user data by its old name',
    eventName: 'ModifyInstanceAttribute',
    request: { instanceId: 'i-1', attribute: 'userData', value: hidden },
    kind: 'finding',
    id: 'i-1',
  },
  {
    title: 'denied',
    eventName: 'ModifyInstanceAttribute',
    request: { instanceId: 'i-1', userData: hidden },
    more: { errorCode: 'Client.UnauthorizedOperation' },
    kind: 'attempted',
    id: 'i-1',
  },
  {
    title: 'while it runs',
    eventName: 'ModifyInstanceAttribute',
    request: { instanceId: 'i-1', userData: hidden },
    more: { errorCode: 'Client.IncorrectInstanceState' },
    kind: 'ignored',
  },
  {
    title: 'by a stack',
    eventName: 'ModifyInstanceAttribute',
    request: { instanceId: 'i-1', userData: hidden },
    more: { userIdentity: { invokedBy: 'cloudformation.amazonaws.com' } },
    kind: 'ignored',
  },
  {
    title: 'another attribute',
    eventName: 'ModifyInstanceAttribute',
    request: { instanceId: 'i-1', attribute: 'instanceType', value: hidden },
    kind: 'ignored',
    reaches: false,
  },
  {
    title: 'a lifecycle script',
    service: 'sagemaker',
    eventName: 'UpdateNotebookInstanceLifecycleConfig',
    request: { notebookInstanceLifecycleConfigName: 'setup' },
    kind: 'finding',
    id: 'setup',
  },
  {
    title: 'a lifecycle script, denied',
    service: 'sagemaker',
    eventName: 'UpdateNotebookInstanceLifecycleConfig',
    request: null,
    more: { errorCode: 'AccessDenied' },
    kind: 'attempted',
    id: account,
  },
  {
    title: 'a script attached',
    service: 'sagemaker',
    eventName: 'UpdateNotebookInstance',
    request: { notebookInstanceName: 'n', lifecycleConfigName: 'setup' },
    kind: 'finding',
    id: 'setup',
  },
  {
    title: 'a larger notebook',
    service: 'sagemaker',
    eventName: 'UpdateNotebookInstance',
    request: { notebookInstanceName: 'n', instanceType: 'ml.t3.large' },
    kind: 'ignored',
  },
  {
    title: 'who knows what, denied',
    service: 'sagemaker',
    eventName: 'UpdateNotebookInstance',
    request: null,
    more: { errorCode: 'AccessDenied' },
    kind: 'ignored',
  },
];

test.each(cases)(
  '$eventName, $title: $kind',
  ({ service = 'ec2', eventName, request, more = {}, kind, id, reaches = true }) => {
    const parts: ApiCallParts = {
      eventSource: `${service}.amazonaws.com`,
      awsRegion: 'eu-west-1',
      eventName,
      requestParameters: request,
      ...more,
    };
    const event = anApiCall(parts);
    const finding = judged(monitor, event);
    expect(finding.kind).toBe(kind);
    if (finding.kind !== 'ignored') expect(finding.resources.map((one) => one.id)).toEqual([id]);
    expect(monitor.patterns.some((pattern) => matches(pattern, event))).toBe(reaches);
  },
);

const userData = { 'ec2:Attribute': 'UserData' };
const requests: readonly (Request & { readonly is: string })[] = [
  { action: 'ec2:ModifyInstanceAttribute', context: userData, is: 'DenyChangedUserData' },
  { action: 'ec2:ModifyInstanceAttribute', context: { 'ec2:Attribute': 'InstanceType' }, is: 'allowed' },
  { action: 'ec2:ModifyInstanceAttribute', is: 'allowed' },
  {
    action: 'ec2:ModifyInstanceAttribute',
    as: 'cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1',
    context: userData,
    is: 'allowed',
  },
  {
    action: 'ec2:ModifyInstanceAttribute',
    as: 'cdk-hnb659fds-deploy-role-111122223333-eu-west-1',
    context: userData,
    is: 'DenyChangedUserData',
  },
  { action: 'sagemaker:UpdateNotebookInstanceLifecycleConfig', is: 'DenyChangedNotebookScripts' },
  { action: 'sagemaker:UpdateNotebookInstance', is: 'allowed' },
  { action: 'ec2:RunInstances', is: 'allowed' },
];
test.each(requests)('$action of $context as $as: $is', ({ is, ...request }) => {
  expect(decided(guardrail, { resource: `arn:aws:ec2:eu-west-1:${account}:instance/i-1`, ...request })).toBe(is);
});

test('its statements are small', () => expect(characters(guardrail)).toBeLessThan(1_200));
