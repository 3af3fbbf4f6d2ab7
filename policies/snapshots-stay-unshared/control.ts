import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';

const policy = 'SERVICE_CONTROL_POLICY';
const actions = ['ec2:ModifySnapshotAttribute'];

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
    // AWS Backup shares its own snapshots for the moment of a copy to another account; nobody else can set that tag.
    condition: { Null: { 'ec2:Add/userId': 'false', 'aws:ResourceTag/aws:backup:source-resource': 'true' } },
  },
]);
