import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/compute-stays-ordinary';
import { fix } from '../../policies/compute-stays-ordinary/fix';
import { monitor } from '../../policies/compute-stays-ordinary/monitor';
import { isUnusual } from '../../policies/compute-stays-ordinary/unusual';
import { matches } from '../events/matches';
import { facts } from '../remediation/a-loop';
import { aSession } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided, type Request } from './decided';
import { judged } from './judged';
import { lookedAt } from './looked-at';

const account = '111122223333';

test.each([
  ...['p2.xlarge', 'p5.48xlarge', 'g4dn.xlarge', 'inf2.xlarge', 'trn1.2xlarge', 'dl1.24xlarge', 'f1.2xlarge'],
  ...['vt1.3xlarge', 'mac2.metal', 'hpc7a.12xlarge', 'u-6tb1.112xlarge', 'x2idn.16xlarge', 'c5.9xlarge', 'm5.8xlarge'],
  ...['m7i.48xlarge', 'c7i.metal-24xl', 'c5.metal', 'r5.24xlarge'],
])('%s is unusual', (type) => expect(isUnusual(type)).toBe(true));

test.each(['p', 'g', 'inf', 'trn', 'dl', 'f', 'vt', 'mac', 'hpc', 'u', 'x'])('family %s is unusual', (family) =>
  expect(isUnusual(`${family}9.large`)).toBe(true),
);
test.each([8, 9, 10, 12, 16, 18, 24, 32, 48, 56, 96, 112])('size %s is unusual', (size) =>
  expect(isUnusual(`m9.${size}xlarge`)).toBe(true),
);

test.each([
  ...['t3.micro', 't4g.small', 'm5.large', 'm7i.xlarge', 'c5.2xlarge', 'c6i.4xlarge', 'r6g.4xlarge', 'i3.xlarge'],
  ...['d3.2xlarge', 'z1d.xlarge', 'm6i-flex.large', 't3.2xlarge', ''],
])('%s is ordinary', (type) => expect(isUnusual(type)).toBe(false));

