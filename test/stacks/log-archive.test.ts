import { join } from 'node:path';
import { checkCompliance } from '../../lib/constructs/compliance/nag';
import { archiveBuckets } from '../../lib/model/archive-buckets';
import { runtimeConfiguration } from '../../lib/model/facts';
import type { JsonObject } from '../../lib/model/json';
import { defaultLogs } from '../../lib/model/logs';
import type { Organization } from '../../lib/model/organization';
import { resolve, resourcesOfType } from '../../lib/model/template';
import { trailBucketPolicy } from '../../lib/policy/log-bucket-policy';
import { logKeyPolicy } from '../../lib/policy/log-key-policy';
import { loadGuardrails } from '../../policies';
import { lockOf, ruleOf } from '../../policies/log-archive-stays-append-only/decide';
import { anOrganization } from './an-organization';
import { synthesize } from './synthesize';

const home = 'breakwater-log-archive';
const away = 'breakwater-log-archive-eu-central-1';

const guardrails = loadGuardrails(join(__dirname, 'guardrails'));
const factsOf = (organization: Organization) =>
  runtimeConfiguration(organization, { id: 'doors-stay-shut', appliesTo: [] }, guardrails).facts;

const organization = anOrganization();
const facts = factsOf(organization);
const archive = archiveOf(organization);

const copying = archiveOf(
  anOrganization({
    logs: { ...defaultLogs, replica: { region: 'eu-central-1', kinds: ['trail', 'config'] } },
  }),
);
const inChina = archiveOf(
  anOrganization({
    partition: 'aws-cn',
    homeRegion: 'cn-north-1',
    governedRegions: ['cn-north-1', 'cn-northwest-1'],
    logs: { ...defaultLogs, replica: { region: 'cn-northwest-1', kinds: ['trail'] } },
  }),
);

/** Resources of the log archive's stacks, by stack and type. */
function archiveOf(organization: Organization) {
  // Throws when cdk-nag finds what nothing explains.
  const stacks = synthesize(organization, checkCompliance).stacks.filter(({ name }) => name.startsWith(home));
  const properties = (stack: string, type: string): readonly JsonObject[] => {
    const found = stacks.find(({ name }) => name === stack);
    if (!found) throw new Error(`no stack ${stack}`);
    return resourcesOfType(found.template, type).map(
      ([, resource]) => resolve(resource.Properties ?? {}, {}) as JsonObject,
    );
  };
  return {
    stacks,
    properties,
    bucket: (stack: string, name: string) =>
      properties(stack, 'AWS::S3::Bucket').find(({ BucketName }) => BucketName === name),
    policy: (stack: string, bucket: string) =>
      properties(stack, 'AWS::S3::BucketPolicy').find(({ Bucket }) => Bucket === bucket)?.PolicyDocument,
  };
}

const [withOurKey, withAmazons] = ['aws:kms', 'AES256'];

test.each([
  { name: 'trail', stack: home, encryption: withOurKey, locked: 365, kept: 2555 },
  { name: 'config', stack: home, encryption: withOurKey, kept: 2555 },
  { name: 'flow-logs', stack: home, encryption: withOurKey, kept: 365 },
  { name: 'dns-logs', stack: home, encryption: withOurKey, kept: 365 },
  { name: 'session-logs', stack: home, encryption: withOurKey, locked: 365, kept: 2555 },
  { name: 'fix-history', stack: home, encryption: withOurKey, locked: 365, kept: 2555 },
  { name: 'load-balancer-logs', stack: home, encryption: withAmazons, kept: 365 },
  { name: 'access-logs', stack: home, encryption: withAmazons, kept: 365 },
  { name: 'load-balancer-logs', stack: away, encryption: withAmazons, kept: 365 },
  { name: 'access-logs', stack: away, encryption: withAmazons, kept: 365 },
])('$name in $stack is encrypted with $encryption, locked for $locked days, kept for $kept', (expected) => {
  const { name, stack, encryption, locked, kept } = expected;
  const region = stack === home ? 'eu-west-1' : 'eu-central-1';
  const bucket = archive.bucket(stack, `breakwater-${name}-000000000002-${region}`);
  expect(bucket).toMatchObject({
    VersioningConfiguration: { Status: 'Enabled' },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: encryption } }],
    },
    LifecycleConfiguration: { Rules: [{ ExpirationInDays: kept }] },
  });
  expect(bucket?.ObjectLockConfiguration).toEqual(locked && lockOf({ mode: 'governance', days: locked }));
  expect('LoggingConfiguration' in (bucket ?? {})).toBe(name !== 'access-logs');
});

test('every bucket that is watched is deployed, and every one that is deployed is watched', () => {
  const deployed = [home, away].flatMap((stack) => archive.properties(stack, 'AWS::S3::Bucket'));
  const watched = archiveBuckets(facts);
  const answers = { name: 'breakwater-query-results-000000000002-eu-west-1' };
  expect(deployed.map(({ BucketName }) => BucketName).sort()).toEqual(
    [...watched, answers].map(({ name }) => name).sort(),
  );
});

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
const statementsOf = (document: unknown) => (document as { Statement: readonly Statement[] }).Statement;
/** What says that a request comes from inside: the organization, its trail, or the log archive's own account. */
const insiders = [
  ['aws:SourceOrgID', 'o-exampleorgid'],
  ['aws:PrincipalOrgID', 'o-exampleorgid'],
  ['aws:SourceArn', 'arn:aws:cloudtrail:eu-west-1:000000000001:trail/breakwater-organization-trail'],
  ['aws:SourceAccount', '000000000002'],
] as const;

