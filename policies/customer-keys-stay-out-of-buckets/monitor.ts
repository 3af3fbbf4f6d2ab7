import { apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { defineMonitor } from '../../lib/model/guardrail';
import { algorithm } from './customer-key';

const writes = ['CopyObject', 'CreateMultipartUpload', 'PutObject'];

export const monitor = defineMonitor({
  patterns: [callsTo('s3', writes, { requestParameters: { [algorithm]: [{ exists: true }] } })],
  dataEvents: [{ resourceType: 'AWS::S3::Object', eventNames: writes }],

  finding(event, { partition }) {
    const call = apiCallIn(event);
    const bucket = textOf(call.parameters.bucketName);
    if (call.parameters[algorithm] === undefined) return { kind: 'ignored', because: 'S3 keeps the key' };
    if (!bucket) return { kind: 'ignored', because: 'it names no bucket' };
    const { account, region } = event;
    const because = `${call.name} in ${bucket} with a key that only the caller has`;
    // The bucket and not the object: who does this does it to every object.
    return findingOf(
      call,
      [{ type: 'AWS::S3::Bucket', id: bucket, arn: `arn:${partition}:s3:::${bucket}`, account, region }],
      because,
    );
  },
});
