import type { EventBridgeEvent } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { monitor } from '../../policies/instances-stay-patched/monitor';
import { matches } from '../events/matches';
import { facts } from '../remediation/a-loop';
import { aSession } from './a-session';
import { anApiCall } from './an-api-call';
import { judged } from './judged';
import { lookedAt } from './looked-at';

const account = '111122223333';
const region = 'eu-west-1';

const compliance = (detail: JsonObject): EventBridgeEvent => ({
  ...anApiCall({ eventName: 'unused' }),
  'detail-type': 'Configuration Compliance State Change',
  source: 'aws.ssm',
  region,
  detail: {
    'resource-type': 'managed-instance',
    'resource-id': 'i-0ab',
    'compliance-type': 'Patch',
    'compliance-status': 'non_compliant',
    ...detail,
  },
});

test.each([
  { title: 'an instance', detail: {}, id: 'i-0ab', reaches: true },
  { title: 'a machine elsewhere', detail: { 'resource-id': 'mi-0ab' }, id: 'mi-0ab', reaches: true },
  { title: 'an association', detail: { 'compliance-type': 'Association' }, id: undefined, reaches: false },
  { title: 'one that complies', detail: { 'compliance-status': 'compliant' }, id: 'i-0ab', reaches: false },
])('Systems Manager tells of $title', ({ detail, id, reaches }) => {
  const event = compliance(detail as JsonObject);
  const finding = monitor.finding(event, facts);
  expect(finding.kind === 'finding' ? finding.resources.map((one) => one.id) : []).toEqual(id ? [id] : []);
  expect(monitor.patterns.some((pattern) => matches(pattern, event))).toBe(reaches);
});

test('Config tells of an instance inside an id of its own', () => {
  const detail = {
    resourceType: 'AWS::SSM::PatchCompliance',
    resourceId: 'AWS::SSM::ManagedInstanceInventory/i-0ab',
    configRuleName: 'OrgConfigRule-breakwater-x',
    newEvaluationResult: { complianceType: 'NON_COMPLIANT' },
  };
  const event = { ...compliance({}), source: 'aws.config', detail };
  expect(monitor.finding(event, facts)).toMatchObject({ kind: 'finding', resources: [{ id: 'i-0ab' }] });
});

test('the rule of Config is for what Systems Manager says of patches', () => {
  expect(monitor.configRules).toEqual([
    { identifier: 'EC2_MANAGEDINSTANCE_PATCH_COMPLIANCE_STATUS_CHECK', resourceTypes: ['AWS::SSM::PatchCompliance'] },
  ]);
});

interface Case {
  readonly eventName: string;
  readonly request?: JsonObject | null;
  readonly more?: JsonObject;
  readonly kind: 'finding' | 'attempted' | 'ignored';
}
const managing = { settingId: '/ssm/managed-instance/default-ec2-instance-management-role' };
const cases: readonly Case[] = [
  ...[
    'DeletePatchBaseline',
    'DeregisterManagedInstance',
    'DeregisterPatchBaselineForPatchGroup',
    'RegisterDefaultPatchBaseline',
  ].map((eventName) => ({ eventName, kind: 'finding' as const })),
  { eventName: 'ResetServiceSetting', request: {}, kind: 'ignored' },
  { eventName: 'RegisterDefaultPatchBaseline', request: null, more: { errorCode: 'AccessDenied' }, kind: 'attempted' },
  { eventName: 'DeletePatchBaseline', more: { errorCode: 'ResourceInUseException' }, kind: 'ignored' },
  {
    eventName: 'DeregisterPatchBaselineForPatchGroup',
    more: { userIdentity: { invokedBy: 'cloudformation.amazonaws.com' } },
    kind: 'ignored',
  },
  { eventName: 'ResetServiceSetting', request: managing, kind: 'finding' },
  {
    eventName: 'UpdateServiceSetting',
    request: { settingId: '/ssm/parameter-store/high-throughput-enabled' },
    kind: 'ignored',
  },
  { eventName: 'UpdateServiceSetting', request: null, more: { errorCode: 'AccessDenied' }, kind: 'attempted' },
  { eventName: 'CreatePatchBaseline', kind: 'ignored' },
];
test.each(cases)('$eventName $request: $kind', ({ eventName, request = {}, more = {}, kind }) => {
  const event = anApiCall({
    eventSource: 'ssm.amazonaws.com',
    awsRegion: region,
    eventName,
    requestParameters: request,
    ...more,
  });
  const finding = judged(monitor, event);
  expect(finding.kind).toBe(kind);
  if (finding.kind !== 'ignored') expect(finding.resources.map(({ id }) => id)).toEqual([account]);
});

const hour = 3_600_000;
const inventory = (now: number) => ({
  Reservations: [
    {
      Instances: [
        { InstanceId: 'i-managed', State: { Name: 'running' }, LaunchTime: new Date(now - 2 * hour) },
        { InstanceId: 'i-silent', State: { Name: 'running' }, LaunchTime: new Date(now - 2 * hour) },
        { InstanceId: 'i-new', State: { Name: 'running' }, LaunchTime: new Date(now - hour / 2) },
        { InstanceId: 'i-stopped', State: { Name: 'stopped' }, LaunchTime: new Date(now - 2 * hour) },
      ],
    },
  ],
});
test.each([
  { at: '2026-11-21T06:20:00Z', found: ['i-silent', 'i-managed'] },
  { at: '2026-11-21T07:20:00Z', found: [] },
])('the look at $at finds $found', async ({ at, found }) => {
  jest.useFakeTimers({ now: new Date(at), doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  const session = aSession(({ name }) => {
    if (name === 'DescribeInstances') return inventory(Date.parse(at));
    if (name === 'DescribeInstanceInformation')
      return { InstanceInformationList: [{ InstanceId: 'i-managed' }, { InstanceId: 'mi-1' }] };
    return {
      InstancePatchStates: [
        { InstanceId: 'i-managed', MissingCount: 2 },
        { InstanceId: 'mi-1', InstalledCount: 9 },
      ],
    };
  });
  const seen = (await lookedAt(monitor, session)).map(({ id }) => id);
  jest.useRealTimers();
  expect(seen).toEqual(found);
});
