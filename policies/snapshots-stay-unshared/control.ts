import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';

const policy = 'SERVICE_CONTROL_POLICY';
const actions = ['ec2:ModifySnapshotAttribute'];
// AWS Backup shares its own snapshots for the moment of a copy to another account; nobody else can set that tag.
const isNoBackup = { 'aws:ResourceTag/aws:backup:source-resource': 'true' } as const;

export const control = defineControl((): readonly PolicyStatement[] => [
  {
    policy,
    sid: 'DenyPublicSnapshots',
    actions,
    condition: { StringEquals: { 'ec2:Add/group': 'all' } },
  },
  {
    policy,
    sid: 'DenySharingSnapshots',
    actions,
    condition: { Null: { 'ec2:Add/userId': 'false', ...isNoBackup } },
  },
  {
    policy,
    sid: 'DenyChangingSnapshots',
    actions,
    // Whatever takes back from nobody.
    condition: { Null: { 'ec2:Remove/group': 'true', 'ec2:Remove/userId': 'true', ...isNoBackup } },
  },
]);
