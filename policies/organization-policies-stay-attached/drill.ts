import { CloudFormationClient, CreateStackCommand, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import {
  AttachPolicyCommand,
  CreateAccountCommand,
  CreatePolicyCommand,
  DescribePolicyCommand,
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
  ListParentsCommand,
  ListRootsCommand,
  ListTargetsForPolicyCommand,
  MoveAccountCommand,
  OrganizationsClient,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { organizationStack } from './deployed';

interface World {
  readonly root: string;
  readonly policy: string;
  /** The hourly look goes by types. */
  readonly type?: string;
  /** For what happens to an account. */
  readonly account?: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'incident'>;

// Tag policies are the type that nothing else in a rehearsal depends on.
const type = 'TAG_POLICY';
const deployed = { tags: { owner: { tag_key: { '@@assign': 'owner' } } } };
const loosened = { tags: {} };

/** A policy the organization's stack has deployed to the root, and an administrator of the management account. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'management' },
    as: 'Administrator',
    world: aDeployedPolicy,
    aftermath: part.expected === 'fixed' ? isAsDeployed : isNotAsDeployed,
    ...part,
  });
}

const detach = async (session: Session, { policy, root }: World) => {
  await session.client(OrganizationsClient).send(new DetachPolicyCommand({ PolicyId: policy, TargetId: root }));
};

export const drills = [
  drill({
    name: 'a developer disables service control policies',
    kind: 'incident',
    where: { purpose: 'workloads' },
    as: 'Developer',
    expected: 'prevented',
    world: async (stage) => ({ ...(await theRoot(stage)), policy: '' }),
    async incident(session, { root }) {
      await session
        .client(OrganizationsClient)
        .send(new DisablePolicyTypeCommand({ RootId: root, PolicyType: 'SERVICE_CONTROL_POLICY' }));
    },
    aftermath: async (stage) => ((await theRoot(stage)).controlled ? undefined : 'service control policies are off'),
  }),
  drill({ name: 'an administrator detaches a policy', kind: 'incident', expected: 'fixed', incident: detach }),
  drill({
    name: 'an administrator empties a policy',
    kind: 'incident',
    expected: 'fixed',
    incident: (session, world) => rewrite(session, world, loosened),
  }),
  drill({
    name: 'a whole type of policy is disabled',
    kind: 'incident',
    expected: 'fixed',
    async incident(session, { root }) {
      await session.client(OrganizationsClient).send(new DisablePolicyTypeCommand({ RootId: root, PolicyType: type }));
    },
  }),
  drill({
    name: 'the event of a detached policy is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
    incident: detach,
  }),
  drill({
    name: 'an account is moved to the root',
    kind: 'incident',
    expected: 'reported',
    world: anAccount,
    async incident(session, { account, root }) {
      const client = session.client(OrganizationsClient);
      const { Parents: [parent] = [] } = await client.send(new ListParentsCommand({ ChildId: account }));
      await client.send(
        new MoveAccountCommand({ AccountId: account, SourceParentId: parent?.Id, DestinationParentId: root }),
      );
    },
    async aftermath(stage, { account, root }) {
      const { Parents: [parent] = [] } = await stage
        .client(OrganizationsClient)
        .send(new ListParentsCommand({ ChildId: account }));
      return parent?.Id === root ? undefined : `${account} was moved back, and nobody agreed`;
    },
  }),
  drill({
    name: 'somebody detaches a policy of their own',
    kind: 'twin',
    expected: 'left',
    world: anOwnPolicy,
    incident: detach,
  }),
  drill({
    name: 'a policy is rewritten to what it says',
    kind: 'twin',
    expected: 'left',
    incident: (session, world) => rewrite(session, world, deployed),
    aftermath: isAsDeployed,
  }),
  drill({
    name: 'a policy is detached where the guardrail only observes',
    kind: 'twin',
    mode: 'observe',
    expected: 'reported',
    incident: detach,
  }),
];

async function theRoot(stage: Stage): Promise<{ readonly root: string; readonly controlled: boolean }> {
  const { Roots: [root] = [] } = await stage.client(OrganizationsClient).send(new ListRootsCommand({}));
  const controlled = root?.PolicyTypes?.some(({ Type }) => Type === 'SERVICE_CONTROL_POLICY') === true;
  return { root: root?.Id ?? '', controlled };
}

async function aDeployedPolicy(stage: Stage): Promise<World> {
  const { name, ...world } = await aPolicy(stage);
  await deploy(stage, {
    Policy: {
      Type: 'AWS::Organizations::Policy',
      Properties: { Name: name, Type: type, Content: deployed, TargetIds: [world.root] },
    },
  });
  return world;
}

async function anOwnPolicy(stage: Stage): Promise<World> {
  await deploy(stage, {});
  const { name: _, ...world } = await aPolicy(stage);
  return world;
}

async function anAccount(stage: Stage): Promise<World> {
  await deploy(stage, {});
  const AccountName = stage.unique('shop');
  const { CreateAccountStatus } = await stage
    .client(OrganizationsClient)
    .send(new CreateAccountCommand({ AccountName, Email: `${AccountName}@example.com` }));
  const { root } = await theRoot(stage);
  return { root, policy: '', account: String(CreateAccountStatus?.AccountId) };
}

async function aPolicy(stage: Stage): Promise<World & { readonly name: string }> {
  const client = stage.client(OrganizationsClient);
  const { root } = await theRoot(stage);
  const name = stage.unique('breakwater-tags');
  try {
    await client.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: type }));
  } catch (error) {
    if (!isNamed(error, 'PolicyTypeAlreadyEnabledException')) throw error;
  }
  const { Policy } = await client.send(
    new CreatePolicyCommand({ Name: name, Description: 'a drill', Type: type, Content: JSON.stringify(deployed) }),
  );
  const policy = Policy?.PolicySummary?.Id ?? '';
  await client.send(new AttachPolicyCommand({ PolicyId: policy, TargetId: root }));
  return { root, policy, name, type };
}

/** The organization's stack, as far as the drill needs one; it replaces that of the drill before. */
async function deploy(stage: Stage, Resources: object): Promise<void> {
  const client = stage.client(CloudFormationClient);
  const TemplateBody = JSON.stringify({ Resources: { ...Resources, Topic: { Type: 'AWS::SNS::Topic' } } });
  await client.send(new DeleteStackCommand({ StackName: organizationStack }));
  await client.send(new CreateStackCommand({ StackName: organizationStack, TemplateBody }));
}

async function rewrite(session: Session, { policy }: World, content: object): Promise<void> {
  await session
    .client(OrganizationsClient)
    .send(new UpdatePolicyCommand({ PolicyId: policy, Content: JSON.stringify(content) }));
}

async function isAsDeployed(stage: Stage, { policy, root }: World): Promise<string | undefined> {
  const client = stage.client(OrganizationsClient);
  const { Roots: [found] = [] } = await client.send(new ListRootsCommand({}));
  const { Targets = [] } = await client.send(new ListTargetsForPolicyCommand({ PolicyId: policy }));
  const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: policy }));
  if (!found?.PolicyTypes?.some(({ Type }) => Type === type)) return `${type} is disabled`;
  if (!Targets.some(({ TargetId }) => TargetId === root)) return `${policy} is not attached`;
  return Policy?.Content === JSON.stringify(deployed) ? undefined : `${policy} says ${Policy?.Content}`;
}

async function isNotAsDeployed(stage: Stage, world: World): Promise<string | undefined> {
  return (await isAsDeployed(stage, world)) ? undefined : `${world.policy} was put back`;
}
