import { apiCallIn } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { defineMonitor } from '../../lib/model/guardrail';
import { defaultVpc } from './default-vpc';

const made: ReadonlyMap<string, string> = new Map([
  ['CreateDefaultSubnet', 'a subnet that gives public addresses was made in the default VPC'],
  ['CreateDefaultVpc', 'a network that is open to the internet was made'],
]);

export const monitor = defineMonitor({
  patterns: [callsTo('ec2', [...made.keys()])],

  finding(event, facts) {
    const call = apiCallIn(event);
    const because = made.get(call.name);
    if (!because) return { kind: 'ignored', because: `${call.name || 'it'} that makes no default VPC` };
    return findingOf(call, [defaultVpc(event, facts)], because);
  },

  // Accounts are born with one in each region. Whether it is there the fix reads anyway.
  async *reconcile(session, facts) {
    yield defaultVpc(session, facts);
  },
});
