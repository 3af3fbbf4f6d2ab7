import { compilePatterns } from '../../lib/events/pattern/compile-patterns';
import type { EventBridgeEvent } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/regions-stay-governed';
import { globalActions, globalServices } from '../../policies/regions-stay-governed/global-services';
import { monitor } from '../../policies/regions-stay-governed/monitor';
import { outpostRegions } from '../../stacks/baseline-places';
import { facts } from '../remediation/a-loop';
import { anOrganization } from '../stacks/an-organization';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';

const abroad = (eventName: string, more: JsonObject = {}): EventBridgeEvent =>
  anApiCall({ eventName, eventSource: 'ec2.amazonaws.com', awsRegion: 'eu-north-1', readOnly: false, ...more });
const account = (eventName: string, RegionName?: string, more: JsonObject = {}): EventBridgeEvent =>
  anApiCall({
    eventName,
    eventSource: 'account.amazonaws.com',
    requestParameters: RegionName ? { RegionName } : null,
    readOnly: false,
    ...more,
  });
const optIn = (regionName: string | undefined, status: string): EventBridgeEvent => ({
  ...account(''),
  'detail-type': 'Region Opt-In Status Change',
  detail: { status, ...(regionName && { regionName }) },
});
const alarmOf = (account: string, alarmName = 'breakwater-management-abroad'): EventBridgeEvent => ({
  ...anApiCall({ eventName: '', awsRegion: facts.homeRegion }),
  account,
  source: 'aws.cloudwatch',
  'detail-type': 'CloudWatch Alarm State Change',
  detail: { alarmName, state: { value: 'ALARM' } },
});
const denied = { errorCode: 'Client.UnauthorizedOperation' };
const serviceLinked = {
  type: 'AssumedRole',
  sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/aws-service-role/a/AWSServiceRoleForA' } },
};

interface Case {
  readonly title: string;
  readonly event: EventBridgeEvent;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly because: RegExp;
  /** Which patterns ask for the event. */
  readonly asked: 'home' | 'abroad' | 'nowhere';
}