const launched = (...types: string[]): JsonObject => ({
  instancesSet: { items: types.map((instanceType, index) => ({ instanceId: `i-${index + 1}`, instanceType })) },
});
interface Case {
  readonly title: string;
  /** @default 'ec2' */
  readonly service?: string;
  readonly eventName: string;
  readonly request?: JsonObject;
  readonly response?: JsonObject;
  readonly errorCode?: string;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly ids?: readonly string[];
  readonly because?: RegExp;
}
const cases: readonly Case[] = [
  {
    title: 'two machines',
    eventName: 'RunInstances',
    request: { instanceType: 'p3.2xlarge' },
    response: launched('p3.2xlarge', 'p3.2xlarge'),
    kind: 'finding',
    ids: ['i-1', 'i-2'],
    because: /RunInstances of p3.2xlarge$/,
  },
  {
    title: 'a template says the type',
    eventName: 'RunInstances',
    response: launched('g5.xlarge'),
    kind: 'finding',
    ids: ['i-1'],
  },
  {
    title: 'denied',
    eventName: 'RunInstances',
    request: { instanceType: 'p2.xlarge' },
    errorCode: 'Client.UnauthorizedOperation',
    kind: 'attempted',
    ids: [account],
  },
  {
    title: 'the quota is too small',
    eventName: 'RunInstances',
    request: { instanceType: 'p2.xlarge' },
    errorCode: 'Client.VcpuLimitExceeded',
    kind: 'attempted',
    ids: [account],
  },
  {
    title: 'a dry run',
    eventName: 'RunInstances',
    request: { instanceType: 'p2.xlarge' },
    errorCode: 'Client.DryRunOperation',
    kind: 'ignored',
  },
  {
    title: 'ordinary',
    eventName: 'RunInstances',
    request: { instanceType: 't3.micro' },
    response: launched('t3.micro'),
    kind: 'ignored',
  },
  {
    title: 'resized',
    eventName: 'ModifyInstanceAttribute',
    request: { instanceId: 'i-9', instanceType: { value: 'x1.16xlarge' } },
    kind: 'finding',
    ids: ['i-9'],
  },
  {
    title: 'resized to an ordinary one',
    eventName: 'ModifyInstanceAttribute',
    request: { instanceId: 'i-9', instanceType: { value: 'm5.large' } },
    kind: 'ignored',
  },
  {
    title: 'another attribute',
    eventName: 'ModifyInstanceAttribute',
    request: { instanceId: 'i-9', ebsOptimized: { value: true } },
    kind: 'ignored',
  },
  {
    title: 'spot',
    eventName: 'RequestSpotInstances',
    request: { RequestSpotInstancesRequest: { LaunchSpecification: { InstanceType: 'g4dn.xlarge' } } },
    kind: 'finding',
    ids: [account],
  },
  {
    title: 'a fleet',
    eventName: 'CreateFleet',
    request: {
      CreateFleetRequest: {
        LaunchTemplateConfigs: { Overrides: [{ InstanceType: 'm5.large' }, { InstanceType: 'p4d.24xlarge' }] },
      },
    },
    kind: 'finding',
    ids: [account],
    because: /of p4d.24xlarge$/,
  },
  {
    title: 'an ordinary fleet',
    eventName: 'CreateFleet',
    request: { CreateFleetRequest: { LaunchTemplateConfigs: { Overrides: { InstanceType: 'm5.large' } } } },
    kind: 'ignored',
  },
  {
    title: 'a spot fleet',
    eventName: 'RequestSpotFleet',
    request: { spotFleetRequestConfig: { launchSpecifications: { instanceType: 'p3.2xlarge' } } },
    kind: 'finding',
    ids: [account],
  },
  {
    title: 'something else of that name, in part',
    eventName: 'CreateFleet',
    request: { defaultInstanceTypes: 'p3.2xlarge', instanceTypeCount: 'p3.2xlarge' },
    kind: 'ignored',
  },
  {
    title: 'no type that is text',
    eventName: 'RunInstances',
    request: { instanceType: 9 },
    kind: 'ignored',
  },
  {
    title: 'resized, and which is not told',
    eventName: 'ModifyInstanceAttribute',
    request: { instanceType: { value: 'x1.16xlarge' } },
    kind: 'finding',
    ids: [account],
  },
  {
    title: 'a machine without an id',
    eventName: 'RunInstances',
    request: { instanceType: 'p3.2xlarge' },
    response: { instancesSet: { items: [{ instanceType: 'p3.2xlarge' }] } },
    kind: 'finding',
    ids: [account],
  },
  ...[
    'AllocateHosts',
    'CreateCapacityReservation',
    'PurchaseCapacityBlock',
    'PurchaseHostReservation',
    'PurchaseReservedInstancesOffering',
  ].map((eventName) => ({
    title: 'paid ahead',
    eventName,
    kind: 'finding' as const,
    ids: [account],
    because: /paid for ahead/,
  })),
  {
    title: 'a plan',
    service: 'savingsplans',
    eventName: 'CreateSavingsPlan',
    errorCode: 'AccessDenied',
    kind: 'attempted',
    ids: [account],
  },
];

test.each(cases)(
  '$eventName, $title: $kind',
  ({ service = 'ec2', eventName, request = {}, response = null, errorCode, kind, ids, because }) => {
    const detail = { requestParameters: request, responseElements: response, ...(errorCode && { errorCode }) };
    const eventSource = `${service}.amazonaws.com`;
    const finding = judged(monitor, anApiCall({ eventSource, awsRegion: 'eu-west-1', eventName, ...detail }));
    expect(finding.kind).toBe(kind);
    if (because) expect(finding.because).toMatch(because);
    if (finding.kind !== 'ignored') expect(finding.resources.map(({ id }) => id)).toEqual(ids);
  },
);

