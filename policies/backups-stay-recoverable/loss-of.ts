import { apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import type { EventBridgeEvent } from '../../lib/model/finding';
import type { Kind } from './kinds';

export interface Loss {
  readonly kind: Kind;
  /** Absent where the record does not tell: of a denied call, say. */
  readonly id?: string;
  /** The end of a sentence. */
  readonly how: string;
}

/** Calls that lose something whatever they are given: what, which parameter names it, and how. */
const always: Readonly<Record<string, readonly [Kind, string, string]>> = {
  DeleteBackup: ['table', 'backupArn', 'was deleted'],
  DeleteBackupVault: ['vault', 'backupVaultName', 'was deleted'],
  DeleteBackupVaultLockConfiguration: ['vault', 'backupVaultName', 'lost its lock'],
  DeleteDBClusterAutomatedBackup: ['backups', 'dbClusterResourceId', 'lost its automated backups'],
  DeleteDBInstanceAutomatedBackup: ['backups', 'dbiResourceId', 'lost its automated backups'],
  DeleteRecoveryPoint: ['vault', 'backupVaultName', 'lost a recovery point'],
  DeleteRule: ['rule', 'identifier', 'keeps deleted things no more'],
  DisableImageDeregistrationProtection: ['image', 'imageId', 'can be deregistered'],
  DisassociateRecoveryPoint: ['vault', 'backupVaultName', 'lost hold of a recovery point'],
  DisassociateRecoveryPointFromParent: ['vault', 'backupVaultName', 'lost hold of a recovery point'],
  UnlockRule: ['rule', 'identifier', 'can be deleted after a while'],
  UpdateRecoveryPointLifecycle: ['vault', 'backupVaultName', 'keeps a recovery point for another time'],
  UpdateRegionSettings: ['vault', '', 'backs up other services from now on'],
  UpdateRule: ['rule', 'identifier', 'keeps deleted things for another time'],
};

/** What the call would lose; undefined when nothing. */
export function lossOf(event: EventBridgeEvent): Loss | undefined {
  const { name, parameters } = apiCallIn(event);
  if (Object.hasOwn(always, name)) {
    const [kind, parameter, how] = always[name] as (typeof always)[string];
    return named(kind, parameterOf(name, parameter, parameters), how);
  }
  switch (name) {
    case 'PutBucketVersioning': {
      const isSuspended = valuesOf(parameters.VersioningConfiguration).Status === 'Suspended';
      return isSuspended ? named('bucket', parameters.bucketName, 'keeps no versions from now on') : undefined;
    }
    case 'ModifyDBInstance':
      return databaseLoss('instance', parameters.dBInstanceIdentifier, parameters);
    case 'ModifyDBCluster':
      return databaseLoss('cluster', parameters.dBClusterIdentifier, parameters);
    // An image alone is made again of its snapshots, which stay unless somebody asks otherwise.
    case 'DeregisterImage':
      return parameters.deleteAssociatedSnapshots === true
        ? named('image', parameters.imageId, 'was deregistered, and its snapshots deleted')
        : undefined;
    default:
      return undefined;
  }
}

function databaseLoss(kind: 'instance' | 'cluster', id: unknown, parameters: Readonly<Record<string, unknown>>) {
  // Setting the retention to nothing deletes every automated backup, which is worse than lacking protection.
  if (parameters.backupRetentionPeriod === 0) return named('backups', id, 'lost its automated backups');
  return parameters.deletionProtection === false ? named(kind, id, 'can be deleted') : undefined;
}

/** EC2's younger calls hold their parameters in a request of the call's name. */
function parameterOf(name: string, parameter: string, parameters: Readonly<Record<string, unknown>>): unknown {
  const request = valuesOf(parameters[`${name}Request`]);
  return parameters[parameter] ?? request[`${parameter.charAt(0).toUpperCase()}${parameter.slice(1)}`];
}

function named(kind: Kind, name: unknown, how: string): Loss {
  const id = textOf(name);
  return { kind, how, ...(id !== undefined && { id: id.slice(id.lastIndexOf('/') + 1) }) };
}
