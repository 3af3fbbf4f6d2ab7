import { CloudWatchLogsClient, paginateDescribeLogStreams } from '@aws-sdk/client-cloudwatch-logs';
import type { Facts } from '../../lib/model/facts';
import type { Resource } from '../../lib/model/finding';
import type { Session } from '../../lib/model/guardrail';
import { signInsLogGroup } from '../../lib/model/root-logins';

const dayMilliseconds = 86_400_000;
// Jobs of cron alone are some lines a day; AWS may take a while to count them.
const silentDays = 3;

export const logGroupType = 'AWS::Logs::LogGroup';

/** What machines of that account and region say of sign-ins, as the resource of a finding. */
export function signInsOf(
  { account, region }: Pick<Resource, 'account' | 'region'>,
  { partition }: Pick<Facts, 'partition'>,
): Resource {
  const arn = `arn:${partition}:logs:${region}:${account}:log-group:${signInsLogGroup}`;
  return { type: logGroupType, id: signInsLogGroup, arn, account, region };
}

/** Machines that sent something in the last days; only one of them where it is given. */
export async function heardOf(session: Session, machine?: string): Promise<ReadonlySet<string>> {
  const asked = { logGroupName: signInsLogGroup, ...(machine && { logStreamNamePrefix: machine }) };
  const since = Date.now() - silentDays * dayMilliseconds;
  const heard = new Set<string>();
  for await (const { logStreams = [] } of paginateDescribeLogStreams(
    { client: session.client(CloudWatchLogsClient) },
    asked,
  )) {
    for (const { logStreamName = '', lastIngestionTime = 0 } of logStreams) {
      if (lastIngestionTime > since) heard.add(logStreamName);
    }
  }
  return heard;
}
