import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';
import { accessLogBucketPrefix, trailBucketPrefix } from '../../lib/model/log-archive';
import { accountWithRole } from '../../lib/model/organization';
import { deployRoles } from '../../lib/model/platform';

export const control = defineControl((organization) => {
  const { partition } = organization;
  const logArchive = accountWithRole(organization, 'log-archive').id;
  const buckets = [trailBucketPrefix, accessLogBucketPrefix].map((prefix) => `arn:${partition}:s3:::${prefix}*`);
  // Nobody is spared, ourselves least of all: only services write, and lifecycle deletes without asking anybody.
  const objects: PolicyStatement = {
    policy: 'RESOURCE_CONTROL_POLICY',
    sid: 'DenyRewritingLogs',
    actions: ['s3:BypassGovernanceRetention', 's3:DeleteObject*', 's3:PutObject', 's3:PutObjectAcl'],
    resources: buckets.map((bucket) => `${bucket}/*`),
    condition: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
    exemptsPlatform: false,
  };
  if (logArchive === undefined) return [objects];
  return [
    objects,
    {
      policy: 'SERVICE_CONTROL_POLICY',
      sid: 'DenyLogBucketChanges',
      notActions: ['s3:Get*', 's3:List*'],
      resources: buckets,
      // The stack of the log archive owns the buckets.
      condition: { ArnNotLike: { 'aws:PrincipalArn': [deployRoles(partition, logArchive)] } },
    },
  ];
});
