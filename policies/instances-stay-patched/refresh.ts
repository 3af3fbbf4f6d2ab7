import {
  AutoScalingClient,
  CancelInstanceRefreshCommand,
  DescribeInstanceRefreshesCommand,
  type InstanceRefresh,
  StartInstanceRefreshCommand,
} from '@aws-sdk/client-auto-scaling';
import type { Progress, Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';

const running = ['Pending', 'InProgress', 'Baking', 'Cancelling', 'RollbackInProgress'];

export async function isRefreshing(group: string, session: Session): Promise<boolean> {
  return running.includes((await latestRefresh(group, session))?.Status ?? '');
}

export async function refreshProgress(group: string, session: Session): Promise<Progress> {
  const { Status = 'gone', PercentageComplete = 0, StatusReason = '' } = (await latestRefresh(group, session)) ?? {};
  if (Status === 'Successful') return { kind: 'done', because: `every instance of ${group} was replaced` };
  if (running.includes(Status)) {
    return { kind: 'underway', because: `${PercentageComplete} % of ${group} are replaced` };
  }
  return { kind: 'failed', because: `the refresh of ${group} ended as ${Status} ${StatusReason}`.trim() };
}

/** A group's refreshes come newest first. */
async function latestRefresh(group: string, session: Session): Promise<InstanceRefresh | undefined> {
  const { InstanceRefreshes } = await session
    .client(AutoScalingClient)
    .send(new DescribeInstanceRefreshesCommand({ AutoScalingGroupName: group, MaxRecords: 1 }));
  return InstanceRefreshes?.[0];
}

export async function startRefresh(group: string, minHealthyPercent: number, session: Session): Promise<void> {
  try {
    await session.client(AutoScalingClient).send(
      new StartInstanceRefreshCommand({
        AutoScalingGroupName: group,
        Preferences: { MinHealthyPercentage: minHealthyPercent },
      }),
    );
  } catch (error) {
    // Another instance of the group was quicker to ask for the same.
    if (!isNamed(error, 'InstanceRefreshInProgressFault', 'InstanceRefreshInProgress')) throw error;
  }
}

export async function cancelRefresh(group: string, session: Session): Promise<void> {
  try {
    await session.client(AutoScalingClient).send(new CancelInstanceRefreshCommand({ AutoScalingGroupName: group }));
  } catch (error) {
    if (!isNamed(error, 'ActiveInstanceRefreshNotFoundFault', 'ActiveInstanceRefreshNotFound')) throw error;
  }
}