const policies = [home, away].flatMap((stack) =>
  archive.properties(stack, 'AWS::S3::BucketPolicy').map(({ Bucket, PolicyDocument }) => ({ Bucket, PolicyDocument })),
);
const allowances = policies.flatMap(({ Bucket, PolicyDocument }) =>
  statementsOf(PolicyDocument)
    .filter(({ Effect }) => Effect === 'Allow')
    .map((statement) => ({ Bucket, ...statement })),
);

test.each(policies)('$Bucket is reached over TLS only', ({ PolicyDocument }) => {
  expect(statementsOf(PolicyDocument)[0]).toMatchObject({
    Effect: 'Deny',
    Action: 's3:*',
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
});

test.each(allowances)('$Bucket: $Sid is for the organization', ({ Condition = {} }) => {
  const required = { ...Condition.StringEquals };
  expect(insiders.some(([key, value]) => required[key] === value)).toBe(true);
});

test('nobody may read, change or delete', () => {
  const actions = allowances.flatMap((statement) => [(statement as { Action?: string | string[] }).Action].flat());
  expect([...new Set(actions)].sort()).toEqual([
    's3:AbortMultipartUpload',
    's3:GetBucketAcl',
    's3:GetBucketLocation',
    's3:GetEncryptionConfiguration',
    's3:ListBucket',
    's3:ListBucketMultipartUploads',
    's3:PutObject',
    's3:PutObjectAcl',
  ]);
});

test('no account is listed: the next one may log like all others', () => {
  const keys = archive.properties(home, 'AWS::KMS::Key');
  expect(JSON.stringify([policies, keys])).not.toContain('111122223333');
});

// What fixes put back is what is deployed: both come from the same definition.
test("the policy of the trail's bucket is the one that is put back", () => {
  const bucket = 'breakwater-trail-000000000002-eu-west-1';
  expect(archive.policy(home, bucket)).toEqual(trailBucketPolicy(facts));
});

test("the key's policy is the one that is put back", () => {
  const [key] = archive.properties(home, 'AWS::KMS::Key');
  expect(key?.KeyPolicy).toEqual(logKeyPolicy(facts));
});

test('the rule that is put back is the one that is deployed', () => {
  const { Expiration, NoncurrentVersionExpiration, Transitions, AbortIncompleteMultipartUpload } = ruleOf(
    defaultLogs.keep.trail,
  );
  expect(archive.bucket(home, 'breakwater-trail-000000000002-eu-west-1')?.LifecycleConfiguration).toEqual({
    Rules: [
      {
        Id: 'KeepThenExpire',
        Status: 'Enabled',
        ExpirationInDays: Expiration?.Days,
        NoncurrentVersionExpiration,
        Transitions: Transitions?.map(({ StorageClass, Days }) => ({ StorageClass, TransitionInDays: Days })),
        AbortIncompleteMultipartUpload,
      },
    ],
  });
});

describe('a copy in another region', () => {
  test.each([
    { name: 'trail', copied: true },
    { name: 'config', copied: true },
    { name: 'session-logs', copied: false },
  ])('$name is copied: $copied', ({ name, copied }) => {
    const source = copying.bucket(home, `breakwater-${name}-000000000002-eu-west-1`);
    const copy = copying.bucket(away, `breakwater-${name}-000000000002-eu-central-1`);
    expect(copy !== undefined).toBe(copied);
    expect('ReplicationConfiguration' in (source ?? {})).toBe(copied);
    if (!copied) return;
    expect(source).toMatchObject({
      ReplicationConfiguration: {
        Rules: [
          {
            DeleteMarkerReplication: { Status: 'Disabled' },
            Destination: {
              Bucket: `arn:aws:s3:::breakwater-${name}-000000000002-eu-central-1`,
              EncryptionConfiguration: {
                ReplicaKmsKeyID: 'arn:aws:kms:eu-central-1:000000000002:alias/breakwater-logs',
              },
            },
          },
        ],
      },
    });
    // Also what could not be locked where it arrived.
    expect(copy?.ObjectLockConfiguration).toEqual(lockOf({ mode: 'governance', days: 365 }));
  });

  test('is there before anything is copied, under a key of its own', () => {
    expect(copying.stacks.map(({ name }) => name)).toEqual([away, home]);
    expect(copying.stacks.find(({ name }) => name === home)?.after).toContain(away);
    expect(copying.properties(away, 'AWS::KMS::Key')).toHaveLength(1);
    expect(archive.properties(away, 'AWS::KMS::Key')).toHaveLength(0);
  });

  test('in China names its own partition and nothing of another', () => {
    const text = JSON.stringify(inChina.stacks);
    expect(text).toContain('arn:aws-cn:s3:::breakwater-trail-000000000002-cn-northwest-1');
    expect(text).not.toContain('arn:aws:');
  });
});

test('what is put back is what this organization has said, and what others have said by saying nothing', () => {
  const flow = { expireAfterDays: 20, expireReplacedAfterDays: 30, lock: { mode: 'compliance', days: 10 } } as const;
  const logs = { ...defaultLogs, keep: { ...defaultLogs.keep, flow } };
  const keepingOf = (known: typeof facts) => archiveBuckets(known).find(({ kind }) => kind === 'flow')?.keeping;
  expect(keepingOf(factsOf(anOrganization({ logs })))).toEqual(flow);
  expect(keepingOf(facts)).toEqual(defaultLogs.keep.flow);
  expect(facts.logs).toBeUndefined();
});
