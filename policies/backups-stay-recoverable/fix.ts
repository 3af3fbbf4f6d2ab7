import { PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { type DatabaseKind, isProtected, protect } from './database';
import { kinds } from './kinds';
import { versioningOf } from './versioning-of';

type State =
  | { readonly bucket: string; readonly versioning: string }
  | { readonly database: string; readonly kind: DatabaseKind; readonly protected: boolean }
  | { readonly lost: string };
type Change = { readonly bucket: string } | { readonly database: string; readonly kind: DatabaseKind };

// Switches back on what keeps things; what is gone already is for a person to hear of.
export const fix = defineFix<State, Change>({
  permissions: [
    { actions: ['s3:GetBucketVersioning', 's3:PutBucketVersioning'], resources: ['arn:aws:s3:::*'] },
    {
      actions: ['s3:ListAllMyBuckets'],
      resources: ['*'],
      because: 'listing buckets has no resource to name; the hourly look needs it',
    },
    {
      actions: ['rds:DescribeDBClusters', 'rds:DescribeDBInstances', 'rds:ModifyDBCluster', 'rds:ModifyDBInstance'],
      resources: ['arn:aws:rds:*:*:cluster:*', 'arn:aws:rds:*:*:db:*'],
    },
  ],

  async read({ type, id }, session) {
    if (type === kinds.bucket.type) {
      const versioning = await versioningOf(id, session);
      return versioning === undefined ? undefined : { bucket: id, versioning };
    }
    const kind = type === kinds.instance.type ? 'instance' : type === kinds.cluster.type ? 'cluster' : undefined;
    if (!kind) return { lost: id };
    const isSafe = await isProtected(kind, id, session);
    return isSafe === undefined ? undefined : { database: id, kind, protected: isSafe };
  },

  decide(state) {
    if ('lost' in state) return { kind: 'ask', because: `what ${state.lost} lost cannot be brought back from here` };
    if ('bucket' in state) {
      const { bucket, versioning } = state;
      if (versioning !== 'Suspended') return { kind: 'leave', because: `${bucket} keeps its versions, or never did` };
      return { kind: 'plan', change: { bucket }, because: `${bucket} keeps no versions` };
    }
    const { database, kind } = state;
    if (state.protected) return { kind: 'leave', because: `${database} refuses to be deleted` };
    return { kind: 'plan', change: { database, kind }, because: `${database} can be deleted` };
  },

  apply: (change, session) => keep(change, true, session),

  undo: (_before, change, session) => keep(change, false, session),
});

async function keep(change: Change, on: boolean, session: Session): Promise<void> {
  if ('database' in change) return protect(change.kind, change.database, on, session);
  const VersioningConfiguration = { Status: on ? 'Enabled' : 'Suspended' } as const;
  await session
    .client(S3Client)
    .send(new PutBucketVersioningCommand({ Bucket: change.bucket, VersioningConfiguration }));
}
