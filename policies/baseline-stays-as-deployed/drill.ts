import {
  CloudFormationClient,
  CreateStackCommand,
  GetStackPolicyCommand,
  SetStackPolicyCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand, IAMClient, ListRolePoliciesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { ListTagsForResourceCommand, OrganizationsClient, TagResourceCommand } from '@aws-sdk/client-organizations';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  /** Of a stack, a role or an account. */
  readonly name: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** A role of CDK's bootstrap in the management account, and an administrator there, whom no policy binds. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'management' },
    as: 'Administrator',
    world: aDeployRole,
    incident: addPolicy,
    aftermath: hasPolicy,
    ...part,
  });
}

export const drills = [
  drill({
    name: 'an administrator lets a stack of the security account be replaced',
    kind: 'incident',
    where: { purpose: 'security' },
    expected: 'prevented',
    world: (stage) => aStack(stage, 'breakwater-event-hub'),
    incident: loosen,
    aftermath: isProtected,
  }),
  drill({ name: 'an administrator gives a deploy role more rights', kind: 'incident', expected: 'reported' }),
  drill({
    name: 'an administrator says that an account holds public data',
    kind: 'incident',
    expected: 'reported',
    world: async ({ facts }) => ({ name: facts.logArchiveAccount }),
    async incident(session, { name }) {
      const Tags = [{ Key: 'breakwater:data-classification', Value: 'public' }];
      await session.client(OrganizationsClient).send(new TagResourceCommand({ ResourceId: name, Tags }));
    },
    async aftermath(stage, { name }) {
      const { Tags = [] } = await stage
        .client(OrganizationsClient)
        .send(new ListTagsForResourceCommand({ ResourceId: name }));
      return Tags.some(({ Value }) => Value === 'public') ? undefined : `${name} has other tags`;
    },
  }),
  drill({
    name: 'a deployment lets a stack be replaced',
    kind: 'twin',
    where: { purpose: 'security' },
    as: 'cdk-hnb659fds-deploy-role-security',
    expected: 'ignored',
    world: (stage) => aStack(stage, 'breakwater-event-hub'),
    incident: loosen,
    aftermath: isNotProtected,
  }),
  drill({
    name: 'a developer lets a stack of their own be replaced',
    kind: 'twin',
    where: { purpose: 'workloads' },
    as: 'Developer',
    expected: 'ignored',
    world: (stage) => aStack(stage, 'orders'),
    incident: loosen,
    aftermath: isNotProtected,
  }),
];

async function aStack(stage: Stage, prefix: string): Promise<World> {
  const name = stage.unique(prefix);
  const TemplateBody = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
  await stage.client(CloudFormationClient).send(new CreateStackCommand({ StackName: name, TemplateBody }));
  return { name };
}

async function aDeployRole(stage: Stage): Promise<World> {
  const name = stage.unique('cdk-hnb659fds-cfn-exec-role');
  const AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
  await stage.client(IAMClient).send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument }));
  return { name };
}

async function addPolicy(session: Session, { name }: World): Promise<void> {
  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  });
  await session
    .client(IAMClient)
    .send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'Everything', PolicyDocument }));
}

const anything = JSON.stringify({
  Statement: [{ Effect: 'Allow', Action: 'Update:*', Principal: '*', Resource: '*' }],
});

async function loosen(session: Session, { name }: World): Promise<void> {
  await session
    .client(CloudFormationClient)
    .send(new SetStackPolicyCommand({ StackName: name, StackPolicyBody: anything }));
}

async function hasPolicy(stage: Stage, { name }: World): Promise<string | undefined> {
  const { PolicyNames = [] } = await stage.client(IAMClient).send(new ListRolePoliciesCommand({ RoleName: name }));
  return PolicyNames.includes('Everything') ? undefined : `${name} lost what it was given`;
}

async function isProtected(stage: Stage, { name }: World): Promise<string | undefined> {
  const { StackPolicyBody } = await stage
    .client(CloudFormationClient)
    .send(new GetStackPolicyCommand({ StackName: name }));
  return StackPolicyBody ? `${name} may be replaced` : undefined;
}

async function isNotProtected(stage: Stage, world: World): Promise<string | undefined> {
  return (await isProtected(stage, world)) ? undefined : `${world.name} may not be replaced`;
}
