import {
  CreateDBInstanceCommand,
  CreateDBSnapshotCommand,
  DescribeDBSnapshotAttributesCommand,
  ModifyDBSnapshotAttributeCommand,
  type ModifyDBSnapshotAttributeMessage,
  RDSClient,
} from '@aws-sdk/client-rds';
import { AuthorizeSnapshotAccessCommand, RedshiftClient } from '@aws-sdk/client-redshift';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly snapshot: string;
  /** Another account of the organization, which may restore the snapshot. */
  readonly sister: string;
}
type Change = Pick<ModifyDBSnapshotAttributeMessage, 'ValuesToAdd' | 'ValuesToRemove'>;
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

const stranger = '999900001111';
// No policy binds the management account, so that there the call goes through.
const unbound = { where: { purpose: 'management' } } as const;

/** A snapshot that a sister account may restore, and somebody who shares it further. */
function drill(change: Change, part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: sharedInside,
    incident: (session, { snapshot }) => modify(session, snapshot, change),
    aftermath: part.expected === 'fixed' ? onlyTheSister : stillTheSister,
    ...part,
  });
}

export const drills = [
  drill(
    { ValuesToAdd: [stranger] },
    { name: 'a snapshot goes to a stranger', kind: 'incident', expected: 'prevented' },
  ),
  drill(
    {},
    {
      name: "a warehouse's snapshot goes to a stranger",
      kind: 'incident',
      expected: 'prevented',
      async incident(session, { snapshot }) {
        const input = { SnapshotIdentifier: snapshot, AccountWithRestoreAccess: stranger };
        await session.client(RedshiftClient).send(new AuthorizeSnapshotAccessCommand(input));
      },
    },
  ),
  drill(
    { ValuesToAdd: ['all', stranger] },
    { ...unbound, name: 'everybody may restore it, where no policy binds', kind: 'incident', expected: 'fixed' },
  ),
  drill(
    { ValuesToAdd: ['all'] },
    {
      ...unbound,
      name: 'the event of a public snapshot is lost',
      kind: 'incident',
      heardBy: 'reconcile',
      expected: 'fixed',
    },
  ),
  drill(
    { ValuesToRemove: [stranger] },
    { ...unbound, name: 'sharing with a stranger is undone', kind: 'twin', expected: 'ignored' },
  ),
  drill(
    {},
    {
      ...unbound,
      name: 'one more account of the organization may restore it',
      kind: 'twin',
      expected: 'left',
      incident: (session, { snapshot, sister }) => modify(session, snapshot, { ValuesToAdd: [sister] }),
    },
  ),
  drill(
    { ValuesToAdd: [stranger] },
    {
      ...unbound,
      name: "an auditor's account is exempt",
      kind: 'twin',
      expected: 'left',
      exemption: ({ snapshot }) => ({ resource: `arn:aws:rds:*:*:snapshot:${snapshot}` }),
    },
  ),
];

async function sharedInside(stage: Stage): Promise<World> {
  const rds = stage.client(RDSClient);
  const DBInstanceIdentifier = stage.unique('orders');
  const snapshot = stage.unique('nightly');
  await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier,
      DBInstanceClass: 'db.t4g.micro',
      Engine: 'postgres',
      AllocatedStorage: 20,
      MasterUsername: 'orders',
      MasterUserPassword: 'only-in-a-drill',
    }),
  );
  await rds.send(new CreateDBSnapshotCommand({ DBInstanceIdentifier, DBSnapshotIdentifier: snapshot }));
  const sister = stage.facts.securityAccount;
  await modify(stage, snapshot, { ValuesToAdd: [sister] });
  return { snapshot, sister };
}

async function modify(session: Session, DBSnapshotIdentifier: string, change: Change): Promise<void> {
  const input = { DBSnapshotIdentifier, AttributeName: 'restore', ...change };
  await session.client(RDSClient).send(new ModifyDBSnapshotAttributeCommand(input));
}

async function sharedWith(stage: Stage, DBSnapshotIdentifier: string): Promise<readonly string[]> {
  const { DBSnapshotAttributesResult } = await stage
    .client(RDSClient)
    .send(new DescribeDBSnapshotAttributesCommand({ DBSnapshotIdentifier }));
  const attributes = DBSnapshotAttributesResult?.DBSnapshotAttributes ?? [];
  return attributes.find(({ AttributeName }) => AttributeName === 'restore')?.AttributeValues ?? [];
}

async function onlyTheSister(stage: Stage, { snapshot, sister }: World): Promise<string | undefined> {
  const now = await sharedWith(stage, snapshot);
  return now.join() === sister ? undefined : `${snapshot} is shared with ${now.join(', ') || 'nobody'}`;
}

async function stillTheSister(stage: Stage, { snapshot, sister }: World): Promise<string | undefined> {
  const now = await sharedWith(stage, snapshot);
  return now.includes(sister) ? undefined : `${snapshot} is no longer shared with ${sister}`;
}