const cases: readonly Case[] = [
  {
    title: 'the management account is used where nothing forwards',
    event: alarmOf(facts.managementAccount),
    kind: 'finding',
    because: /management account was used where nobody governs/,
    asked: 'home',
  },
  {
    title: 'a team calls its alarm like ours',
    event: alarmOf('111122223333'),
    kind: 'ignored',
    because: /somebody else's/,
    asked: 'home',
  },
  {
    title: 'instances are started',
    event: abroad('RunInstances', { responseElements: { instancesSet: { items: [{}, {}] } } }),
    kind: 'finding',
    because: /^ec2:RunInstances was let through in eu-north-1$/,
    asked: 'abroad',
  },
  {
    title: 'instances are denied',
    event: abroad('RunInstances', denied),
    kind: 'attempted',
    because: /^ec2:RunInstances was tried in eu-north-1$/,
    asked: 'abroad',
  },
  {
    title: 'a call fails by itself',
    event: abroad('RunInstances', { errorCode: 'Client.InvalidAMIID.NotFound' }),
    kind: 'ignored',
    because: /failed/,
    asked: 'abroad',
  },
  {
    title: 'a dry run',
    event: abroad('RunInstances', { errorCode: 'Client.DryRunOperation' }),
    kind: 'ignored',
    because: /dry run/,
    asked: 'abroad',
  },
  {
    title: 'a read',
    event: abroad('DescribeInstances', { readOnly: true, eventSource: 'sts.amazonaws.com' }),
    kind: 'ignored',
    because: /global service/,
    asked: 'nowhere',
  },
  {
    title: 'a governed region',
    event: abroad('RunInstances', { awsRegion: 'eu-west-1' }),
    kind: 'ignored',
    because: /eu-west-1 is governed/,
    asked: 'abroad',
  },
  {
    title: 'a service without regions',
    event: abroad('CreateRole', { eventSource: 'iam.amazonaws.com', awsRegion: 'us-east-1' }),
    kind: 'ignored',
    because: /global service/,
    asked: 'nowhere',
  },
  {
    title: 'a function at the edge',
    event: abroad('CreateLogStream', { eventSource: 'logs.amazonaws.com' }),
    kind: 'ignored',
    because: /edge/,
    asked: 'abroad',
  },
  {
    title: 'its first words',
    event: abroad('CreateLogGroup', { eventSource: 'logs.amazonaws.com' }),
    kind: 'ignored',
    because: /edge/,
    asked: 'abroad',
  },
  {
    title: 'another call of logs',
    event: abroad('DeleteLogGroup', { eventSource: 'logs.amazonaws.com' }),
    kind: 'finding',
    because: /logs:DeleteLogGroup/,
    asked: 'abroad',
  },
  {
    title: 'a service-linked role',
    event: abroad('CreateNetworkInterface', { userIdentity: serviceLinked }),
    kind: 'ignored',
    because: /own work/,
    asked: 'abroad',
  },
  {
    title: 'a service for somebody',
    event: abroad('CreateSnapshot', { userIdentity: { type: 'AssumedRole', invokedBy: 'backup.amazonaws.com' } }),
    kind: 'ignored',
    because: /own work/,
    asked: 'nowhere',
  },
  {
    title: 'a region is enabled',
    event: account('EnableRegion', 'me-south-1'),
    kind: 'finding',
    because: /me-south-1 is enabled/,
    asked: 'home',
  },
  {
    title: 'a governed region is enabled',
    event: account('EnableRegion', 'eu-west-1'),
    kind: 'ignored',
    because: /as it should be/,
    asked: 'home',
  },
  {
    title: 'a governed region is disabled',
    event: account('DisableRegion', 'eu-west-1'),
    kind: 'finding',
    because: /eu-west-1 is disabled/,
    asked: 'home',
  },
  {
    title: 'a region nobody governs is disabled',
    event: account('DisableRegion', 'me-south-1'),
    kind: 'ignored',
    because: /as it should be/,
    asked: 'home',
  },
  {
    title: 'enabling is denied, and nobody is told which',
    event: account('EnableRegion', undefined, { errorCode: 'AccessDenied' }),
    kind: 'attempted',
    because: /a region is enabled/,
    asked: 'home',
  },
  {
    title: 'disabling is denied, and nobody is told which',
    event: account('DisableRegion', undefined, { errorCode: 'AccessDenied' }),
    kind: 'attempted',
    because: /a region is disabled/,
    asked: 'home',
  },
  {
    title: 'a region is on',
    event: optIn('me-south-1', 'ENABLED'),
    kind: 'finding',
    because: /me-south-1 is on/,
    asked: 'home',
  },
  {
    title: 'some region is on',
    event: optIn(undefined, 'ENABLED'),
    kind: 'finding',
    because: /unknown/,
    asked: 'home',
  },
  {
    title: 'a governed region is on',
    event: optIn('eu-west-1', 'ENABLED'),
    kind: 'ignored',
    because: /is governed/,
    asked: 'home',
  },
];

const keyed = (key: string, patterns: readonly JsonObject[] = []) => patterns.map((pattern) => ({ key, pattern }));
const asks = compilePatterns([...keyed('home', monitor.patterns), ...keyed('abroad', monitor.elsewhere)]);

test.each(cases)('$title', ({ event, kind, because, asked }) => {
  const where = asks(event).filter((key) => key === 'home' || event.region !== 'us-east-1');
  expect(where).toEqual(asked === 'nowhere' ? [] : [asked]);
  const finding = monitor.finding(event, facts);
  expect(finding.kind).toBe(kind);
  expect(finding.because).toMatch(because);
  if (finding.kind === 'ignored') return;
  expect(finding.resources).toEqual([expect.objectContaining({ id: event.account, region: event.region })]);
});

const inRegion = (region: string) => ({ 'aws:RequestedRegion': region });

