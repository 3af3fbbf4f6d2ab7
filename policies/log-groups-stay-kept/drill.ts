import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { leastDays } from './fix';

interface World {
  readonly group: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'incident'>;

/** A log group that keeps everything, and somebody who does something to it. */
const drill = (part: Part) =>
  defineDrill<World>({ where: { purpose: 'workloads' }, world: aLogGroup, aftermath: isKept, ...part });

const keep =
  (retentionInDays: number) =>
  async (session: Session, { group }: World) => {
    await session
      .client(CloudWatchLogsClient)
      .send(new PutRetentionPolicyCommand({ logGroupName: group, retentionInDays }));
  };
const remove = async (session: Session, { group }: World) => {
  await session.client(CloudWatchLogsClient).send(new DeleteLogGroupCommand({ logGroupName: group }));
};
const nothing = async (): Promise<undefined> => undefined;

export const drills = [
  drill({ name: 'a developer deletes a log group', kind: 'incident', expected: 'prevented', incident: remove }),
  drill({
    name: 'a developer has logs forgotten after a day',
    kind: 'incident',
    expected: 'prevented',
    incident: keep(1),
  }),
  drill({
    name: 'an administrator of the management account has logs forgotten after a day',
    kind: 'incident',
    where: { role: 'management' },
    expected: 'fixed',
    incident: keep(1),
  }),
  drill({
    name: 'an administrator of the management account deletes a log group: a person hears of it',
    kind: 'incident',
    where: { role: 'management' },
    expected: 'reported',
    incident: remove,
    aftermath: nothing,
  }),
  drill({
    name: 'a deployment keeps logs for a day, as its template says',
    kind: 'twin',
    as: 'cdk-hnb659fds-cfn-exec-role-drill',
    expected: 'ignored',
    incident: keep(1),
    aftermath: nothing,
  }),
  drill({
    name: 'an administrator of the management account keeps logs for a year',
    kind: 'twin',
    where: { role: 'management' },
    expected: 'ignored',
    incident: keep(365),
  }),
];

async function aLogGroup(stage: Stage): Promise<World> {
  const group = stage.unique('/shop/orders');
  await stage.client(CloudWatchLogsClient).send(new CreateLogGroupCommand({ logGroupName: group }));
  return { group };
}

async function isKept(stage: Stage, { group }: World): Promise<string | undefined> {
  const { logGroups = [] } = await stage
    .client(CloudWatchLogsClient)
    .send(new DescribeLogGroupsCommand({ logGroupNamePrefix: group }));
  const [found] = logGroups;
  if (!found) return `${group} is gone`;
  const { retentionInDays = leastDays } = found;
  return retentionInDays < leastDays ? `${group} is kept for ${retentionInDays} days` : undefined;
}
