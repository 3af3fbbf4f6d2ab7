import type { Instance } from '@aws-sdk/client-ec2';

const hourMilliseconds = 3_600_000;

/** Whether the instance has run for an hour: an agent needs minutes to report for the first time. */
export function oldEnough({ State, LaunchTime }: Pick<Instance, 'State' | 'LaunchTime'>, now: Date): boolean {
  return (
    State?.Name === 'running' && LaunchTime !== undefined && now.getTime() - LaunchTime.getTime() > hourMilliseconds
  );
}
