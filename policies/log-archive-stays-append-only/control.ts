import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';
import { bucketPrefixes, logKinds, logTraits } from '../../lib/model/log-archive';
import { accountWithRole } from '../../lib/model/organization';
import { deployRoles } from '../../lib/model/platform';

export const control = defineControl((organization) => {
  const { partition } = organization;
  const logArchive = accountWithRole(organization, 'log-archive').id;
  const named = (prefix: string) => `arn:${partition}:s3:::${prefix}`;
  const prefixesOf = (writer: 'service' | 'role') =>
    logKinds.filter((kind) => logTraits[kind].writtenBy === writer).map((kind) => named(bucketPrefixes[kind]));
  const byServices = prefixesOf('service');
  const byRoles = prefixesOf('role');
  // Nobody is spared, ourselves least of all: only services write, and lifecycle deletes without asking anybody.
  const everybody = {
    policy: 'RESOURCE_CONTROL_POLICY',
    condition: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
    exemptsPlatform: false,
  } as const;
  const objects: readonly PolicyStatement[] = [
    {
      ...everybody,
      sid: 'DenyDeletingLogs',
      actions: ['s3:BypassGovernanceRetention', 's3:DeleteObject*'],
      resources: [...byServices, ...byRoles].map((prefix) => `${prefix}*/*`),
    },
    {
      ...everybody,
      sid: 'DenyRewritingLogs',
      actions: ['s3:PutObject', 's3:PutObjectAcl'],
      resources: byServices.map((prefix) => `${prefix}*/*`),
    },
  ];
  if (logArchive === undefined) return objects;
  return [
    ...objects,
    {
      policy: 'SERVICE_CONTROL_POLICY',
      sid: 'DenyLogBucketChanges',
      notActions: ['s3:Get*', 's3:List*'],
      // Where roles write, the buckets themselves and not what is in them.
      resources: [
        ...byServices.map((prefix) => `${prefix}*`),
        ...byRoles.flatMap((prefix) =>
          organization.governedRegions.map((region) => `${prefix}${logArchive}-${region}`),
        ),
      ],
      // The stack of the log archive owns the buckets.
      condition: { ArnNotLike: { 'aws:PrincipalArn': [deployRoles(partition, logArchive)] } },
    },
  ];
});
