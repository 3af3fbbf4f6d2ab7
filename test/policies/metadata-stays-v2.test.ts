import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/metadata-stays-v2';
import { check } from '../../policies/metadata-stays-v2/check';
import { fix } from '../../policies/metadata-stays-v2/fix';
import { monitor } from '../../policies/metadata-stays-v2/monitor';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided, type Request } from './decided';
import { judged } from './judged';

const account = '111122223333';
const isMember = async () => true;
const instanceArn = `arn:aws:ec2:eu-west-1:${account}:instance/i-1`;

interface Case {
  readonly title: string;
  readonly eventName: string;
  readonly request?: JsonObject;
  readonly response?: JsonObject | null;
  readonly errorCode?: string;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly ids?: readonly string[];
}
const launched = (...tokens: string[]): JsonObject => ({
  instancesSet: {
    items: tokens.map((httpTokens, index) => ({ instanceId: `i-${index + 1}`, metadataOptions: { httpTokens } })),
  },
});
const asks = { metadataOptions: { httpTokens: 'optional' } };
const modify = (HttpTokens: string): JsonObject => ({
  ModifyInstanceMetadataOptionsRequest: { InstanceId: 'i-1', HttpTokens },
});
const defaults = (HttpTokens: string): JsonObject => ({ ModifyInstanceMetadataDefaultsRequest: { HttpTokens } });

const cases: readonly Case[] = [
  {
    title: 'launched with version 1',
    eventName: 'RunInstances',
    request: asks,
    response: launched('optional'),
    kind: 'finding',
    ids: ['i-1'],
  },
  {
    title: 'by a template that says so',
    eventName: 'RunInstances',
    response: launched('required', 'optional'),
    kind: 'finding',
    ids: ['i-2'],
  },
  {
    title: 'asked for, not given',
    eventName: 'RunInstances',
    request: asks,
    response: launched('required'),
    kind: 'ignored',
  },
  { title: 'launched with version 2', eventName: 'RunInstances', response: launched('required'), kind: 'ignored' },
  {
    title: 'asked for and denied',
    eventName: 'RunInstances',
    request: asks,
    response: null,
    errorCode: 'Client.UnauthorizedOperation',
    kind: 'attempted',
    ids: [account],
  },
  {
    title: 'denied, without asking for it',
    eventName: 'RunInstances',
    request: {},
    errorCode: 'Client.UnauthorizedOperation',
    kind: 'ignored',
  },
  {
    title: 'a dry run',
    eventName: 'RunInstances',
    request: asks,
    errorCode: 'Client.DryRunOperation',
    kind: 'ignored',
  },
  {
    title: 'turned on',
    eventName: 'ModifyInstanceMetadataOptions',
    request: modify('optional'),
    kind: 'finding',
    ids: ['i-1'],
  },
  { title: 'turned off', eventName: 'ModifyInstanceMetadataOptions', request: modify('required'), kind: 'ignored' },
  {
    title: 'denied',
    eventName: 'ModifyInstanceMetadataOptions',
    request: modify('optional'),
    errorCode: 'Client.UnauthorizedOperation',
    kind: 'attempted',
    ids: ['i-1'],
  },
  {
    title: 'default optional',
    eventName: 'ModifyInstanceMetadataDefaults',
    request: defaults('optional'),
    kind: 'finding',
    ids: ['instance-metadata-defaults'],
  },
  {
    title: 'default taken away',
    eventName: 'ModifyInstanceMetadataDefaults',
    request: defaults('no-preference'),
    kind: 'finding',
    ids: ['instance-metadata-defaults'],
  },
  {
    title: 'default required',
    eventName: 'ModifyInstanceMetadataDefaults',
    request: defaults('required'),
    kind: 'ignored',
  },
  { title: 'another call', eventName: 'StartInstances', request: asks, kind: 'ignored' },
];

test.each(cases)('$eventName, $title: $kind', ({ eventName, request = {}, response = {}, errorCode, kind, ids }) => {
  const detail = { requestParameters: request, responseElements: response, ...(errorCode && { errorCode }) };
  const event = anApiCall({ eventSource: 'ec2.amazonaws.com', awsRegion: 'eu-west-1', eventName, ...detail });
  const finding = judged(monitor, event);
  expect(finding.kind).toBe(kind);
  if (finding.kind !== 'ignored') expect(finding.resources.map(({ id }) => id)).toEqual(ids);
});

