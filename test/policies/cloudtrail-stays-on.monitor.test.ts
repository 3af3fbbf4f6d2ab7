import type { EventBridgeEvent } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { monitor } from '../../policies/cloudtrail-stays-on/monitor';
import { judged } from './judged';
import { lookedAt } from './looked-at';

const trailArn = 'arn:aws:cloudtrail:eu-west-1:999988887777:trail/breakwater-organization-trail';
const [management, logArchive, team] = ['999988887777', '333344445555', '111122223333'];
const bucket = 'breakwater-trail-333344445555-eu-west-1';

interface Case {
  readonly title: string;
  readonly call: string;
  readonly source?: string;
  readonly account?: string;
  readonly region?: string;
  readonly parameters?: JsonObject | null;
  readonly errorCode?: string;
  readonly identity?: JsonObject;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  /** Resource type and id. */
  readonly about?: string;
}

const own = 'AWS::CloudTrail::Trail breakwater-organization-trail';
const byStack = (role: string, account: string): JsonObject => ({
  invokedBy: 'cloudformation.amazonaws.com',
  sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${account}:role/${role}` } },
});
const wide = { includeManagementEvents: true, readWriteType: 'All', excludeManagementEventSources: [] };

const cases: readonly Case[] = [
  ...['StopLogging', 'DeleteTrail'].map((call) => ({
    title: 'a trail that is not there, as who only guesses names',
    call,
    parameters: { name: 'audit' },
    errorCode: 'TrailNotFoundException',
    kind: 'attempted' as const,
    about: `AWS::::Account ${team}`,
  })),
  {
    title: 'a trail that is not there, updated',
    call: 'UpdateTrail',
    parameters: { name: 'audit', enableLogFileValidation: false },
    errorCode: 'TrailNotFoundException',
    kind: 'ignored',
  },
  {
    title: 'a trail that is about to be made',
    call: 'StopLogging',
    parameters: { name: 'audit' },
    errorCode: 'InvalidHomeRegionException',
    kind: 'ignored',
  },
  {
    title: 'the trail, by name',
    call: 'StopLogging',
    parameters: { name: 'breakwater-organization-trail' },
    account: management,
    kind: 'finding',
    about: own,
  },
  {
    title: 'the trail, by ARN, from a delegated administrator',
    call: 'DeleteTrail',
    parameters: { name: trailArn },
    account: '222233334444',
    region: 'us-east-1',
    kind: 'finding',
    about: own,
  },
  {
    title: 'any change of its selectors',
    call: 'PutEventSelectors',
    parameters: { trailName: trailArn, eventSelectors: [wide] },
    account: management,
    kind: 'finding',
    about: own,
  },
  {
    title: 'its name in a member account is another trail',
    call: 'StopLogging',
    parameters: { name: 'breakwater-organization-trail' },
    kind: 'finding',
    about: 'AWS::CloudTrail::Foreign breakwater-organization-trail',
  },
  {
    title: 'refused, for whatever reason',
    call: 'StopLogging',
    parameters: { name: trailArn },
    errorCode: 'InvalidHomeRegionException',
    kind: 'attempted',
    about: own,
  },
  {
    title: 'denied without parameters',
    call: 'DeleteTrail',
    parameters: null,
    errorCode: 'AccessDenied',
    kind: 'attempted',
    about: `AWS::::Account ${team}`,
  },
  {
    title: "a team's trail",
    call: 'StopLogging',
    parameters: { name: 'audit' },
    kind: 'finding',
    about: 'AWS::CloudTrail::Foreign audit',
  },
  {
    title: "a stack's own trail, changed",
    call: 'UpdateTrail',
    parameters: { name: 'audit', enableLogFileValidation: false },
    identity: byStack('Admin', team),
    kind: 'ignored',
  },
  {
    title: "a stack's own trail, gone",
    call: 'DeleteTrail',
    parameters: { name: 'audit' },
    identity: byStack('Admin', team),
    kind: 'finding',
    about: 'AWS::CloudTrail::Foreign audit',
  },
  {
    title: 'by a deployment of ours',
    call: 'UpdateTrail',
    parameters: { name: trailArn, isMultiRegionTrail: false },
    account: management,
    identity: byStack('cdk-x-cfn-exec-role-1', management),
    kind: 'ignored',
  },
  {
    title: "by a team's stack in the management account",
    call: 'StopLogging',
    parameters: { name: trailArn },
    account: management,
    identity: byStack('Admin', management),
    kind: 'finding',
    about: own,
  },
  {
    title: 'a channel',
    call: 'DeleteChannel',
    parameters: { channel: 'arn:aws:cloudtrail:eu-west-1:111122223333:channel/1' },
    kind: 'finding',
  },
  {
    title: 'a policy of CloudTrail',
    call: 'DeleteResourcePolicy',
    parameters: { resourceArn: 'arn:aws:cloudtrail:eu-west-1:111122223333:dashboard/1' },
    kind: 'finding',
  },
  {
    title: 'the delegated administrator',
    call: 'DeregisterOrganizationDelegatedAdmin',
    parameters: { delegatedAdminAccountId: '222233334444' },
    account: management,
    kind: 'finding',
    about: `AWS::::Account ${management}`,
  },
  {
    title: 'trusted access',
    source: 'organizations',
    call: 'DisableAWSServiceAccess',
    parameters: { servicePrincipal: 'cloudtrail.amazonaws.com' },
    account: management,
    region: 'us-east-1',
    kind: 'finding',
    about: own,
  },
  {
    title: 'the policy of its bucket',
    source: 's3',
    call: 'DeleteBucketPolicy',
    parameters: { bucketName: bucket },
    account: logArchive,
    kind: 'finding',
    about: `AWS::S3::BucketPolicy ${bucket}`,
  },
  {
    title: 'the policy of its bucket, denied',
    source: 's3',
    call: 'PutBucketPolicy',
    parameters: { bucketName: bucket },
    errorCode: 'AccessDenied',
    kind: 'attempted',
    about: `AWS::S3::BucketPolicy ${bucket}`,
  },
  {
    title: 'the policy of a bucket with a name like it',
    source: 's3',
    call: 'PutBucketPolicy',
    parameters: { bucketName: 'breakwater-trail-mine' },
    kind: 'ignored',
  },
  {
    title: 'a key of the log archive',
    source: 'kms',
    call: 'DisableKey',
    parameters: { keyId: 'k-1' },
    account: logArchive,
    kind: 'finding',
    about: 'AWS::KMS::Alias alias/breakwater-logs',
  },
  {
    title: 'a key of the log archive, denied',
    source: 'kms',
    call: 'ScheduleKeyDeletion',
    parameters: null,
    errorCode: 'AccessDenied',
    account: logArchive,
    kind: 'attempted',
    about: 'AWS::KMS::Alias alias/breakwater-logs',
  },
  {
    title: 'a key of the log archive, in another region',
    source: 'kms',
    call: 'DisableKey',
    parameters: { keyId: 'k-1' },
    account: logArchive,
    region: 'us-east-1',
    kind: 'ignored',
  },
  { title: "a team's key", source: 'kms', call: 'DisableKey', parameters: { keyId: 'k-1' }, kind: 'ignored' },
];

test.each(cases)(
  '$title: $call is $kind',
  ({
    call,
    source = 'cloudtrail',
    account = team,
    region = 'eu-west-1',
    parameters = {},
    errorCode,
    identity = {},
    kind,
    about,
  }) => {
    const event = {
      source: `aws.${source}`,
      account,
      region,
      detail: {
        eventSource: `${source}.amazonaws.com`,
        eventName: call,
        requestParameters: parameters,
        userIdentity: { type: 'AssumedRole', ...identity },
        ...(errorCode && { errorCode }),
      },
    } as unknown as EventBridgeEvent;
    const finding = judged(monitor, event);
    expect(finding.kind).toBe(kind);
    if (finding.kind === 'ignored' || !about) return;
    expect(finding.resources.map(({ type, id }) => `${type} ${id}`)).toEqual([about]);
  },
);

test('the trail is looked for where it is, whoever touched it', () => {
  const event = {
    source: 'aws.cloudtrail',
    account: team,
    region: 'us-east-1',
    detail: {
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      requestParameters: { name: trailArn },
    },
  };
  const finding = judged(monitor, event as unknown as EventBridgeEvent);
  expect(finding.kind !== 'ignored' && finding.resources).toMatchObject([
    { account: management, region: 'eu-west-1', arn: trailArn },
  ]);
});

test.each([
  { account: management, region: 'eu-west-1', ids: ['breakwater-organization-trail'] },
  { account: management, region: 'us-east-1', ids: [] },
  { account: logArchive, region: 'eu-west-1', ids: [bucket, 'alias/breakwater-logs'] },
  { account: team, region: 'eu-west-1', ids: [] },
])('the hourly look finds $ids in $account, $region', async ({ account, region, ids }) => {
  const session = {
    account,
    region,
    client: () => {
      throw new Error('needs no call');
    },
  };
  const found = (await lookedAt(monitor, session)).map(({ id }) => id);
  expect(found).toEqual(ids);
});
