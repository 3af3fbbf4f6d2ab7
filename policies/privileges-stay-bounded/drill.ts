import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  GetPolicyCommand,
  GetRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { parseIamDocument } from '../../lib/policy/parse-iam-document';
import { makesAdministrator } from './administrator';

interface World {
  readonly role: string;
  /** A managed policy that reads queues. */
  readonly policy: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'incident'>;

const inlinePolicy = 'work';
const reading = allowing('sqs:ReceiveMessage');
const everything = allowing('*');

/** A function's role and policy, and somebody who gives it more. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: (stage) => roleFor(stage, 'lambda.amazonaws.com'),
    aftermath: part.expected === 'fixed' ? nobodyAdministers : async () => undefined,
    ...part,
  });
}

const giveEverything = async (session: Session, { role }: World) => {
  const policy = { RoleName: role, PolicyName: inlinePolicy, PolicyDocument: everything };
  await session.client(IAMClient).send(new PutRolePolicyCommand(policy));
};

export const drills = [
  drill({
    name: "AWS's administrator policy is attached to a function's role",
    kind: 'incident',
    expected: 'prevented',
    async incident(session, { role }) {
      const policy = { RoleName: role, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' };
      await session.client(IAMClient).send(new AttachRolePolicyCommand(policy));
    },
  }),
  drill({
    name: 'a permissions boundary is taken off',
    kind: 'incident',
    expected: 'prevented',
    async incident(session, { role }) {
      await session.client(IAMClient).send(new DeleteRolePermissionsBoundaryCommand({ RoleName: role }));
    },
  }),
  drill({
    name: 'an inline policy allows everything',
    kind: 'incident',
    expected: 'fixed',
    incident: giveEverything,
  }),
  drill({
    name: 'a new version of a managed policy allows everything',
    kind: 'incident',
    expected: 'fixed',
    async incident(session, { policy }) {
      const version = { PolicyArn: policy, PolicyDocument: everything, SetAsDefault: true };
      await session.client(IAMClient).send(new CreatePolicyVersionCommand(version));
    },
  }),
  drill({
    name: 'CDK is bootstrapped',
    kind: 'twin',
    expected: 'left',
    world: (stage) => roleFor(stage, 'cloudformation.amazonaws.com'),
    incident: giveEverything,
    aftermath: async (stage, world) => ((await nobodyAdministers(stage, world)) ? undefined : 'CDK cannot deploy'),
  }),
  drill({
    name: 'a role gets what its task needs',
    kind: 'twin',
    expected: 'ignored',
    async incident(session, { role, policy }) {
      const iam = session.client(IAMClient);
      await iam.send(new AttachRolePolicyCommand({ RoleName: role, PolicyArn: policy }));
      const inline = { RoleName: role, PolicyName: inlinePolicy, PolicyDocument: reading };
      await iam.send(new PutRolePolicyCommand(inline));
    },
  }),
];

async function roleFor(stage: Stage, service: string): Promise<World> {
  const iam = stage.client(IAMClient);
  const role = stage.unique('orders');
  const trust = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  await iam.send(new CreateRoleCommand({ RoleName: role, AssumeRolePolicyDocument }));
  await iam.send(new PutRolePolicyCommand({ RoleName: role, PolicyName: inlinePolicy, PolicyDocument: reading }));
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: role, PolicyDocument: reading }));
  return { role, policy: Policy?.Arn ?? '' };
}

async function nobodyAdministers(stage: Stage, { role, policy }: World): Promise<string | undefined> {
  const iam = stage.client(IAMClient);
  const inline = await iam.send(new GetRolePolicyCommand({ RoleName: role, PolicyName: inlinePolicy }));
  if (makesAdministrator(parseIamDocument(inline.PolicyDocument))) return `${role} is an administrator`;
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: policy }));
  return Policy?.DefaultVersionId === 'v1' ? undefined : `${policy} makes administrators`;
}

function allowing(Action: string): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
}
