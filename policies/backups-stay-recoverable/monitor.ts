import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { accountItself } from '../../lib/events/account-resource';
import { apiCallIn } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { madeByStack } from '../../lib/events/own-deployment';
import { defineMonitor } from '../../lib/model/guardrail';
import { resourceOf } from './kinds';
import { lossOf } from './loss-of';
import { versioningOf } from './versioning-of';

export const monitor = defineMonitor({
  patterns: [
    callsTo('s3', ['PutBucketVersioning'], {
      requestParameters: { VersioningConfiguration: { Status: ['Suspended'] } },
    }),
    callsTo('rds', ['ModifyDBCluster', 'ModifyDBInstance'], {
      $or: [
        { requestParameters: { deletionProtection: [false] } },
        { requestParameters: { backupRetentionPeriod: [0] } },
      ],
    }),
    callsTo('rds', ['DeleteDBClusterAutomatedBackup', 'DeleteDBInstanceAutomatedBackup']),
    callsTo('backup', [
      'DeleteBackupVault',
      'DeleteBackupVaultLockConfiguration',
      'DeleteRecoveryPoint',
      'DisassociateRecoveryPoint',
      'DisassociateRecoveryPointFromParent',
      'UpdateRecoveryPointLifecycle',
      'UpdateRegionSettings',
    ]),
    callsTo('dynamodb', ['DeleteBackup']),
    callsTo('ec2', ['DeregisterImage'], { requestParameters: { deleteAssociatedSnapshots: [true] } }),
    callsTo('ec2', ['DisableImageDeregistrationProtection']),
    callsTo('rbin', ['DeleteRule', 'UnlockRule', 'UpdateRule']),
  ],

  finding(event, facts) {
    const call = apiCallIn(event);
    const loss = lossOf(event);
    if (!loss) return { kind: 'ignored', because: `${call.name || 'it'} that loses nothing` };
    if (madeByStack(event) && loss.kind !== 'bucket')
      return { kind: 'ignored', because: 'a stack changed what it made' };
    const resource = loss.id === undefined ? accountItself(event, facts) : resourceOf(loss.kind, loss.id, facts, event);
    return findingOf(call, [resource], `${resource.id} ${loss.how}`);
  },

  /** Buckets whose versioning was suspended. A database without protection may never have had any. */
  async *reconcile(session, facts) {
    let ContinuationToken: string | undefined;
    do {
      const page = await session
        .client(S3Client)
        .send(new ListBucketsCommand({ BucketRegion: session.region, MaxBuckets: 1000, ContinuationToken }));
      for (const { Name = '' } of page.Buckets ?? []) {
        if ((await versioningOf(Name, session)) === 'Suspended') yield resourceOf('bucket', Name, facts, session);
      }
      ContinuationToken = page.ContinuationToken;
    } while (ContinuationToken);
  },
});
