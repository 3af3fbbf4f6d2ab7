import { CreateRoleCommand, GetRoleCommand, IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { parseIamDocument } from '../../lib/policy/parse-iam-document';

interface World {
  readonly role: string;
  /** Another account of the organization. */
  readonly sibling: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** An account that is nobody's here. */
const stranger = '210987654321';
const lambda = { Service: 'lambda.amazonaws.com' };

/** A function's role, and somebody who makes it trust one more. */
function drill(principal: object | string, part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: functionRole,
    incident: (session, { role }) => trust(session, role, lambda, principal),
    aftermath: part.expected === 'fixed' ? (stage, world) => trustExactly(stage, world, lambda) : trustsTwo,
    ...part,
  });
}

export const drills = [
  drill(
    { AWS: `arn:aws:iam::${stranger}:root` },
    {
      name: 'a role is made to trust an account from outside',
      kind: 'incident',
      expected: 'fixed',
    },
  ),
  drill('*', { name: 'a role is made to trust everybody', kind: 'incident', expected: 'fixed' }),
  drill(
    {},
    {
      name: 'a role is created that any repository of GitHub may have',
      kind: 'incident',
      expected: 'fixed',
      world: async (stage) => ({ role: stage.unique('deploy'), sibling: stage.facts.securityAccount }),
      async incident(session, { role }) {
        const issuer = `arn:aws:iam::${session.account}:oidc-provider/token.actions.githubusercontent.com`;
        const document = policy({ Federated: issuer }, lambda);
        await session
          .client(IAMClient)
          .send(new CreateRoleCommand({ RoleName: role, AssumeRolePolicyDocument: document }));
      },
    },
  ),
  drill(
    { AWS: stranger },
    {
      name: 'the event of a changed trust policy is lost',
      kind: 'incident',
      heardBy: 'reconcile',
      expected: 'fixed',
    },
  ),
  drill(
    { AWS: `arn:aws:iam::${stranger}:role/scanner` },
    {
      name: 'a vendor with an exemption is let in',
      kind: 'twin',
      exemption: ({ role }) => ({ resource: `arn:aws:iam::*:role/${role}` }),
      expected: 'left',
    },
  ),
  drill(
    {},
    {
      name: 'a stranger is let in beside an account of the organization',
      kind: 'incident',
      expected: 'fixed',
      incident: (session, { role, sibling }) => trust(session, role, lambda, { AWS: [sibling, stranger] }),
      aftermath: (stage, world) => trustExactly(stage, world, lambda, { AWS: world.sibling }),
    },
  ),
  drill(
    {},
    {
      name: 'an account of the organization is let in',
      kind: 'twin',
      expected: 'ignored',
      incident: (session, { role, sibling }) => trust(session, role, lambda, { AWS: sibling }),
    },
  ),
  drill(
    { Service: 'states.amazonaws.com' },
    {
      name: 'a second service is let in',
      kind: 'twin',
      expected: 'ignored',
    },
  ),
];

async function functionRole(stage: Stage): Promise<World> {
  const role = stage.unique('orders');
  await stage
    .client(IAMClient)
    .send(new CreateRoleCommand({ RoleName: role, AssumeRolePolicyDocument: policy(lambda) }));
  return { role, sibling: stage.facts.securityAccount };
}

async function trust(session: Session, role: string, ...principals: readonly (object | string)[]): Promise<void> {
  const PolicyDocument = policy(...principals);
  await session.client(IAMClient).send(new UpdateAssumeRolePolicyCommand({ RoleName: role, PolicyDocument }));
}

function policy(...principals: readonly (object | string)[]): string {
  const Statement = principals.map((Principal) => ({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }));
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

async function statements(stage: Stage, { role }: World): Promise<string> {
  const { Role } = await stage.client(IAMClient).send(new GetRoleCommand({ RoleName: role }));
  return JSON.stringify(parseIamDocument(Role?.AssumeRolePolicyDocument)?.Statement);
}

async function trustExactly(stage: Stage, world: World, ...principals: readonly object[]): Promise<string | undefined> {
  const now = await statements(stage, world);
  return now === JSON.stringify(JSON.parse(policy(...principals)).Statement)
    ? undefined
    : `${world.role} trusts ${now}`;
}

async function trustsTwo(stage: Stage, world: World): Promise<string | undefined> {
  const now = await statements(stage, world);
  return JSON.parse(now).length === 2 ? undefined : `${world.role} was rewritten to ${now}`;
}
