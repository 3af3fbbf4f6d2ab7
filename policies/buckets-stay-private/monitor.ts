import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import type { CloudTrailRecord } from '../../lib/events/cloudtrail-record';
import type { Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { isObject } from '../../lib/model/json';
import { policyIsPublic } from '../../lib/policy/is-public';
import { missingFlags } from '../../lib/policy/public-access-block';
import { grantsEverybody } from '../../lib/policy/public-acl';

export const monitor = defineMonitor({
  patterns: [
    {
      source: ['aws.s3'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: {
        eventSource: ['s3.amazonaws.com'],
        eventName: [
          'CreateBucket',
          'DeleteBucketPublicAccessBlock',
          'PutBucketAcl',
          'PutBucketPolicy',
          'PutBucketPublicAccessBlock',
        ],
      },
    },
  ],

  configRules: [{ identifier: 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED', resourceTypes: ['AWS::S3::Bucket'] }],

  finding(event, { partition }) {
    const record = event.detail as unknown as CloudTrailRecord;
    const parameters = isObject(record.requestParameters) ? record.requestParameters : {};
    const opening = howItOpens(record.eventName, parameters);
    if (!opening) return { kind: 'ignored', because: `${record.eventName} that opens nothing` };
    const { bucketName } = parameters;
    if (typeof bucketName !== 'string') return { kind: 'ignored', because: 'it names no bucket' };
    return {
      kind: record.errorCode ? 'attempted' : 'finding',
      resources: [bucket(bucketName, partition, event)],
      because: `${bucketName} ${opening}`,
    };
  },

  async *reconcile(session, { partition }) {
    let ContinuationToken: string | undefined;
    do {
      const page = await session
        .client(S3Client)
        .send(new ListBucketsCommand({ BucketRegion: session.region, MaxBuckets: 1000, ContinuationToken }));
      for (const { Name } of page.Buckets ?? []) if (Name) yield bucket(Name, partition, session);
      ContinuationToken = page.ContinuationToken;
    } while (ContinuationToken);
  },
});

/** What the call does to the bucket, as the end of a sentence; undefined when it opens nothing. */
function howItOpens(eventName: string, parameters: Readonly<Record<string, unknown>>): string | undefined {
  switch (eventName) {
    case 'DeleteBucketPublicAccessBlock':
      return 'lost its public access block';
    case 'PutBucketPublicAccessBlock': {
      const missing = missingFlags(parameters.PublicAccessBlockConfiguration);
      return missing.length > 0 ? `got a public access block without ${missing.join(', ')}` : undefined;
    }
    case 'PutBucketPolicy':
      return policyIsPublic(parameters.bucketPolicy) ? 'was opened to everybody by its policy' : undefined;
    default:
      return grantsEverybody(parameters) ? 'was opened to everybody by its ACL' : undefined;
  }
}

function bucket(name: string, partition: string, { account, region }: Pick<Resource, 'account' | 'region'>): Resource {
  return { type: 'AWS::S3::Bucket', id: name, arn: `arn:${partition}:s3:::${name}`, account, region };
}
