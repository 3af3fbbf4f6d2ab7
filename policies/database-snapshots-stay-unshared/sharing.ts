import {
  DescribeDBClusterSnapshotAttributesCommand,
  DescribeDBSnapshotAttributesCommand,
  ModifyDBClusterSnapshotAttributeCommand,
  ModifyDBSnapshotAttributeCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import {
  AuthorizeSnapshotAccessCommand,
  DescribeClusterSnapshotsCommand,
  RedshiftClient,
  RevokeSnapshotAccessCommand,
} from '@aws-sdk/client-redshift';
import type { Session } from '../../lib/model/guardrail';
import type { Reachable } from './snapshot';

type Values = { readonly ValuesToAdd?: string[]; readonly ValuesToRemove?: string[] };

/** Accounts that may restore the snapshot; `all` for everybody. */
export async function sharedWith(session: Session, kind: Reachable, id: string): Promise<readonly string[]> {
  if (kind === 'warehouse') {
    const { Snapshots = [] } = await session
      .client(RedshiftClient)
      .send(new DescribeClusterSnapshotsCommand({ SnapshotIdentifier: id }));
    return (Snapshots[0]?.AccountsWithRestoreAccess ?? []).flatMap(({ AccountId }) => AccountId ?? []);
  }
  const attributes = await (kind === 'cluster' ? ofCluster(session, id) : ofInstance(session, id));
  return attributes?.find(({ AttributeName }) => AttributeName === 'restore')?.AttributeValues ?? [];
}

export async function share(session: Session, kind: Reachable, id: string, accounts: readonly string[]) {
  if (kind !== 'warehouse') return modify(session, kind, id, { ValuesToAdd: [...accounts] });
  for (const AccountWithRestoreAccess of accounts) {
    const input = { SnapshotIdentifier: id, AccountWithRestoreAccess };
    await session.client(RedshiftClient).send(new AuthorizeSnapshotAccessCommand(input));
  }
}

export async function unshare(session: Session, kind: Reachable, id: string, accounts: readonly string[]) {
  if (kind !== 'warehouse') return modify(session, kind, id, { ValuesToRemove: [...accounts] });
  for (const AccountWithRestoreAccess of accounts) {
    const input = { SnapshotIdentifier: id, AccountWithRestoreAccess };
    await session.client(RedshiftClient).send(new RevokeSnapshotAccessCommand(input));
  }
}

async function modify(session: Session, kind: Reachable, id: string, values: Values): Promise<void> {
  const rds = session.client(RDSClient);
  const change = { AttributeName: 'restore', ...values };
  if (kind === 'cluster') {
    await rds.send(new ModifyDBClusterSnapshotAttributeCommand({ DBClusterSnapshotIdentifier: id, ...change }));
  } else await rds.send(new ModifyDBSnapshotAttributeCommand({ DBSnapshotIdentifier: id, ...change }));
}

async function ofCluster(session: Session, DBClusterSnapshotIdentifier: string) {
  const { DBClusterSnapshotAttributesResult } = await session
    .client(RDSClient)
    .send(new DescribeDBClusterSnapshotAttributesCommand({ DBClusterSnapshotIdentifier }));
  return DBClusterSnapshotAttributesResult?.DBClusterSnapshotAttributes;
}

async function ofInstance(session: Session, DBSnapshotIdentifier: string) {
  const { DBSnapshotAttributesResult } = await session
    .client(RDSClient)
    .send(new DescribeDBSnapshotAttributesCommand({ DBSnapshotIdentifier }));
  return DBSnapshotAttributesResult?.DBSnapshotAttributes;
}
