import { EC2Client, GetSerialConsoleAccessStatusCommand } from '@aws-sdk/client-ec2';
import { apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import type { Facts } from '../../lib/model/facts';
import type { Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';

export const monitor = defineMonitor({
  patterns: [
    callsTo('ec2', ['EnableSerialConsoleAccess']),
    callsTo('ec2-instance-connect', ['SendSerialConsoleSSHPublicKey']),
  ],

  finding(event, facts) {
    const call = apiCallIn(event);
    switch (call.name) {
      case 'EnableSerialConsoleAccess':
        return findingOf(call, [serialConsole(event, facts)], 'the serial console of every instance can be reached');
      case 'SendSerialConsoleSSHPublicKey': {
        const instance = textOf(call.parameters.instanceId) ?? 'an instance';
        return findingOf(call, [serialConsole(event, facts)], `somebody's key for the serial console of ${instance}`);
      }
      default:
        return { kind: 'ignored', because: `${call.name || 'it'} that opens no serial console` };
    }
  },

  async *reconcile(session, facts) {
    const answer = await session.client(EC2Client).send(new GetSerialConsoleAccessStatusCommand({}));
    if (answer.SerialConsoleAccessEnabled === true) yield serialConsole(session, facts);
  },
});

/** A setting has no ARN of its own; this one is ours, so that regions are told apart. */
function serialConsole(
  { account, region }: Pick<Resource, 'account' | 'region'>,
  { partition }: Pick<Facts, 'partition'>,
): Resource {
  const arn = `arn:${partition}:ec2:${region}:${account}:serial-console-access`;
  return { type: 'AWS::EC2::SerialConsoleAccess', id: account, arn, account, region };
}
