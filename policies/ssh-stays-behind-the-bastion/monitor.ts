import type { CloudTrailRecord } from '../../lib/events/cloudtrail-record';
import type { Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { isObject } from '../../lib/model/json';
import { isSuspect } from './decide';
import { groupIn, rulesIn } from './event-rules';
import { describe, isFromBastion, watchedPorts } from './rule';
import { standingRules } from './state';

export const monitor = defineMonitor({
  patterns: [
    {
      source: ['aws.ec2'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: {
        eventSource: ['ec2.amazonaws.com'],
        eventName: ['AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules'],
      },
    },
  ],

  finding(event, { bastion, partition }) {
    const record = event.detail as unknown as CloudTrailRecord;
    if (record.errorCode === 'Client.DryRunOperation') return { kind: 'ignored', because: 'a dry run' };
    const parameters = isObject(record.requestParameters) ? record.requestParameters : {};
    const response = isObject(record.responseElements) ? record.responseElements : {};
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
      kind: record.errorCode ? 'attempted' : 'finding',
      resources: [securityGroup(group, partition, event)],
      because: `${group} allows ${suspect.map(describe).join(', ') || 'something we could not read from the event'}`,
    };
  },

  async *reconcile(session, { bastion, partition }) {
    const seen = new Set<string>();
    for await (const rule of standingRules(session)) {
      if (seen.has(rule.group) || !isSuspect(rule, bastion)) continue;
      seen.add(rule.group);
      yield securityGroup(rule.group, partition, session);
    }
  },
});

function securityGroup(
  id: string,
  partition: string,
  { account, region }: Pick<Resource, 'account' | 'region'>,
): Resource {
  const arn = `arn:${partition}:ec2:${region}:${account}:security-group/${id}`;
  return { type: 'AWS::EC2::SecurityGroup', id, arn, account, region };
}