test.each([
  { title: 'asked for', detail: { requestParameters: { instanceType: 'g5.xlarge' } }, reaches: true },
  { title: 'given, of its size', detail: { responseElements: launched('c5.18xlarge') }, reaches: true },
  { title: 'given', detail: { responseElements: launched('t3.micro', 'c5.metal') }, reaches: true },
  {
    title: 'neither',
    detail: { requestParameters: { instanceType: 'c5.xlarge' }, responseElements: launched('c5.xlarge') },
    reaches: false,
  },
])('a launch with an unusual type $title reaches the hub: $reaches', ({ detail, reaches }) => {
  const event = anApiCall({ eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', ...(detail as JsonObject) });
  expect(monitor.patterns.some((pattern) => matches(pattern, event))).toBe(reaches);
});

const machine = { instance: 'i-1', type: 'p3.2xlarge', lifecycle: 'running' };
test.each([
  { state: machine, kind: 'plan' },
  { state: { ...machine, lifecycle: 'pending' }, kind: 'plan' },
  { state: { ...machine, lifecycle: 'stopped' }, kind: 'leave' },
  { state: { ...machine, type: 't3.micro' }, kind: 'leave' },
  { state: { ...machine, group: 'trainers' }, kind: 'ask' },
  { state: { account }, kind: 'ask' },
])('$state: $kind', ({ state, kind }) => {
  const decision = fix.decide(state as never, facts);
  expect(decision.kind).toBe(kind);
  if (decision.kind === 'plan')
    expect(decision).toMatchObject({ change: { instance: 'i-1' }, approval: /instance store/ });
});

test('a machine and its group are read', async () => {
  const Tags = [{ Key: 'aws:autoscaling:groupName', Value: 'trainers' }];
  const Instances = [{ InstanceType: 'p3.2xlarge', State: { Name: 'running' }, Tags }];
  const session = aSession(() => ({ Reservations: [{ Instances }] }));
  const resource = { type: 'AWS::EC2::Instance', id: 'i-1', arn: 'a', account, region: 'eu-west-1' };
  expect(await fix.read(resource, session, async () => true)).toEqual({ ...machine, group: 'trainers' });
});

test('the hourly look finds what started lately', async () => {
  const machineOf = (InstanceId: string, InstanceType: string, hours: number, Name = 'running') => ({
    InstanceId,
    InstanceType,
    LaunchTime: new Date(Date.now() - hours * 3600_000),
    State: { Name },
  });
  const Instances = [
    machineOf('i-new', 'p3.2xlarge', 1),
    machineOf('i-nearly-old', 'p3.2xlarge', 1.99),
    machineOf('i-old', 'p3.2xlarge', 2.01),
    machineOf('i-ordinary', 't3.micro', 1),
    machineOf('i-stopped', 'p3.2xlarge', 1, 'stopped'),
  ];
  const session = aSession(() => ({ Reservations: [{ Instances }] }));
  const found = (await lookedAt(monitor, session)).map(({ id }) => id);
  expect(found).toEqual(['i-new', 'i-nearly-old']);
});

const type = (value: string) => ({ 'ec2:InstanceType': value });
const requests: readonly (Request & { readonly is: string })[] = [
  { action: 'ec2:RunInstances', context: type('p2.xlarge'), is: 'DenyUnusualInstances' },
  { action: 'ec2:RunInstances', context: type('c5.24xlarge'), is: 'DenyUnusualInstances' },
  { action: 'ec2:StartInstances', context: type('c5.metal'), is: 'DenyUnusualInstances' },
  { action: 'ec2:RunInstances', context: type('t3.large'), is: 'allowed' },
  { action: 'ec2:RunInstances', context: type('m5.4xlarge'), is: 'allowed' },
  { action: 'ec2:RequestSpotFleet', is: 'DenyReservingCompute' },
  { action: 'ec2:PurchaseCapacityBlock', is: 'DenyReservingCompute' },
  { action: 'ec2:CreateFleet', is: 'allowed' },
  {
    action: 'sagemaker:CreateTrainingJob',
    context: { 'sagemaker:InstanceTypes': ['ml.p3.2xlarge'] },
    is: 'DenyUnusualTraining',
  },
  { action: 'sagemaker:CreateTrainingJob', context: { 'sagemaker:InstanceTypes': ['ml.m5.large'] }, is: 'allowed' },
  { action: 'sagemaker:CreateModel', is: 'allowed' },
];
test.each(requests)('in a sandbox, $action of $context: $is', ({ is, ...request }) => {
  expect(decided(guardrail, { resource: `arn:aws:ec2:eu-west-1:${account}:instance/*`, ...request })).toBe(is);
});

test('it prevents in sandboxes only, with few characters', () => {
  for (const { purposes } of guardrail.control?.({} as never) ?? []) expect(purposes).toEqual(['sandbox']);
  expect(characters(guardrail)).toBeLessThan(1_600);
});
