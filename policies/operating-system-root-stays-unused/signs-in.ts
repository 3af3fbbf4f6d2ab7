import type { Instance } from '@aws-sdk/client-ec2';

const dayMilliseconds = 86_400_000;

/** Whether somebody may become root on it, and it has run for long enough to be told to say so. */
export function signsIn(
  { State, LaunchTime, Platform }: Pick<Instance, 'State' | 'LaunchTime' | 'Platform'>,
  now: Date,
): boolean {
  const isUp = State?.Name === 'running' && LaunchTime !== undefined;
  // EC2 names no platform but Windows.
  return isUp && Platform === undefined && now.getTime() - LaunchTime.getTime() > dayMilliseconds;
}
