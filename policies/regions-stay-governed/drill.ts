import { AccountClient, EnableRegionCommand } from '@aws-sdk/client-account';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateTopicCommand, ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { managementAbroadAlarm } from '../../lib/model/platform';

interface World {
  readonly name: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** Somebody makes a topic, as cheap a thing as there is, in a region that nobody governs. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    region: 'eu-north-1',
    world: async (stage) => ({ name: stage.unique('orders') }),
    incident: createTopic,
    aftermath: part.expected === 'prevented' ? hasNoTopic : hasTopic,
    ...part,
  });
}

export const drills = [
  drill({ name: 'a developer makes a topic in Stockholm', kind: 'incident', expected: 'prevented' }),
  drill({
    name: 'a developer makes a topic in São Paulo',
    kind: 'incident',
    where: { purpose: 'sandbox' },
    region: 'sa-east-1',
    expected: 'prevented',
  }),
  drill({
    name: 'a developer switches a region on',
    kind: 'incident',
    expected: 'prevented',
    async incident(session) {
      await session.client(AccountClient).send(new EnableRegionCommand({ RegionName: 'me-south-1' }));
    },
  }),
  drill({
    name: 'the management account is used in Stockholm, and the trail brings it home',
    kind: 'incident',
    where: { role: 'management' },
    region: 'eu-west-1',
    expected: 'reported',
    incident: async () => {},
    events: () => [
      {
        source: 'aws.cloudwatch',
        'detail-type': 'CloudWatch Alarm State Change',
        detail: { alarmName: managementAbroadAlarm, state: { value: 'ALARM' }, previousState: { value: 'OK' } },
      },
    ],
    aftermath: async () => undefined,
  }),
  drill({ name: 'a developer makes a topic at home', kind: 'twin', region: 'eu-west-1', expected: 'ignored' }),
  drill({
    name: 'the platform works in Stockholm',
    kind: 'twin',
    as: '/breakwater/breakwater-deploy',
    expected: 'ignored',
  }),
  drill({
    name: 'a role is made by way of Stockholm',
    kind: 'twin',
    expected: 'ignored',
    async incident(session, { name }) {
      await session.client(IAMClient).send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust }));
    },
    aftermath: hasNoTopic,
  }),
];

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

async function createTopic(session: Session, { name }: World): Promise<void> {
  await session.client(SNSClient).send(new CreateTopicCommand({ Name: name }));
}

async function hasTopic(stage: Stage, { name }: World): Promise<string | undefined> {
  const { Topics = [] } = await stage.client(SNSClient).send(new ListTopicsCommand({}));
  return Topics.some(({ TopicArn }) => TopicArn?.endsWith(`:${name}`)) ? undefined : `${name} is not there`;
}

async function hasNoTopic(stage: Stage, world: World): Promise<string | undefined> {
  return (await hasTopic(stage, world)) === undefined ? `${world.name} was made in ${stage.region}` : undefined;
}
