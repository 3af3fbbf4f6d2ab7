import type { RecordingGroup, ResourceType } from '@aws-sdk/client-config-service';
import type { EventBridgeEvent } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import type { RecordedTypes } from '../../lib/model/services';
import { control } from '../../policies/recorder-stays-on/control';
import { fix } from '../../policies/recorder-stays-on/fix';
import { leavesOut, type Settings } from '../../policies/recorder-stays-on/leaves-out';
import { monitor } from '../../policies/recorder-stays-on/monitor';
import type { RecorderState } from '../../policies/recorder-stays-on/recorder';
import { facts } from '../remediation/a-loop';
import { anOrganization } from '../stacks/an-organization';
import { judged } from './judged';

interface Case {
  readonly title: string;
  readonly call: string;
  readonly parameters?: JsonObject | null;
  readonly errorCode?: string;
  readonly region?: string;
  readonly by?: JsonObject;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly about?: string;
}
const group = (recordingGroup?: JsonObject): JsonObject => ({
  configurationRecorder: { name: 'main', ...(recordingGroup && { recordingGroup }) },
});
const all = { allSupported: true, includeGlobalResourceTypes: true };
const stack = { invokedBy: 'cloudformation.amazonaws.com' };

const cases: readonly Case[] = [
  {
    title: 'stopped',
    call: 'StopConfigurationRecorder',
    parameters: { configurationRecorderName: 'main' },
    kind: 'finding',
    about: 'AWS::Config::ConfigurationRecorder main',
  },
  {
    title: 'stopped by a stack',
    call: 'StopConfigurationRecorder',
    parameters: { configurationRecorderName: 'main' },
    by: stack,
    kind: 'finding',
  },
  {
    title: 'deleted',
    call: 'DeleteConfigurationRecorder',
    parameters: { configurationRecorderName: 'main' },
    kind: 'finding',
  },
  {
    title: 'denied',
    call: 'DeleteConfigurationRecorder',
    parameters: null,
    errorCode: 'AccessDenied',
    kind: 'attempted',
    about: 'AWS::::Account 111122223333',
  },
  {
    title: 'not there',
    call: 'DeleteConfigurationRecorder',
    parameters: {},
    errorCode: 'NoSuchConfigurationRecorderException',
    kind: 'ignored',
  },
  {
    title: 'narrowed to types',
    call: 'PutConfigurationRecorder',
    parameters: group({ allSupported: false, resourceTypes: ['AWS::EC2::Instance'] }),
    kind: 'finding',
    about: 'AWS::Config::ConfigurationRecorder main',
  },
  {
    title: 'narrowed by exclusion',
    call: 'PutConfigurationRecorder',
    parameters: group({ exclusionByResourceTypes: { resourceTypes: ['AWS::IAM::User'] } }),
    kind: 'finding',
  },
  {
    title: 'without global resources at home',
    call: 'PutConfigurationRecorder',
    parameters: group({ allSupported: true }),
    kind: 'finding',
  },
  {
    title: 'without global resources elsewhere',
    call: 'PutConfigurationRecorder',
    parameters: group({ allSupported: true }),
    region: 'us-east-1',
    kind: 'ignored',
  },
  { title: 'everything', call: 'PutConfigurationRecorder', parameters: group(all), kind: 'ignored' },
  {
    title: 'by default, elsewhere',
    call: 'PutConfigurationRecorder',
    parameters: group(),
    region: 'us-east-1',
    kind: 'ignored',
  },
  { title: 'by default, at home', call: 'PutConfigurationRecorder', parameters: group(), kind: 'finding' },
  {
    title: 'the channel gone',
    call: 'DeleteDeliveryChannel',
    parameters: { deliveryChannelName: 'main' },
    kind: 'finding',
    about: 'AWS::config::Part main',
  },
  {
    title: 'the channel turned',
    call: 'PutDeliveryChannel',
    parameters: { deliveryChannel: { name: 'main', s3BucketName: 'mine' } },
    kind: 'finding',
    about: 'AWS::config::Part main',
  },
  {
    title: 'a rule by hand',
    call: 'DeleteConfigRule',
    parameters: { configRuleName: 'encrypted' },
    kind: 'finding',
    about: 'AWS::config::Part encrypted',
  },
  {
    title: "a stack's own rule",
    call: 'DeleteConfigRule',
    parameters: { configRuleName: 'encrypted' },
    by: stack,
    kind: 'ignored',
  },
  {
    title: 'a pack by hand',
    call: 'DeleteConformancePack',
    parameters: { conformancePackName: 'pci' },
    kind: 'finding',
    about: 'AWS::config::Part pci',
  },
  {
    title: 'history kept for less than a year',
    call: 'PutRetentionConfiguration',
    parameters: { retentionPeriodInDays: 364 },
    kind: 'finding',
  },
  {
    title: 'history kept for a year',
    call: 'PutRetentionConfiguration',
    parameters: { retentionPeriodInDays: 365 },
    kind: 'ignored',
  },
];

const eventOf = ({ call, parameters = {}, errorCode, region = 'eu-west-1', by = {} }: Case) =>
  ({
    source: 'aws.config',
    account: '111122223333',
    region,
    detail: {
      eventSource: 'config.amazonaws.com',
      eventName: call,
      requestParameters: parameters,
      userIdentity: by,
      ...(errorCode && { errorCode }),
    },
  }) as unknown as EventBridgeEvent;

test.each(cases)('$title: $call is $kind', (given) => {
  const finding = judged(monitor, eventOf(given));
  expect(finding.kind).toBe(given.kind);
  if (finding.kind === 'ignored' || !given.about) return;
  expect(finding.resources.map(({ type, id }) => `${type} ${id}`)).toEqual([given.about]);
});

