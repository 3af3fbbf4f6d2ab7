import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import type { EventBridgeEvent, Finding, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { isObject } from '../../lib/model/json';
import { grantsEverybody, publicCannedAcls } from '../../lib/policy/public-acl';
import { bucketResource, objectResource } from './object-version';

const uploads = ['CopyObject', 'CreateMultipartUpload', 'PutObject'];
const ownership = ['DeleteBucketOwnershipControls', 'PutBucketOwnershipControls'];
const everybody = [{ wildcard: '*groups/global/*' }];
const grantHeaders = ['read', 'full-control', 'read-acp', 'write-acp'].map((name) => `x-amz-grant-${name}`);

export const monitor = defineMonitor({
  patterns: [
    // S3's own word, where a bucket sends its events to EventBridge: it comes without any trail, and is not lost.
    { source: ['aws.s3'], 'detail-type': ['Object ACL Updated'] },
    callsTo('s3', ['PutObjectAcl', ...ownership]),
    callsTo('s3', uploads, {
      requestParameters: {
        $or: [
          { 'x-amz-acl': [...publicCannedAcls] },
          ...grantHeaders.map((header) => ({ [header]: everybody })),
          // CloudTrail also puts the headers together, and spells them in two ways.
          ...grantHeaders.map((header) => ({ accessControlList: { [header]: everybody } })),
          ...grantHeaders.map((header) => ({ AccessControlList: { [header.replaceAll('-', '_')]: everybody } })),
        ],
      },
    }),
  ],
  dataEvents: [{ resourceType: 'AWS::S3::Object', eventNames: [...uploads, 'PutObjectAcl'] }],

  finding(event, { partition }) {
    if (event['detail-type'] === 'Object ACL Updated') return fromS3(event, partition);
    const call = apiCallIn(event);
    const { name, parameters, response } = call;
    const bucket = textOf(parameters.bucketName);
    if (!bucket) return ignored('it names no bucket');
    const owner = ownerIn(event);
    if (owner && owner !== event.account) return ignored(`${bucket} is in account ${owner}, which hears of it itself`);
    const itself = [bucketResource(bucket, partition, event)];
    if (ownership.includes(name)) {
      if (!takesAcls(parameters)) return ignored(`${bucket} takes no ACLs`);
      return findingOf(call, itself, `${bucket} takes ACLs now, so its objects could be made public`);
    }
    if (!grantsEverybody(withoutNames(parameters))) return ignored(`${name} that grants nothing to everybody`);
    const key = textOf(parameters.key);
    // An upload in parts has an object only when it is complete, and then nobody mentions the ACL: the bucket is closed before.
    if (!key || name === 'CreateMultipartUpload')
      return findingOf(call, itself, `an upload to ${bucket} is to be public`);
    const version = textOf(parameters.versionId) ?? textOf(response['x-amz-version-id']);
    const object = objectResource({ bucket, key, ...(version && { version }) }, partition, event);
    return findingOf(call, [object], `${object.id} was opened to everybody by its ACL`);
  },

  async *reconcile(session, { partition }) {
    let ContinuationToken: string | undefined;
    do {
      const page = await session
        .client(S3Client)
        .send(new ListBucketsCommand({ BucketRegion: session.region, MaxBuckets: 1000, ContinuationToken }));
      for (const { Name } of page.Buckets ?? []) if (Name) yield bucketResource(Name, partition, session);
      ContinuationToken = page.ContinuationToken;
    } while (ContinuationToken);
  },
});

/** The event tells which object's ACL is new, not what it grants: that is read. */
function fromS3(event: EventBridgeEvent, partition: string): Finding {
  const bucket = textOf(valuesOf(event.detail.bucket).name);
  const object = valuesOf(event.detail.object);
  const key = textOf(object.key);
  if (!bucket || !key) return ignored('it names no object');
  const version = textOf(object['version-id']);
  const resource: Resource = objectResource({ bucket, key, ...(version && { version }) }, partition, event);
  return { kind: 'finding', resources: [resource], because: `${resource.id} has a new ACL` };
}

function takesAcls({ OwnershipControls }: Readonly<Record<string, unknown>>): boolean {
  // Without controls the objects belong to whoever wrote them, ACLs and all.
  if (OwnershipControls === undefined) return true;
  return !JSON.stringify(OwnershipControls).includes('"BucketOwnerEnforced"');
}

/** The bucket's account; a record also goes to the caller's, which may be another. */
function ownerIn({ detail }: EventBridgeEvent): string | undefined {
  const resources: readonly unknown[] = Array.isArray(detail.resources) ? detail.resources : [];
  return textOf(resources.filter(isObject).find(({ type }) => type === 'AWS::S3::Bucket')?.accountId);
}

/** A name is anybody's choice: `public-read` as a key grants nothing. */
const withoutNames = ({ key: _, bucketName: __, ...rest }: Readonly<Record<string, unknown>>) => rest;
const ignored = (because: string): Finding => ({ kind: 'ignored', because });
