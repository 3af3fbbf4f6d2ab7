import {
  CreateEventBusCommand,
  DescribeEventBusCommand,
  EventBridgeClient,
  PutPermissionCommand,
} from '@aws-sdk/client-eventbridge';
import { GetBucketPolicyCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateAccessPointCommand, PutAccessPointPolicyCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { makeBucket } from '../../lib/drills/make-bucket';
import { stranger } from '../../lib/drills/stranger';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { policyIsPublic } from '../../lib/policy/is-public';

interface World {
  readonly id: string;
  /** ARN of a topic, URL of a queue. */
  readonly address: string;
  /** Another account of the organization. */
  readonly sister: string;
  readonly organization: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'incident'>;

/** A topic that nobody else may use, and somebody who opens it. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: topic,
    aftermath: part.expected === 'fixed' ? topicIsOurs : async () => undefined,
    ...part,
  });
}

const openTopic = (session: Session, { address }: World) => letIn(session, address, '*');

export const drills = [
  drill({ name: 'a topic is opened to everybody', kind: 'incident', expected: 'fixed', incident: openTopic }),
  drill({
    name: 'a queue is given to a stranger',
    kind: 'incident',
    expected: 'fixed',
    world: queue,
    async incident(session, { address }) {
      const Attributes = { Policy: policy(address, { AWS: `arn:aws:iam::${stranger}:root` }) };
      await session.client(SQSClient).send(new SetQueueAttributesCommand({ QueueUrl: address, Attributes }));
    },
    aftermath: queueIsOurs,
  }),
  drill({
    name: 'a bus takes events from a stranger',
    kind: 'incident',
    expected: 'fixed',
    world: bus,
    async incident(session, { id }) {
      const input = { EventBusName: id, StatementId: 'partner', Principal: stranger, Action: 'events:PutEvents' };
      await session.client(EventBridgeClient).send(new PutPermissionCommand(input));
    },
    aftermath: busIsOurs,
  }),
  drill({
    name: 'a bucket of orders is shared with another organization',
    kind: 'incident',
    expected: 'fixed',
    world: bucket,
    incident: (session, { id }) => shareOrders(session, id, 'o-someoneelse'),
    aftermath: bucketIsOurs,
  }),
  drill({
    name: 'an access point lets in a stranger, which the fix does not know',
    kind: 'incident',
    expected: 'reported',
    world: accessPoint,
    async incident(session, { id: Name }) {
      const Policy = policy('*', { AWS: `arn:aws:iam::${stranger}:root` });
      const input = { AccountId: session.account, Name, Policy };
      await session.client(S3ControlClient).send(new PutAccessPointPolicyCommand(input));
    },
  }),
  drill({
    name: 'the event of an open topic is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
    incident: openTopic,
  }),
  drill({
    name: 'a topic is opened to the organization',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { address, organization }) =>
      letIn(session, address, '*', { StringEquals: { 'aws:PrincipalOrgID': organization } }),
  }),
  drill({
    name: 'a bucket of orders is shared inside the organization',
    kind: 'twin',
    expected: 'ignored',
    world: bucket,
    incident: (session, { id, organization }) => shareOrders(session, id, organization),
  }),
  drill({
    name: "a bucket's events are to reach a topic",
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { address }) => letIn(session, address, { Service: 's3.amazonaws.com' }),
  }),
  drill({
    name: 'an account of the organization may publish',
    kind: 'twin',
    expected: 'left',
    incident: (session, { address, sister }) => letIn(session, address, { AWS: sister }),
  }),
  drill({
    name: "a partner's topic is exempt",
    kind: 'twin',
    expected: 'left',
    exemption: ({ address }) => ({ resource: address }),
    incident: openTopic,
  }),
];

async function topic(stage: Stage): Promise<World> {
  const id = stage.unique('orders');
  const { TopicArn: address = '' } = await stage.client(SNSClient).send(new CreateTopicCommand({ Name: id }));
  return { id, address, ...neighbours(stage) };
}

async function queue(stage: Stage): Promise<World> {
  const id = stage.unique('orders');
  const { QueueUrl: address = '' } = await stage.client(SQSClient).send(new CreateQueueCommand({ QueueName: id }));
  return { id, address, ...neighbours(stage) };
}

async function bus(stage: Stage): Promise<World> {
  const id = stage.unique('orders');
  await stage.client(EventBridgeClient).send(new CreateEventBusCommand({ Name: id }));
  return { id, address: id, ...neighbours(stage) };
}

async function bucket(stage: Stage): Promise<World> {
  const id = stage.unique('orders');
  await makeBucket(stage, id);
  return { id, address: id, ...neighbours(stage) };
}

async function accessPoint(stage: Stage): Promise<World> {
  const world = await bucket(stage);
  const input = { AccountId: stage.account, Name: world.id, Bucket: world.id };
  await stage.client(S3ControlClient).send(new CreateAccessPointCommand(input));
  return world;
}

async function shareOrders(session: Session, Bucket: string, organization: string): Promise<void> {
  const statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${Bucket}/*`,
    Condition: { StringEquals: { 'aws:PrincipalOrgID': organization } },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await session.client(S3Client).send(new PutBucketPolicyCommand({ Bucket, Policy }));
}

const neighbours = ({ facts }: Stage) => ({ sister: facts.securityAccount, organization: facts.organization });

async function letIn(session: Session, TopicArn: string, principal: unknown, condition?: object): Promise<void> {
  const AttributeValue = policy(TopicArn, principal, condition);
  await session
    .client(SNSClient)
    .send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue }));
}

function policy(Resource: string, Principal: unknown, Condition?: object): string {
  const statement = { Sid: 'Partner', Effect: 'Allow', Principal, Action: 'sns:Publish', Resource, Condition };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

async function topicIsOurs(stage: Stage, { id, address: TopicArn }: World): Promise<string | undefined> {
  const { Attributes } = await stage.client(SNSClient).send(new GetTopicAttributesCommand({ TopicArn }));
  return forUsAlone(id, Attributes?.Policy, stage);
}

async function queueIsOurs(stage: Stage, { id, address: QueueUrl }: World): Promise<string | undefined> {
  const { Attributes } = await stage
    .client(SQSClient)
    .send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] }));
  return forUsAlone(id, Attributes?.Policy, stage);
}

async function busIsOurs(stage: Stage, { id }: World): Promise<string | undefined> {
  const { Policy } = await stage.client(EventBridgeClient).send(new DescribeEventBusCommand({ Name: id }));
  return forUsAlone(id, Policy, stage);
}

async function bucketIsOurs(stage: Stage, { id }: World): Promise<string | undefined> {
  const { Policy } = await stage.client(S3Client).send(new GetBucketPolicyCommand({ Bucket: id }));
  return forUsAlone(id, Policy, stage);
}

function forUsAlone(id: string, text = '', { facts }: Stage): string | undefined {
  if (policyIsPublic(text)) return `${id} is still open to everybody`;
  return text.includes(`"aws:PrincipalOrgID"`) && text.includes(facts.organization)
    ? undefined
    : `${id} is not for the organization alone`;
}
