import type { AdvancedFieldSelector } from '@aws-sdk/client-cloudtrail';
import type { Facts } from '../../lib/model/facts';
import { defaultLogs } from '../../lib/model/logs';
import { organizationTrail } from '../../lib/model/organization-trail';
import { trailBucketPolicy } from '../../lib/policy/log-bucket-policy';
import { logKeyPolicy } from '../../lib/policy/log-key-policy';
import { type BucketState, decideBucket } from '../../policies/cloudtrail-stays-on/bucket-access';
import { control } from '../../policies/cloudtrail-stays-on/control';
import {
  decideTrail,
  type Selectors,
  type TrailSettings,
  type TrailState,
} from '../../policies/cloudtrail-stays-on/decide-trail';
import { fix } from '../../policies/cloudtrail-stays-on/fix';
import { decideKey, type KeyState } from '../../policies/cloudtrail-stays-on/log-key';
import { facts } from '../remediation/a-loop';
import { anOrganization } from '../stacks/an-organization';

const settings: TrailSettings = {
  S3BucketName: 'breakwater-trail-333344445555-eu-west-1',
  S3KeyPrefix: '',
  KmsKeyId: 'arn:aws:kms:eu-west-1:333344445555:key/k-1',
  IsOrganizationTrail: true,
  IsMultiRegionTrail: true,
  IncludeGlobalServiceEvents: true,
  EnableLogFileValidation: true,
};
const field = (Field: string, ...Equals: string[]) => ({ Field, Equals });
const objectAcls = [
  field('eventName', 'PutObjectAcl'),
  field('resources.type', 'AWS::S3::Object'),
  field('eventCategory', 'Data'),
];
const advanced = (...lists: AdvancedFieldSelector[][]): Selectors => ({
  EventSelectors: [],
  AdvancedEventSelectors: lists.map((FieldSelectors) => ({ FieldSelectors })),
});
const management = advanced([field('eventCategory', 'Management')]);
const simple = (selector: object): Selectors => ({ EventSelectors: [selector], AdvancedEventSelectors: [] });
const logs = { ...defaultLogs, trail: { recordedElsewhere: {} } };
const elsewhere: Facts = { ...facts, logs };
const watching: Facts = { ...facts, dataEvents: [{ resourceType: 'AWS::S3::Object', eventNames: ['PutObjectAcl'] }] };

const [, { fields: deployedFields = [] } = {}] = organizationTrail(watching)?.selectors ?? [];
const leftOut: AdvancedFieldSelector = {
  Field: 'resources.ARN',
  NotStartsWith: [...(deployedFields.find(({ field }) => field === 'resources.ARN')?.notStartsWith ?? [])],
};

type Trail = NonNullable<TrailState['trail']>;
const trail = (part: Partial<Trail> = {}): TrailState => ({
  kind: 'trail',
  trusted: true,
  trail: { logging: true, settings, selectors: management, ...part },
});

interface Case {
  readonly title: string;
  readonly state: TrailState;
  readonly facts?: Facts;
  readonly kind: 'leave' | 'plan' | 'ask';
  /** What the change does, in order. */
  readonly does?: readonly string[];
}

