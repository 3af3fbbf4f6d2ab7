import {
  AutoScalingClient,
  DescribeAutoScalingInstancesCommand,
  EnterStandbyCommand,
  ExitStandbyCommand,
} from '@aws-sdk/client-auto-scaling';
import type { Instance } from '@aws-sdk/client-ec2';
import type { Session } from '../../lib/model/guardrail';
import { tagsOf } from '../../lib/remediation/instances-in';

/** The auto scaling group an instance belongs to, and whether the group looks after it. */
export async function scalingGroupOf(
  instance: Pick<Instance, 'InstanceId' | 'Tags'>,
  session: Session,
): Promise<{ readonly name: string; readonly inService: boolean } | undefined> {
  const name = tagsOf(instance)['aws:autoscaling:groupName'];
  if (name === undefined) return undefined;
  const { AutoScalingInstances = [] } = await session
    .client(AutoScalingClient)
    .send(new DescribeAutoScalingInstancesCommand({ InstanceIds: [instance.InstanceId ?? ''] }));
  return { name, inService: AutoScalingInstances[0]?.LifecycleState === 'InService' };
}

/** The group launches another one in its place and leaves this one alone, ill or not. */
export async function enterStandby(instance: string, group: string, session: Session): Promise<void> {
  await session.client(AutoScalingClient).send(
    new EnterStandbyCommand({
      AutoScalingGroupName: group,
      InstanceIds: [instance],
      ShouldDecrementDesiredCapacity: false,
    }),
  );
}

export async function exitStandby(instance: string, group: string, session: Session): Promise<void> {
  await session
    .client(AutoScalingClient)
    .send(new ExitStandbyCommand({ AutoScalingGroupName: group, InstanceIds: [instance] }));
}
