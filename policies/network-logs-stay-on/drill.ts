import {
  CreateFlowLogsCommand,
  CreateVpcCommand,
  DeleteFlowLogsCommand,
  DescribeFlowLogsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { makeBucket } from '../../lib/drills/make-bucket';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly vpc: string;
  readonly flowLog: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** A network that logs, and somebody who takes its flow log away. */
const drill = (part: Part) =>
  defineDrill<World>({
    where: { purpose: 'workloads' },
    world: aLoggedNetwork,
    incident: deleteLog,
    aftermath: logs,
    ...part,
  });

export const drills = [
  drill({ name: 'a developer deletes the flow log of a network', kind: 'incident', expected: 'prevented' }),
  drill({
    name: 'an administrator of the management account deletes a flow log: a person hears of it',
    kind: 'incident',
    where: { role: 'management' },
    expected: 'reported',
    aftermath: logsNoMore,
  }),
  drill({
    name: 'one more flow log is made',
    kind: 'twin',
    expected: 'ignored',
    async incident(session, { vpc }) {
      await log(session, vpc, 'REJECT');
    },
  }),
  drill({
    name: "the network account's own deployment deletes a flow log: no policy is in its way",
    kind: 'twin',
    where: { role: 'network' },
    as: 'cdk-hnb659fds-cfn-exec-role-drill',
    expected: 'reported',
    aftermath: logsNoMore,
  }),
];

async function aLoggedNetwork(stage: Stage): Promise<World> {
  const { Vpc } = await stage.client(EC2Client).send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/24' }));
  const vpc = Vpc?.VpcId ?? '';
  return { vpc, flowLog: await log(stage, vpc, 'ALL') };
}

async function log(session: Session, vpc: string, TrafficType: 'ALL' | 'REJECT'): Promise<string> {
  const Bucket = `flow-logs-of-${vpc}`;
  if (TrafficType === 'ALL') await makeBucket(session, Bucket);
  const { FlowLogIds } = await session.client(EC2Client).send(
    new CreateFlowLogsCommand({
      ResourceIds: [vpc],
      ResourceType: 'VPC',
      TrafficType,
      LogDestinationType: 's3',
      LogDestination: `arn:aws:s3:::${Bucket}`,
    }),
  );
  return FlowLogIds?.[0] ?? '';
}

async function deleteLog(session: Session, { flowLog }: World): Promise<void> {
  await session.client(EC2Client).send(new DeleteFlowLogsCommand({ FlowLogIds: [flowLog] }));
}

async function isLogged(stage: Stage, { flowLog }: World): Promise<boolean> {
  const { FlowLogs = [] } = await stage.client(EC2Client).send(new DescribeFlowLogsCommand({}));
  return FlowLogs.some(({ FlowLogId }) => FlowLogId === flowLog);
}

async function logs(stage: Stage, world: World): Promise<string | undefined> {
  return (await isLogged(stage, world)) ? undefined : 'the flow log is gone';
}

async function logsNoMore(stage: Stage, world: World): Promise<string | undefined> {
  return (await isLogged(stage, world)) ? 'the flow log is still there, so the drill proves nothing' : undefined;
}
