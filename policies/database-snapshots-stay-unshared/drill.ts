import {
  CreateDBInstanceCommand,
  CreateDBSnapshotCommand,
  DescribeDBSnapshotAttributesCommand,
  ModifyDBSnapshotAttributeCommand,
  type ModifyDBSnapshotAttributeMessage,
  RDSClient,
} from '@aws-sdk/client-rds';
import { AuthorizeSnapshotAccessCommand, RedshiftClient } from '@aws-sdk/client-redshift';
import { type Shared, sharingDrill } from '../../lib/drills/sharing-drill';
import { stranger } from '../../lib/drills/stranger';
import { unbound } from '../../lib/drills/unbound';
import type { Session, Stage } from '../../lib/model/guardrail';

const drill = sharingDrill({ world: sharedInside, share, sharedWith });

export const drills = [
  drill([stranger], { name: 'a snapshot goes to a stranger', kind: 'incident', expected: 'prevented' }),
  drill([], {
    name: "a warehouse's snapshot goes to a stranger",
    kind: 'incident',
    expected: 'prevented',
    async incident(session, { id }) {
      const input = { SnapshotIdentifier: id, AccountWithRestoreAccess: stranger };
      await session.client(RedshiftClient).send(new AuthorizeSnapshotAccessCommand(input));
    },
  }),
  drill(['all', stranger], {
    ...unbound,
    name: 'everybody may restore it, where no policy binds',
    kind: 'incident',
    expected: 'fixed',
  }),
  drill(['all'], {
    ...unbound,
    name: 'the event of a public snapshot is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
  }),
  drill([], {
    ...unbound,
    name: 'sharing with a stranger is undone',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { id }) => modify(session, id, { ValuesToRemove: [stranger] }),
  }),
  drill([], {
    ...unbound,
    name: 'one more account of the organization may restore it',
    kind: 'twin',
    expected: 'left',
    incident: (session, { id, insider }) => share(session, id, [insider]),
  }),
  drill([stranger], {
    ...unbound,
    name: "an auditor's account is exempt",
    kind: 'twin',
    expected: 'left',
    exemption: ({ id }) => ({ resource: `arn:aws:rds:*:*:snapshot:${id}` }),
  }),
];

async function sharedInside(stage: Stage): Promise<Shared> {
  const rds = stage.client(RDSClient);
  const DBInstanceIdentifier = stage.unique('orders');
  const id = stage.unique('nightly');
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
  await rds.send(new CreateDBSnapshotCommand({ DBInstanceIdentifier, DBSnapshotIdentifier: id }));
  const insider = stage.facts.securityAccount;
  await share(stage, id, [insider]);
  return { id, insider };
}

async function share(session: Session, id: string, whom: readonly string[]): Promise<void> {
  await modify(session, id, { ValuesToAdd: [...whom] });
}

async function modify(
  session: Session,
  DBSnapshotIdentifier: string,
  change: Pick<ModifyDBSnapshotAttributeMessage, 'ValuesToAdd' | 'ValuesToRemove'>,
): Promise<void> {
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
