import { defineControl } from '../../lib/model/guardrail';
import { logKeyAlias } from '../../lib/model/log-archive';
import { accountWithRole } from '../../lib/model/organization';
import { deployRoles } from '../../lib/model/platform';
import { tampering } from './trail-calls';

// The trail's bucket is kept by log-archive-stays-append-only, so that a call has one statement that denies it.
export const control = defineControl((organization) => {
  const { partition } = organization;
  const logArchive = accountWithRole(organization, 'log-archive').id;
  const trails = {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyTrailTampering',
    actions: tampering.map((call) => `cloudtrail:${call}`),
  } as const;
  if (logArchive === undefined) return [trails];
  const inArchive = `arn:${partition}:kms:*:${logArchive}`;
  return [
    trails,
    {
      policy: 'SERVICE_CONTROL_POLICY',
      sid: 'DenyLogKeyTampering',
      actions: [
        'kms:DeleteAlias',
        'kms:DisableKey',
        'kms:PutKeyPolicy',
        'kms:RevokeGrant',
        'kms:ScheduleKeyDeletion',
        'kms:UpdateAlias',
      ],
      resources: [`${inArchive}:key/*`, `${inArchive}:alias/${logKeyAlias}`],
      condition: { ArnNotLike: { 'aws:PrincipalArn': [deployRoles(partition, logArchive)] } },
    },
  ];
});
