import { defineControl } from '../../lib/model/guardrail';
import { publicCannedAcls } from '../../lib/policy/public-acl';

// A bucket's own block is not denied: the same action turns it on, and every CDK deployment of a bucket does that.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyPublicBucketAcls',
    actions: ['s3:CreateBucket', 's3:PutBucketAcl'],
    condition: { StringEquals: { 's3:x-amz-acl': publicCannedAcls } },
  },
]);
