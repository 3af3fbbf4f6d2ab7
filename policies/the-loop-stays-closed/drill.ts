import {
  DescribeRuleCommand,
  DisableRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateQueueCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { hubTarget } from './rule';

interface World {
  /** Or what else is touched. */
  readonly rule: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

const developer = { where: { purpose: 'workloads' }, as: 'Developer' } as const;

/** A rule that forwards to the hub, and an administrator of the management account, whom no policy binds. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'management' },
    as: 'Administrator',
    world: (stage) => aRule(stage, stage.unique('breakwater-management')),
    incident: disable,
    aftermath: part.expected === 'fixed' || part.expected === 'prevented' ? forwards : doesNotForward,
    ...part,
  });
}

export const drills = [
  drill({
    ...developer,
    name: 'a developer disables a forwarding rule',
    kind: 'incident',
    expected: 'prevented',
    world: (stage) => aRule(stage, stage.unique('StackSet-breakwater-baseline')),
  }),
  drill({
    ...developer,
    name: 'a developer makes a role that no policy would bind',
    kind: 'incident',
    expected: 'prevented',
    world: async (stage) => ({ rule: stage.unique('stacksets-exec-mallory') }),
    incident: (session, { rule }) => makeRole(session, rule, '/'),
    aftermath: hasNoRole,
  }),
  drill({
    ...developer,
    name: "a developer makes a role under the landing zone's path",
    kind: 'incident',
    expected: 'prevented',
    world: async (stage) => ({ rule: stage.unique('mallory') }),
    incident: (session, { rule }) => makeRole(session, rule, '/breakwater/'),
    aftermath: hasNoRole,
  }),
  drill({
    name: 'an administrator of the security account empties a queue of the hub',
    kind: 'incident',
    where: { purpose: 'security' },
    expected: 'prevented',
    world: aQueue,
    async incident(session, { rule: QueueUrl }) {
      await session.client(SQSClient).send(new PurgeQueueCommand({ QueueUrl }));
    },
    async aftermath(stage, { rule: QueueUrl }) {
      const { Messages = [] } = await stage.client(SQSClient).send(new ReceiveMessageCommand({ QueueUrl }));
      return Messages.length > 0 ? undefined : `${QueueUrl} is empty`;
    },
  }),
  drill({ name: 'a forwarding rule is disabled where no policy binds', kind: 'incident', expected: 'fixed' }),
  drill({
    name: 'a forwarding rule loses its target',
    kind: 'incident',
    expected: 'fixed',
    async incident(session, { rule }) {
      await session.client(EventBridgeClient).send(new RemoveTargetsCommand({ Rule: rule, Ids: ['Hub'] }));
    },
  }),
  drill({
    name: 'the event of a disabled rule is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
  }),
  drill({
    ...developer,
    name: 'a developer disables a rule of their own',
    kind: 'twin',
    expected: 'ignored',
    world: (stage) => aRule(stage, stage.unique('orders')),
  }),
  drill({
    name: 'the platform disables a rule',
    kind: 'twin',
    as: '/breakwater/breakwater-fix-the-loop-stays-closed',
    expected: 'ignored',
  }),
  drill({
    name: 'a rule is disabled where the guardrail only observes',
    kind: 'twin',
    mode: 'observe',
    expected: 'reported',
  }),
];

async function aRule(stage: Stage, rule: string): Promise<World> {
  const client = stage.client(EventBridgeClient);
  const EventPattern = JSON.stringify({ source: ['aws.s3'] });
  await client.send(new PutRuleCommand({ Name: rule, EventPattern }));
  await client.send(new PutTargetsCommand({ Rule: rule, Targets: [hubTarget(rule, stage, stage.facts)] }));
  return { rule };
}

async function aQueue(stage: Stage): Promise<World> {
  const client = stage.client(SQSClient);
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: stage.unique('breakwater-drill') }));
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'an event nobody has heard yet' }));
  return { rule: QueueUrl };
}

async function disable(session: Session, { rule }: World): Promise<void> {
  await session.client(EventBridgeClient).send(new DisableRuleCommand({ Name: rule }));
}

async function makeRole(session: Session, RoleName: string, Path: string): Promise<void> {
  await session
    .client(IAMClient)
    .send(
      new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}' }),
    );
}

async function forwards(stage: Stage, { rule }: World): Promise<string | undefined> {
  const client = stage.client(EventBridgeClient);
  const { State } = await client.send(new DescribeRuleCommand({ Name: rule }));
  const { Targets = [] } = await client.send(new ListTargetsByRuleCommand({ Rule: rule }));
  if (State !== 'ENABLED') return `${rule} is ${State}`;
  return Targets.length > 0 ? undefined : `${rule} has no target`;
}

async function doesNotForward(stage: Stage, world: World): Promise<string | undefined> {
  return (await forwards(stage, world)) ? undefined : `${world.rule} was enabled again`;
}

async function hasNoRole(stage: Stage, { rule: RoleName }: World): Promise<string | undefined> {
  try {
    await stage.client(IAMClient).send(new GetRoleCommand({ RoleName }));
    return `${RoleName} was made`;
  } catch (error) {
    if (isNamed(error, 'NoSuchEntityException')) return undefined;
    throw error;
  }
}
