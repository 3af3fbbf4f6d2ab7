import { apiCallIn } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { groupsJoinedIn } from '../../lib/events/groups-joined';
import { securityGroup } from '../../lib/events/security-group';
import { defineMonitor } from '../../lib/model/guardrail';
import { describeRule } from '../../lib/model/security-group-rule';
import { ingressRules } from '../../lib/remediation/security-group-rules';
import { isSuspect } from './decide';
import { groupIn, rulesIn } from './event-rules';
import { isFromBastion, watchedPorts } from './rule';

const ruleCalls = ['AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules'];
/** What a group lets in changes without the group when a list changes that it names. */
const listCalls = ['ModifyManagedPrefixList', 'RestoreManagedPrefixListVersion'];
/** A group that was open, and nobody's, has members now. */
const joinCalls = [
  'CreateNetworkInterface',
  'ModifyInstanceAttribute',
  'ModifyNetworkInterfaceAttribute',
  'RunInstances',
];

export const monitor = defineMonitor({
  patterns: [
    callsTo('ec2', [...ruleCalls]),
    callsTo('ec2', [...listCalls, ...joinCalls], { errorCode: [{ exists: false }] }),
  ],
  configRules: [{ identifier: 'INCOMING_SSH_DISABLED', resourceTypes: ['AWS::EC2::SecurityGroup'] }],

  finding(event, { bastion, partition }) {
    const call = apiCallIn(event);
    const { name, parameters, response } = call;
    if (call.error === 'Client.DryRunOperation') return { kind: 'ignored', because: 'a dry run' };
    if (listCalls.includes(name)) return { kind: 'look', resources: [], because: 'a prefix list has other entries' };
    if (joinCalls.includes(name)) {
      const joined = groupsJoinedIn(parameters, response);
      if (joined.length === 0) return { kind: 'ignored', because: `${name} joins no security group` };
      const resources = joined.map((id) => securityGroup(id, partition, event));
      return { kind: 'look', resources, because: `${joined.join(', ')} got a member` };
    }
    const group = groupIn(parameters, response);
    if (!group) return { kind: 'ignored', because: 'it names no security group' };
    const rules = rulesIn(parameters, response);
    const opening = rules.filter((rule) => watchedPorts(rule, bastion).length > 0);
    const suspect = opening.filter((rule) => isFromBastion(rule.source, bastion) !== true);
    // A form nobody has seen is looked at: the fix decides on the rules as they are.
    if (rules.length > 0 && suspect.length === 0) {
      return {
        kind: 'ignored',
        because: `${group}: ${opening.length ? 'from the bastion' : 'no port the bastion keeps'}`,
      };
    }
    return {
      kind: call.error ? 'attempted' : 'finding',
      resources: [securityGroup(group, partition, event)],
      because: `${group} allows ${suspect.map(describeRule).join(', ') || 'something we could not read from the event'}`,
    };
  },

  async *reconcile(session, { bastion, partition }) {
    const seen = new Set<string>();
    for await (const rule of ingressRules(session)) {
      if (seen.has(rule.group) || !isSuspect(rule, bastion)) continue;
      seen.add(rule.group);
      yield securityGroup(rule.group, partition, session);
    }
  },
});
