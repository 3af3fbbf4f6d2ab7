import {
  CreateDBInstanceCommand,
  type CreateDBInstanceMessage,
  DescribeDBInstancesCommand,
  ModifyDBInstanceCommand,
  type ModifyDBInstanceMessage,
  RDSClient,
} from '@aws-sdk/client-rds';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly database: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** A database without a public address, and somebody who gives it one. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    async world(stage) {
      const database = stage.unique('orders');
      await create(stage, database);
      return { database };
    },
    incident: (session, { database }) => modify(session, database, { PubliclyAccessible: true }),
    aftermath: part.expected === 'fixed' ? isPrivate : async () => undefined,
    ...part,
  });
}

export const drills = [
  drill({ name: 'a database is given a public address', kind: 'incident', expected: 'fixed' }),
  drill({
    name: 'a database is made with one',
    kind: 'incident',
    expected: 'prevented',
    incident: (session, { database }) => create(session, `${database}-2`, { PubliclyAccessible: true }),
  }),
  drill({ name: 'the event of a public database is lost', kind: 'incident', heardBy: 'reconcile', expected: 'fixed' }),
  drill({
    name: 'a database grows',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { database }) => modify(session, database, { AllocatedStorage: 40 }),
    aftermath: isPrivate,
  }),
  drill({
    name: 'a public address is taken away',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { database }) => modify(session, database, { PubliclyAccessible: false }),
    aftermath: isPrivate,
  }),
  drill({
    name: 'a database that is exempt gets one',
    kind: 'twin',
    expected: 'left',
    exemption: ({ database }) => ({ resource: `arn:aws:rds:*:*:db:${database}` }),
  }),
];

async function create(session: Session, DBInstanceIdentifier: string, more: Partial<CreateDBInstanceMessage> = {}) {
  await session.client(RDSClient).send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier,
      DBInstanceClass: 'db.t4g.micro',
      Engine: 'postgres',
      AllocatedStorage: 20,
      MasterUsername: 'orders',
      MasterUserPassword: 'only-in-a-drill',
      PubliclyAccessible: false,
      ...more,
    }),
  );
}

async function modify(session: Session, DBInstanceIdentifier: string, change: Partial<ModifyDBInstanceMessage>) {
  const input = { DBInstanceIdentifier, ApplyImmediately: true, ...change };
  await session.client(RDSClient).send(new ModifyDBInstanceCommand(input));
}

async function isPrivate(stage: Stage, { database }: World): Promise<string | undefined> {
  const { DBInstances = [] } = await stage
    .client(RDSClient)
    .send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: database }));
  return DBInstances[0]?.PubliclyAccessible ? `${database} still has a public address` : undefined;
}
