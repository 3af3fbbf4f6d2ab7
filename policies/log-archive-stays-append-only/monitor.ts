import { apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { isOwnDeployment } from '../../lib/events/own-deployment';
import { partOf } from '../../lib/events/part-of';
import { archiveBuckets } from '../../lib/model/archive-buckets';
import { defineMonitor } from '../../lib/model/guardrail';
import { bucketPrefixes, logBucketName } from '../../lib/model/log-archive';
import { bucketNamed, resourceOf } from './buckets';

/** What the fix reads and puts back. */
const keepingCalls = [
  'DeleteBucketLifecycle',
  'PutBucketLifecycle',
  'PutBucketObjectLockConfiguration',
  'PutBucketVersioning',
];
/** What else changes who may write, who hears of it, and where copies go. */
const otherCalls = [
  'DeleteBucket',
  'DeleteBucketEncryption',
  'DeleteBucketOwnershipControls',
  'DeleteBucketPolicy',
  'PutBucketAcl',
  'PutBucketEncryption',
  'PutBucketLogging',
  'PutBucketOwnershipControls',
  'PutBucketPolicy',
  'PutBucketReplication',
];
const policyCalls = ['DeleteBucketPolicy', 'PutBucketPolicy'];

export const monitor = defineMonitor({
  patterns: [
    callsTo('s3', [...keepingCalls, ...otherCalls], {
      requestParameters: { bucketName: Object.values(bucketPrefixes).map((prefix) => ({ prefix })) },
    }),
  ],

  finding(event, facts) {
    const call = apiCallIn(event);
    const name = textOf(call.parameters.bucketName) ?? '';
    const known = bucketNamed(name, facts);
    if (!known) return { kind: 'ignored', because: 'not a bucket of the log archive' };
    if (isOwnDeployment(event, facts)) {
      return { kind: 'ignored', because: 'a deployment of the landing zone; the hourly look checks it' };
    }
    if (policyCalls.includes(call.name) && name === logBucketName('trail', facts)) {
      return { kind: 'ignored', because: "cloudtrail-stays-on keeps the policy of the trail's bucket" };
    }
    const bucket = resourceOf(known, facts);
    const resource = keepingCalls.includes(call.name) ? bucket : partOf('s3', bucket.arn, bucket, facts);
    return findingOf(call, [resource], `${call.name} on ${name}`);
  },

  async *reconcile({ account, region }, facts) {
    if (account !== facts.logArchiveAccount) return;
    for (const bucket of archiveBuckets(facts)) if (bucket.region === region) yield resourceOf(bucket, facts);
  },
});
