import { type ApiCall, apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { items } from '../../lib/events/cloudtrail-record';
import { findingOf } from '../../lib/events/finding-of';
import { defineMonitor } from '../../lib/model/guardrail';
import { algorithm } from './customer-key';

const writing = ['CopyObject', 'CreateMultipartUpload', 'PutObject'];

export const monitor = defineMonitor({
  patterns: [
    callsTo('s3', writing, { requestParameters: { [algorithm]: [{ exists: true }] } }),
    callsTo('s3', ['PutBucketEncryption']),
  ],
  dataEvents: [{ resourceType: 'AWS::S3::Object', eventNames: writing }],

  finding(event, { partition }) {
    const call = apiCallIn(event);
    const doing = whatItDoes(call);
    if (!doing) return { kind: 'ignored', because: `${call.name || 'it'} with keys that AWS holds` };
    const id = textOf(call.parameters.bucketName);
    if (id === undefined) return { kind: 'ignored', because: 'it names no bucket' };
    const { account, region } = event;
    const bucket = { type: 'AWS::S3::Bucket', id, arn: `arn:${partition}:s3:::${id}`, account, region };
    return findingOf(call, [bucket], `${id} ${doing}`);
  },
});

function whatItDoes({ name, parameters }: ApiCall): string | undefined {
  if (writing.includes(name)) {
    return parameters[algorithm] === undefined ? undefined : "holds objects under a key of the writer's own";
  }
  if (name !== 'PutBucketEncryption') return undefined;
  const rules = items(valuesOf(parameters.ServerSideEncryptionConfiguration).Rule).map(valuesOf);
  const unblocked = rules.some(({ BlockedEncryptionTypes }) =>
    items(valuesOf(BlockedEncryptionTypes).EncryptionType).includes('NONE'),
  );
  return unblocked ? "takes objects under keys of the writer's own" : undefined;
}