const instance = { instance: 'i-1', lifecycle: 'running', tokens: 'optional', endpoint: 'enabled' };
test.each([
  { title: 'version 1 answers', state: { instance }, kind: 'plan', change: { instance: 'i-1' } },
  {
    title: 'version 1 would, once it starts',
    state: { instance: { ...instance, lifecycle: 'stopped' } },
    kind: 'plan',
  },
  { title: 'tokens are required', state: { instance: { ...instance, tokens: 'required' } }, kind: 'leave' },
  { title: 'nothing answers', state: { instance: { ...instance, endpoint: 'disabled' } }, kind: 'leave' },
  { title: 'it is terminated', state: { instance: { ...instance, lifecycle: 'terminated' } }, kind: 'leave' },
  { title: 'it is shutting down', state: { instance: { ...instance, lifecycle: 'shutting-down' } }, kind: 'leave' },
  { title: 'the default is required', state: { defaults: { tokens: 'required', declared: false } }, kind: 'leave' },
  {
    title: 'there is no default',
    state: { defaults: { tokens: 'no-preference', declared: false } },
    kind: 'plan',
    change: {},
  },
  { title: 'a policy says so', state: { defaults: { tokens: 'optional', declared: true } }, kind: 'ask' },
])('where $title: $kind', ({ state, kind, change }) => {
  expect(fix.decide(state as never, facts)).toMatchObject({ kind, ...(change && { change }) });
});

const theAccount = { type: 'AWS::::Account', id: account, arn: 'arn:aws:iam::1:root', account, region: 'eu-west-1' };

test('the default of an account is read, set, and put back as it was', async () => {
  const session = aSession(() => ({ AccountLevel: { HttpTokens: 'optional', ManagedBy: 'account' } }));
  const before = await fix.read(theAccount, session, isMember);
  expect(before).toEqual({ defaults: { tokens: 'optional', declared: false } });
  await fix.apply({} as never, session);
  await fix.undo(before as never, {} as never, session);
  expect(session.sent.slice(1)).toEqual([
    { name: 'ModifyInstanceMetadataDefaults', input: { HttpTokens: 'required' } },
    { name: 'ModifyInstanceMetadataDefaults', input: { HttpTokens: 'optional' } },
  ]);
});

test('a default that nobody has set, and one that a policy keeps', async () => {
  const unset = aSession(() => ({}));
  expect(await fix.read(theAccount, unset, isMember)).toEqual({
    defaults: { tokens: 'no-preference', declared: false },
  });
  const kept = aSession(() => ({ AccountLevel: { HttpTokens: 'required', ManagedBy: 'declarative-policy' } }));
  expect(await fix.read(theAccount, kept, isMember)).toEqual({ defaults: { tokens: 'required', declared: true } });
});

test('an instance that is gone is no trouble', async () => {
  const session = aSession(() => awsError('InvalidInstanceID.NotFound'));
  const resource = { type: 'AWS::EC2::Instance', id: 'i-1', arn: instanceArn, account, region: 'eu-west-1' };
  expect(await fix.read(resource, session, isMember)).toBeUndefined();
  await expect(fix.apply({ instance: 'i-1' } as never, session)).resolves.toBeUndefined();
});

const requests: readonly (Request & { readonly is: string })[] = [
  { action: 'ec2:RunInstances', context: { 'ec2:MetadataHttpTokens': 'optional' }, is: 'DenyLaunchWithMetadataV1' },
  { action: 'ec2:RunInstances', context: { 'ec2:MetadataHttpTokens': 'required' }, is: 'allowed' },
  { action: 'ec2:RunInstances', context: {}, is: 'allowed' },
  {
    action: 'ec2:ModifyInstanceMetadataOptions',
    context: { 'ec2:Attribute/HttpTokens': 'optional' },
    is: 'DenyMetadataV1',
  },
  { action: 'ec2:ModifyInstanceMetadataOptions', context: { 'ec2:Attribute/HttpTokens': 'required' }, is: 'allowed' },
  { action: 'ec2:ModifyInstanceMetadataOptions', context: {}, is: 'allowed' },
  { action: 'ec2:ModifyInstanceMetadataDefaults', resource: '*', is: 'DenyMetadataDefaults' },
];
test.each(requests)('$action with $context: $is', ({ is, ...request }) => {
  expect(decided(guardrail, { resource: instanceArn, ...request })).toBe(is);
});

test('its statements are small', () => expect(characters(guardrail)).toBeLessThan(1_200));

test.each([
  {
    type: 'AWS::EC2::Instance',
    properties: { MetadataOptions: { HttpTokens: 'optional' } },
    path: 'Properties.MetadataOptions.HttpTokens',
  },
  {
    type: 'AWS::EC2::LaunchTemplate',
    properties: { LaunchTemplateData: { MetadataOptions: { HttpTokens: 'optional' } } },
    path: 'Properties.LaunchTemplateData.MetadataOptions.HttpTokens',
  },
  {
    type: 'AWS::AutoScaling::LaunchConfiguration',
    properties: { MetadataOptions: { HttpTokens: 'optional' } },
    path: 'Properties.MetadataOptions.HttpTokens',
  },
  { type: 'AWS::EC2::Instance', properties: { MetadataOptions: { HttpTokens: 'required' } } },
  { type: 'AWS::EC2::Instance', properties: {} },
])('a template with $type $properties', ({ type, properties, path }) => {
  const problems = check({ Resources: { Web: { Type: type, Properties: properties as JsonObject } } }, facts);
  expect(problems.map((problem) => problem.path)).toEqual(path ? [path] : []);
});
