import type { CloudTrailRecord } from '../../lib/events/cloudtrail-record';
import { defineMonitor } from '../../lib/model/guardrail';
import { isObject } from '../../lib/model/json';

export const monitor = defineMonitor({
  patterns: [
    {
      source: ['aws.s3'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: { eventSource: ['s3.amazonaws.com'], eventName: ['CreateBucket'] },
    },
  ],

  finding(event, { partition }) {
    const record = event.detail as unknown as CloudTrailRecord;
    const { bucketName } = isObject(record.requestParameters) ? record.requestParameters : {};
    if (typeof bucketName !== 'string') return { kind: 'ignored', because: 'it names no bucket' };
    const { account, region } = event;
    const arn = `arn:${partition}:s3:::${bucketName}`;
    return {
      kind: record.errorCode ? 'attempted' : 'finding',
      resources: [{ type: 'AWS::S3::Bucket', id: bucketName, arn, account, region }],
      because: `${bucketName} was created`,
    };
  },
});
