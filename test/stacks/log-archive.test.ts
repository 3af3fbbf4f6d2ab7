import { join } from 'node:path';
import { runtimeConfiguration } from '../../lib/model/facts';
import { logArchiveNames, trailKeeping } from '../../lib/model/log-archive';
import { organizationTrail } from '../../lib/model/organization-trail';
import type { Template } from '../../lib/model/template';
import { resolve, resourcesOfType } from '../../lib/model/template';
import { accessLogBucketPolicy, logKeyPolicy, trailBucketPolicy } from '../../lib/policy/log-archive-access';
import { loadGuardrails } from '../../policies';
import { lockOf, ruleOf } from '../../policies/log-archive-stays-append-only/decide';
import { anOrganization } from './an-organization';
import { synthesize } from './synthesize';

const organization = anOrganization();
const guardrails = loadGuardrails(join(__dirname, 'guardrails'));
const facts = runtimeConfiguration(organization, { id: 'doors-stay-shut', appliesTo: [] }, guardrails).facts;
const names = logArchiveNames(facts);
const assembly = synthesize(organization);
const stack = (name: string): Template => {
  const found = assembly.stacks.find((one) => one.name === name);
  if (!found) throw new Error(`no stack ${name}`);
  return found.template;
};

// What fixes put back is what is deployed: both come from the same definition.
test('the trail that is deployed is the trail that is put back', () => {
  const [[, trail] = []] = resourcesOfType(stack('breakwater-trail'), 'AWS::CloudTrail::Trail');
  const { name, bucket, key, settings, selectors } = organizationTrail(facts);
  expect(trail?.Properties).toMatchObject({
    TrailName: name,
    S3BucketName: bucket,
    KMSKeyId: key,
    IsLogging: true,
    ...Object.fromEntries(Object.entries(settings).map(([key, on]) => [key[0]?.toUpperCase() + key.slice(1), on])),
    AdvancedEventSelectors: selectors.map(({ name: Name, fields }) => ({
      Name,
      FieldSelectors: fields.map(({ field, equals }) => ({ Field: field, Equals: equals })),
    })),
  });
});

test.each([
  [names.trailBucket, trailBucketPolicy(facts)],
  [names.accessLogBucket, accessLogBucketPolicy(facts)],
])('the policy of %s is the one that is put back', (bucket, policy) => {
  const template = stack('breakwater-log-archive');
  const policies = resourcesOfType(template, 'AWS::S3::BucketPolicy').map(([, { Properties }]) => Properties);
  expect(policies.find((one) => one?.Bucket === bucket)?.PolicyDocument).toEqual(policy);
});

test("the key's policy is the one that is put back", () => {
  const [[, key] = []] = resourcesOfType(stack('breakwater-log-archive'), 'AWS::KMS::Key');
  expect(resolve(key?.Properties?.KeyPolicy ?? null, {})).toEqual(logKeyPolicy(facts));
});

test('the rule that is put back is the one that is deployed', () => {
  const buckets = resourcesOfType(stack('breakwater-log-archive'), 'AWS::S3::Bucket').map(
    ([, { Properties }]) => Properties,
  );
  const { Expiration, NoncurrentVersionExpiration, Transitions, AbortIncompleteMultipartUpload } = ruleOf(trailKeeping);
  expect(buckets).toContainEqual(
    expect.objectContaining({
      ObjectLockConfiguration: lockOf(365),
      LifecycleConfiguration: {
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
      },
    }),
  );
});