test.each([
  ['a service at home', { action: 'ec2:RunInstances', context: inRegion('eu-west-1') }, 'allowed'],
  ['a service in another governed region', { action: 's3:PutObject', context: inRegion('eu-central-1') }, 'allowed'],
  ['a service abroad', { action: 'ec2:RunInstances', context: inRegion('us-west-2') }, 'DenyOtherRegions'],
  ['a read abroad', { action: 'ec2:DescribeInstances', context: inRegion('us-west-2') }, 'DenyOtherRegions'],
  ['a stack abroad', { action: 'cloudformation:CreateStack', context: inRegion('us-east-1') }, 'DenyOtherRegions'],
  [
    'a deployment of CDK abroad',
    { action: 'ssm:PutParameter', as: 'cdk-hnb659fds-cfn-exec-role', context: inRegion('us-west-2') },
    'DenyOtherRegions',
  ],
  [
    'the platform abroad',
    { action: 'events:PutRule', as: 'breakwater/breakwater-deploy', context: inRegion('us-west-2') },
    'allowed',
  ],
  [
    'a stack set abroad',
    { action: 'events:PutRule', as: 'stacksets-exec-1', context: inRegion('us-west-2') },
    'allowed',
  ],
  [
    'a service-linked role abroad',
    {
      action: 'ec2:CreateNetworkInterface',
      as: 'aws-service-role/x/AWSServiceRoleForX',
      context: inRegion('us-west-2'),
    },
    'allowed',
  ],
  ['a service without regions', { action: 'iam:CreateRole', context: inRegion('us-east-1') }, 'allowed'],
  ['support', { action: 'support:CreateCase', context: inRegion('us-east-1') }, 'allowed'],
  ['buckets listed', { action: 's3:ListAllMyBuckets', context: inRegion('us-east-1') }, 'allowed'],
  [
    'a multi-region access point',
    { action: 's3:CreateMultiRegionAccessPoint', context: inRegion('us-west-2') },
    'allowed',
  ],
  ['a function at the edge', { action: 'logs:CreateLogStream', context: inRegion('ap-south-1') }, 'allowed'],
  ['a model abroad', { action: 'bedrock:InvokeModel', context: inRegion('us-west-2') }, 'DenyOtherRegions'],
  [
    'a model abroad, chosen by an inference profile',
    {
      action: 'bedrock:InvokeModel',
      context: {
        ...inRegion('eu-north-1'),
        'bedrock:InferenceProfileArn': 'arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.x',
      },
    },
    'allowed',
  ],
  ['a call without a region', { action: 'ec2:RunInstances' }, 'allowed'],
  [
    'another region on',
    { action: 'account:EnableRegion', context: { 'account:TargetRegion': 'me-south-1' } },
    'DenyEnablingRegions',
  ],
  [
    'a governed region on',
    { action: 'account:EnableRegion', context: { 'account:TargetRegion': 'eu-west-1' } },
    'allowed',
  ],
  [
    'a governed region off',
    { action: 'account:DisableRegion', context: { 'account:TargetRegion': 'eu-west-1' } },
    'DenyDisablingRegions',
  ],
  [
    'another region off',
    { action: 'account:DisableRegion', context: { 'account:TargetRegion': 'me-south-1' } },
    'allowed',
  ],
])('%s', (_, request, by) => {
  expect(decided(guardrail, request)).toBe(by);
});

test('the lists name each thing once, in order', () => {
  for (const list of [globalServices, globalActions]) expect(list).toEqual([...new Set(list)].sort());
});

test('its control is short for what it says', () => {
  expect(characters(guardrail)).toBeLessThan(1_500);
});

test('outposts are where calls are possible and nobody governs', () => {
  const regions = outpostRegions(anOrganization({ governedRegions: ['eu-west-1', 'us-east-1'] }));
  expect(regions).toContain('eu-north-1');
  expect(regions).not.toContain('eu-west-1');
  expect(regions).not.toContain('us-east-1');
  expect(outpostRegions(anOrganization({ governedRegions: ['eu-west-1'] }))).toContain('us-east-1');
  expect(
    outpostRegions(anOrganization({ partition: 'aws-cn', homeRegion: 'cn-north-1', governedRegions: ['cn-north-1'] })),
  ).toEqual(['cn-northwest-1']);
});