const cases: readonly Case[] = [
  { title: 'as deployed', state: trail(), kind: 'leave' },
  {
    title: 'the key by its alias',
    state: trail({ settings: { ...settings, KmsKeyId: 'arn:aws:kms:eu-west-1:333344445555:alias/breakwater-logs' } }),
    kind: 'leave',
  },
  {
    title: 'a key of another account',
    state: trail({ settings: { ...settings, KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/k-1' } }),
    kind: 'plan',
    does: ['settings'],
  },
  {
    title: 'another alias',
    state: trail({ settings: { ...settings, KmsKeyId: 'arn:aws:kms:eu-west-1:333344445555:alias/other' } }),
    kind: 'plan',
    does: ['settings'],
  },
  { title: 'no key', state: trail({ settings: { ...settings, KmsKeyId: '' } }), kind: 'plan', does: ['settings'] },
  {
    title: 'another bucket',
    state: trail({ settings: { ...settings, S3BucketName: 'mine' } }),
    kind: 'plan',
    does: ['settings'],
  },
  {
    title: 'a prefix that the bucket does not allow',
    state: trail({ settings: { ...settings, S3KeyPrefix: 'x' } }),
    kind: 'plan',
    does: ['settings'],
  },
  ...(
    ['IsOrganizationTrail', 'IsMultiRegionTrail', 'IncludeGlobalServiceEvents', 'EnableLogFileValidation'] as const
  ).map(
    (name): Case => ({
      title: `${name} is off`,
      state: trail({ settings: { ...settings, [name]: false } }),
      kind: 'plan',
      does: ['settings'],
    }),
  ),
  { title: 'stopped', state: trail({ logging: false }), kind: 'plan', does: ['start'] },
  {
    title: 'gone',
    state: { kind: 'trail', trusted: true },
    kind: 'plan',
    does: ['create', 'start', 'settings', 'selectors'],
  },
  { title: 'shut out of the organization', state: { ...trail(), trusted: false }, kind: 'plan', does: ['trust'] },
  { title: 'cannot deliver', state: trail({ deliveryError: 'AccessDenied' }), kind: 'ask' },
  {
    title: 'cannot deliver and does not log',
    state: trail({ deliveryError: 'AccessDenied', logging: false }),
    kind: 'plan',
    does: ['start'],
  },
  { title: 'no selectors', state: trail({ selectors: advanced() }), kind: 'plan', does: ['selectors'] },
  {
    title: 'management events the simple way',
    state: trail({ selectors: simple({ ReadWriteType: 'All', IncludeManagementEvents: true }) }),
    kind: 'leave',
  },
  { title: 'the simple way, by default', state: trail({ selectors: simple({}) }), kind: 'leave' },
  {
    title: 'the simple way without management events',
    state: trail({ selectors: simple({ IncludeManagementEvents: false }) }),
    kind: 'plan',
    does: ['selectors'],
  },
  {
    title: 'the simple way, writes only',
    state: trail({ selectors: simple({ ReadWriteType: 'WriteOnly' }) }),
    kind: 'plan',
    does: ['selectors'],
  },
  {
    title: 'the simple way without KMS',
    state: trail({ selectors: simple({ ExcludeManagementEventSources: ['kms.amazonaws.com'] }) }),
    kind: 'plan',
    does: ['selectors'],
  },
  {
    title: 'narrowed by a field more',
    state: trail({ selectors: advanced([field('eventCategory', 'Management'), field('readOnly', 'false')]) }),
    kind: 'plan',
    does: ['selectors'],
  },
  {
    title: 'more than is deployed',
    state: trail({
      selectors: advanced([field('eventCategory', 'Management')], [field('eventCategory', 'NetworkActivity')]),
    }),
    kind: 'leave',
  },
  {
    title: 'data events that are watched are missing',
    state: trail(),
    facts: watching,
    kind: 'plan',
    does: ['selectors'],
  },
  {
    title: 'the simple way records no data that is watched',
    state: trail({ selectors: simple({}) }),
    facts: watching,
    kind: 'plan',
    does: ['selectors'],
  },
  {
    title: 'data events that are watched are there, fields in another order',
    state: trail({
      selectors: advanced([field('eventCategory', 'Management')], [leftOut, ...objectAcls]),
    }),
    facts: watching,
    kind: 'leave',
  },
  {
    title: 'another trail records management events, and ours the rest',
    state: trail({ selectors: advanced([leftOut, ...objectAcls]) }),
    facts: { ...watching, logs },
    kind: 'leave',
  },
  {
    title: 'another trail records management events, and ours nothing',
    state: trail({ selectors: advanced() }),
    facts: { ...watching, logs },
    kind: 'plan',
    does: ['selectors'],
  },
  {
    title: 'another trail records everything, and there is none of ours',
    state: { kind: 'trail', trusted: true },
    facts: elsewhere,
    kind: 'leave',
  },
  {
    title: 'another trail records everything, and ours was left behind stopped',
    state: trail({ logging: false }),
    facts: elsewhere,
    kind: 'leave',
  },
  {
    title: 'another trail records everything, and is shut out of the organization',
    state: { kind: 'trail', trusted: false },
    facts: elsewhere,
    kind: 'plan',
    does: ['trust'],
  },
  {
    title: 'data events of the log archive itself are recorded, each of which makes the next',
    state: trail({ selectors: advanced([field('eventCategory', 'Management')], objectAcls) }),
    facts: watching,
    kind: 'plan',
    does: ['selectors'],
  },
];

test.each(cases)('a trail: $title', ({ state, facts: known = facts, kind, does = [] }) => {
  const decision = decideTrail(state, known);
  expect(decision.kind).toBe(kind);
  if (decision.kind !== 'plan') return;
  const { kind: _, ...change } = decision.change;
  expect(
    Object.entries(change)
      .filter(([, value]) => value)
      .map(([name]) => name)
      .sort(),
  ).toEqual([...does].sort());
});

test('what is put back is what is deployed', () => {
  const decision = decideTrail({ kind: 'trail', trusted: true }, watching);
  expect(decision.kind === 'plan' && decision.change).toMatchObject({
    settings: { ...settings, KmsKeyId: 'arn:aws:kms:eu-west-1:333344445555:alias/breakwater-logs' },
    selectors: { AdvancedEventSelectors: [{ Name: 'Management' }, { Name: 'AWS::S3::Object' }] },
  });
});

const bucket: BucketState = { kind: 'bucket', bucket: 'logs', arn: 'arn:aws:s3:::logs', exists: true };
const deployed = JSON.stringify(trailBucketPolicy(facts));
test.each([
  { title: 'as deployed', state: { ...bucket, policy: deployed }, kind: 'leave' },
  {
    title: 'as deployed, keys in another order',
    state: {
      ...bucket,
      policy: JSON.stringify({ Statement: trailBucketPolicy(facts).Statement, Version: '2012-10-17' }),
    },
    kind: 'leave',
  },
  { title: 'no policy', state: bucket, kind: 'plan' },
  {
    title: 'one statement less',
    state: {
      ...bucket,
      policy: JSON.stringify({ Version: '2012-10-17', Statement: trailBucketPolicy(facts).Statement.slice(0, 2) }),
    },
    kind: 'plan',
  },
  { title: 'not JSON', state: { ...bucket, policy: '{' }, kind: 'plan' },
  { title: 'gone', state: { ...bucket, exists: false }, kind: 'ask' },
])('a bucket: $title → $kind', ({ state, kind }) => {
  const decision = decideBucket(state, facts);
  expect(decision.kind).toBe(kind);
  if (decision.kind === 'plan') expect(decision.change).toEqual({ kind: 'bucket', bucket: 'logs', policy: deployed });
});

const policy = JSON.stringify(logKeyPolicy(facts));
const key = (status: string, given = policy): KeyState => ({
  kind: 'key',
  alias: 'alias/breakwater-logs',
  key: { id: 'k-1', status, policy: given },
});
const change = { kind: 'key', key: 'k-1', cancelDeletion: false, enable: false };
test.each([
  { title: 'in use', state: key('Enabled'), kind: 'leave' },
  { title: 'disabled', state: key('Disabled'), kind: 'plan', change: { ...change, enable: true } },
  {
    title: 'waiting for deletion',
    state: key('PendingDeletion'),
    kind: 'plan',
    change: { ...change, enable: true, cancelDeletion: true },
  },
  { title: 'another policy', state: key('Enabled', '{}'), kind: 'plan', change: { ...change, policy } },
  { title: 'its material gone', state: key('PendingImport', '{}'), kind: 'ask' },
  {
    title: 'nothing behind the alias',
    state: { kind: 'key', alias: 'alias/breakwater-logs' } as KeyState,
    kind: 'ask',
  },
])('the key: $title → $kind', ({ state, kind, change: wanted }) => {
  const decision = decideKey(state, facts);
  expect(decision.kind).toBe(kind);
  if (decision.kind === 'plan') expect(decision.change).toEqual(wanted);
});

test("a trail of somebody else's is for its owner", async () => {
  const resource = {
    type: 'AWS::CloudTrail::Foreign',
    id: 'audit',
    arn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit',
    account: '111122223333',
    region: 'eu-west-1',
  };
  const session = {
    account: '111122223333',
    region: 'eu-west-1',
    client: () => {
      throw new Error('nobody asks about it');
    },
  };
  const state = await fix.read(resource, session, async () => true);
  expect(fix.decide(state as NonNullable<typeof state>, facts)).toMatchObject({
    kind: 'ask',
    because: expect.stringMatching(/^audit/),
  });
});

test('the control is small, and waits for the account of the log archive', () => {
  const organization = anOrganization();
  expect(JSON.stringify(control(organization)).length).toBeLessThan(1_300);
  const unknown = { ...organization, accounts: organization.accounts.map(({ id: _, ...account }) => account) };
  expect(control(unknown)).toHaveLength(1);
});
