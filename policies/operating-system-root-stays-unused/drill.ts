import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteMetricFilterCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateSubnetCommand, CreateVpcCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { isMarked } from '../../lib/model/compromised';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { rootLoginAlarm, signInsLogGroup } from '../../lib/model/root-logins';
import { instancesIn, tagsOf } from '../../lib/remediation/instances-in';

interface World {
  readonly instance: string;
  /** What a finding is about. */
  readonly logGroup: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** A machine that says who signs in, and the alarm that its lines set off. Each plays where no other's lines are. */
function drill(lines: readonly string[], part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: aMachine,
    incident: (session, { instance }) => say(lines, instance, session),
    events: () => [alarmOf(rootLoginAlarm)],
    aftermath: isLeftAlone,
    ...part,
  });
}

const byKey = 'sshd[2011]: Accepted publickey for root from 198.51.100.7 port 50122 ssh2: ED25519 SHA256:uN1';
const byCron = 'CRON[811]: pam_unix(cron:session): session opened for user root(uid=0) by root(uid=0)';
const bySession =
  'sudo[4211]: ssm-user : TTY=pts/0 ; PWD=/usr/bin ; USER=root ; COMMAND=/usr/bin/systemctl restart nginx';

export const drills = [
  drill([byCron, byKey], { name: 'an intruder signs in as root by SSH', kind: 'incident', expected: 'reported' }),
  drill([bySession, 'sudo[77]:   ubuntu : TTY=pts/1 ; PWD=/home/ubuntu ; USER=root ; COMMAND=/bin/bash'], {
    name: 'an administrator of a machine opens a shell as root, and the alarm is lost',
    kind: 'incident',
    where: { purpose: 'infrastructure' },
    heardBy: 'reconcile',
    events: () => [],
    expected: 'reported',
  }),
  drill([], {
    name: 'an intruder has nobody hear of root any more',
    kind: 'incident',
    where: { purpose: 'sandbox' },
    expected: 'prevented',
    events: () => [],
    async incident(session) {
      const filter = { logGroupName: signInsLogGroup, filterName: 'root' };
      await session.client(CloudWatchLogsClient).send(new DeleteMetricFilterCommand(filter));
    },
  }),
  drill([byCron, bySession], {
    name: 'jobs of cron and sessions of Systems Manager are daily work',
    kind: 'twin',
    where: { purpose: 'infrastructure' },
    region: 'us-east-1',
    expected: 'left',
  }),
  drill([byKey], {
    name: 'an alarm of a team goes off',
    kind: 'twin',
    region: 'us-east-1',
    expected: 'ignored',
    events: () => [alarmOf('disk-is-full')],
  }),
];

function alarmOf(alarmName: string) {
  return {
    source: 'aws.cloudwatch',
    'detail-type': 'CloudWatch Alarm State Change',
    detail: { alarmName, state: { value: 'ALARM' }, previousState: { value: 'OK' } },
  };
}

async function aMachine(stage: Stage): Promise<World> {
  const ec2 = stage.client(EC2Client);
  // Nobody may count on a default network: drills of another guardrail take it away.
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/24' }));
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock: '10.9.0.0/24' }));
  const machine = { ImageId: 'ami-12c6146b', InstanceType: 't3.micro', SubnetId: Subnet?.SubnetId } as const;
  const { Instances } = await ec2.send(new RunInstancesCommand({ ...machine, MinCount: 1, MaxCount: 1 }));
  const instance = Instances?.[0]?.InstanceId ?? '';
  const logs = stage.client(CloudWatchLogsClient);
  const logGroupName = signInsLogGroup;
  await logs.send(new CreateLogGroupCommand({ logGroupName })).catch(unlessThere);
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: instance }));
  return { instance, logGroup: logGroupName };
}

function unlessThere(error: unknown): void {
  if (!isNamed(error, 'ResourceAlreadyExistsException')) throw error;
}

async function say(lines: readonly string[], logStreamName: string, session: Session): Promise<void> {
  const timestamp = Date.now();
  const logEvents = lines.map((line) => ({ timestamp, message: `Nov 22 03:14:15 ip-10-0-1-5 ${line}` }));
  await session
    .client(CloudWatchLogsClient)
    .send(new PutLogEventsCommand({ logGroupName: signInsLogGroup, logStreamName, logEvents }));
}

async function isLeftAlone(stage: Stage, { instance }: World): Promise<string | undefined> {
  for await (const found of instancesIn(stage, [instance])) {
    return isMarked(tagsOf(found)) ? `${instance} was marked before anybody agreed` : undefined;
  }
  return `${instance} is gone`;
}
