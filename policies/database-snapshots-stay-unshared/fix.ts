import { type Decision, defineFix } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { strangersAmong } from '../../lib/policy/strangers-among';
import { share, sharedWith, unshare } from './sharing';
import { kindOf, type Reachable, type SnapshotKind } from './snapshot';

export interface State {
  readonly snapshot: string;
  readonly kind: SnapshotKind;
  /** Who may restore it and is none of the organization's accounts; `all` for everybody. */
  readonly strangers: readonly string[];
}
export type Change = State & { readonly kind: Reachable };

const gone = ['ClusterSnapshotNotFoundFault', 'DBClusterSnapshotNotFoundFault', 'DBSnapshotNotFoundFault'];

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: [
        'rds:DescribeDBClusterSnapshotAttributes',
        'rds:DescribeDBClusterSnapshots',
        'rds:DescribeDBSnapshotAttributes',
        'rds:DescribeDBSnapshots',
        'rds:ModifyDBClusterSnapshotAttribute',
        'rds:ModifyDBSnapshotAttribute',
      ],
      resources: [
        'arn:aws:rds:*:*:cluster-snapshot:*',
        'arn:aws:rds:*:*:cluster:*',
        'arn:aws:rds:*:*:db:*',
        'arn:aws:rds:*:*:snapshot:*',
      ],
    },
    {
      actions: ['redshift:AuthorizeSnapshotAccess', 'redshift:RevokeSnapshotAccess'],
      resources: ['arn:aws:redshift:*:*:snapshot:*'],
    },
    {
      actions: ['redshift:DescribeClusterSnapshots'],
      resources: ['*'],
      because: 'Redshift has no resource to name for describing snapshots',
    },
  ],

  async read(resource, session, isMember) {
    const { id: snapshot } = resource;
    const kind = kindOf(resource);
    if (kind === 'serverless') return { snapshot, kind, strangers: [] };
    try {
      const all = await sharedWith(session, kind, snapshot);
      const accounts = all.filter((account) => account !== 'all');
      const strangers = await strangersAmong(accounts, isMember);
      return { snapshot, kind, strangers: [...all.filter((account) => account === 'all'), ...strangers] };
    } catch (error) {
      if (isNamed(error, ...gone)) return undefined;
      throw error;
    }
  },

  decide,

  async apply({ snapshot, kind, strangers }, session) {
    try {
      await unshare(session, kind, snapshot, strangers);
    } catch (error) {
      // Redshift also says so where the access went meanwhile.
      if (!isNamed(error, ...gone, 'AccessToSnapshotDeniedFault')) throw error;
    }
  },

  undo: (_before, { snapshot, kind, strangers }, session) => share(session, kind, snapshot, strangers),
});

export function decide({ snapshot, kind, strangers }: State): Decision<Change> {
  if (kind === 'serverless') {
    return { kind: 'ask', because: `${snapshot} was given a policy, which we cannot take away: a person has to look` };
  }
  if (strangers.length === 0) {
    return { kind: 'leave', because: `${snapshot} is shared with nobody outside the organization` };
  }
  const who = strangers.map((account) => (account === 'all' ? 'everybody' : account)).join(', ');
  return {
    kind: 'plan',
    change: { snapshot, kind, strangers },
    because: `${snapshot} was shared with ${who}; a copy made meanwhile cannot be called back`,
  };
}
