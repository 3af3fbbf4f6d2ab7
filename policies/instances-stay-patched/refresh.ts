import {
  AutoScalingClient,
  CancelInstanceRefreshCommand,
  DescribeInstanceRefreshesCommand,
  StartInstanceRefreshCommand,
} from '@aws-sdk/client-auto-scaling';
import type { Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';

const running = ['Pending', 'InProgress', 'Baking', 'Cancelling', 'RollbackInProgress'];
const minHealthyPercent = 90;

export async function isRefreshing(group: string, session: Session): Promise<boolean> {
  const { InstanceRefreshes } = await session
    .client(AutoScalingClient)
    .send(new DescribeInstanceRefreshesCommand({ AutoScalingGroupName: group, MaxRecords: 1 }));
  return running.includes(InstanceRefreshes?.[0]?.Status ?? '');
}

export async function startRefresh(group: string, session: Session): Promise<void> {
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
