import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { breakGlassRoleName, operatorRoleName } from '../../lib/model/break-glass';
import { type Drill, defineDrill } from '../../lib/model/guardrail';
import { platformPath, roleArn } from '../../lib/model/platform';

interface World {
  readonly role: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** Somebody takes a session of a role. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: async ({ facts, account }) => ({ role: roleArn(facts.partition, account, breakGlassRoleName) }),
    async incident(session, { role }) {
      const command = new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'ada' });
      await session.client(STSClient).send(command);
    },
    // A session that was given cannot be taken back.
    aftermath: async () => undefined,
    ...part,
  });
}

export const drills = [
  drill({ name: 'somebody breaks the glass in a workload account', kind: 'incident', expected: 'reported' }),
  drill({
    name: 'somebody breaks the glass of the management account',
    kind: 'incident',
    where: { purpose: 'management' },
    expected: 'reported',
  }),
  drill({
    name: 'somebody gets ready to, in the security account',
    kind: 'incident',
    where: { role: 'security' },
    world: async ({ facts, account }) => ({ role: roleArn(facts.partition, account, operatorRoleName) }),
    expected: 'reported',
  }),
  drill({
    name: 'somebody breaks it from a region where nobody governs',
    kind: 'incident',
    region: 'ap-southeast-2',
    as: `${platformPath}${operatorRoleName}`,
    expected: 'reported',
  }),
  drill({
    name: 'a developer becomes an operator of his own',
    kind: 'twin',
    world: async ({ facts, account }) => ({ role: `arn:${facts.partition}:iam::${account}:role/orders-operator` }),
    expected: 'ignored',
  }),
];