test('a deployment of ours is left to finish', () => {
  const sessionIssuer = { arn: `arn:aws:iam::${facts.securityAccount}:role/cdk-x-cfn-exec-role-1` };
  const by = { ...stack, sessionContext: { sessionIssuer } };
  const event = eventOf({ title: '', call: 'StopConfigurationRecorder', by, kind: 'ignored' });
  expect(judged(monitor, event).kind).toBe('ignored');
});

const recorder = { name: 'main', roleARN: 'arn:aws:iam::111122223333:role/config', recordingGroup: all };
const state: RecorderState = {
  kind: 'recorder',
  account: '111122223333',
  region: 'eu-west-1',
  recorder,
  recording: true,
  bucket: 'history',
};
const { bucket: _, ...nowhere } = state;
const { recorder: __, ...without } = state;

test.each([
  { title: 'records everything', given: state, kind: 'leave' },
  { title: 'stopped', given: { ...state, recording: false }, kind: 'plan', change: { name: 'main', start: true } },
  {
    title: 'narrowed',
    given: { ...state, recorder: { ...recorder, recordingGroup: { resourceTypes: [] } } },
    kind: 'plan',
    change: { name: 'main', recorder, start: false },
  },
  {
    title: 'no global resources at home',
    given: { ...state, recorder: { ...recorder, recordingGroup: { allSupported: true } } },
    kind: 'plan',
    change: { name: 'main', recorder, start: false },
  },
  {
    title: 'no global resources elsewhere',
    given: { ...state, region: 'us-east-1', recorder: { ...recorder, recordingGroup: { allSupported: true } } },
    kind: 'leave',
  },
  { title: 'delivers nowhere', given: nowhere, kind: 'ask' },
  {
    title: 'gone',
    given: { ...without, recording: false, region: 'us-east-1' },
    kind: 'plan',
    change: {
      name: 'default',
      recorder: {
        name: 'default',
        roleARN: 'arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: false },
      },
      start: true,
    },
  },
  { title: 'something of somebody', given: { kind: 'owned', name: 'pci' }, kind: 'ask' },
])('$title → $kind', ({ given, kind, change }) => {
  const decision = fix.decide(given as never, facts);
  expect(decision.kind).toBe(kind);
  if (decision.kind === 'plan') expect(decision.change).toEqual(change);
});

describe('what the organization asks to be recorded', () => {
  const asking = (types: RecordedTypes, recording: 'continuous' | 'daily' = 'continuous') => ({
    ...facts,
    recording: { recording, types, dailyTypes: ['AWS::EC2::NetworkInterface'] },
  });
  const only = asking({ kind: 'only', types: ['AWS::S3::Bucket', 'AWS::IAM::Role'] });
  const except = asking({ kind: 'except', types: ['AWS::EC2::NetworkInterface'] });
  const excluding = (...resourceTypes: ResourceType[]) => ({ exclusionByResourceTypes: { resourceTypes } });

  test.each([
    ['one type of two', only, { resourceTypes: ['AWS::S3::Bucket'] }, 'does not record AWS::IAM::Role'],
    ['both types', only, { resourceTypes: ['AWS::IAM::Role', 'AWS::S3::Bucket'] }, undefined],
    ['more than the types', only, all, undefined],
    ['a type left out', only, excluding('AWS::S3::Bucket'), 'does not record AWS::S3::Bucket'],
    ['what may be left out', except, excluding('AWS::EC2::NetworkInterface'), undefined],
    [
      'more left out',
      except,
      excluding('AWS::EC2::NetworkInterface', 'AWS::S3::Bucket'),
      'records some types of resources only',
    ],
    ['less left out', except, all, undefined],
    ['no global types', except, { allSupported: true }, 'records no global resources'],
    [
      'a list where few may be missing',
      except,
      { resourceTypes: ['AWS::S3::Bucket'] },
      'records some types of resources only',
    ],
  ] as const)('%s', (_, asked, recordingGroup, said) => {
    expect(leavesOut({ recordingGroup: recordingGroup as RecordingGroup }, asked, 'eu-west-1')).toBe(said);
  });

  test('global types are asked for at home only', () => {
    expect(leavesOut({ recordingGroup: { resourceTypes: ['AWS::S3::Bucket'] } }, only, 'us-east-1')).toBeUndefined();
    expect(leavesOut({ recordingGroup: { allSupported: true } }, except, 'us-east-1')).toBeUndefined();
  });

  test('once a day is less than always', () => {
    const settings: Settings = { recordingGroup: all, recordingMode: { recordingFrequency: 'DAILY' } };
    expect(leavesOut(settings, asking({ kind: 'all' }), 'eu-west-1')).toBe('records once a day only');
    expect(leavesOut(settings, asking({ kind: 'all' }, 'daily'), 'eu-west-1')).toBeUndefined();
  });

  test('the baseline made it, so it gets the role of the baseline and what was asked for', () => {
    const gone = { ...without, recording: false, bucket: 'breakwater-config-333344445555-eu-west-1' };
    expect(fix.decide(gone as never, only)).toMatchObject({
      change: {
        recorder: {
          roleARN: 'arn:aws:iam::111122223333:role/breakwater/breakwater-recorder-eu-west-1',
          recordingGroup: { allSupported: false, resourceTypes: ['AWS::S3::Bucket', 'AWS::IAM::Role'] },
          recordingMode: {
            recordingFrequency: 'CONTINUOUS',
            recordingModeOverrides: [{ resourceTypes: ['AWS::EC2::NetworkInterface'], recordingFrequency: 'DAILY' }],
          },
        },
      },
    });
  });
});

test('the control is small', () => {
  expect(JSON.stringify(control(anOrganization())).length).toBeLessThan(900);
});
