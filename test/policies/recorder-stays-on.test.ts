import type { EventBridgeEvent } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { control } from '../../policies/recorder-stays-on/control';
import { fix } from '../../policies/recorder-stays-on/fix';
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

test('the control is small', () => {
  expect(JSON.stringify(control(anOrganization())).length).toBeLessThan(900);
});
