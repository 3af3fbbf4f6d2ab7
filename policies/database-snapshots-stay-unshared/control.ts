import { defineControl } from '../../lib/model/guardrail';

// RDS and Redshift have no condition key for whom they share with, so that taking back is denied, too; our fix does it.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenySharingDatabaseSnapshots',
    actions: [
      'rds:ModifyDBClusterSnapshotAttribute',
      'rds:ModifyDBSnapshotAttribute',
      'redshift-serverless:PutResourcePolicy',
      'redshift:AuthorizeSnapshotAccess',
    ],
    // AWS Backup shares its own snapshots for the moment of a copy to another account; nobody else may choose such names.
    notResources: ['arn:*:rds:*:*:snapshot:awsbackup:*', 'arn:*:rds:*:*:cluster-snapshot:awsbackup:*'],
  },
]);
