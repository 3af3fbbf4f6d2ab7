import { DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { items } from '../../lib/events/cloudtrail-record';
import { findingOf } from '../../lib/events/finding-of';
import { securityGroup } from '../../lib/events/security-group';
import type { Resource } from '../../lib/model/finding';
import { defineMonitor, type Session } from '../../lib/model/guardrail';

const networkCalls = ['CreateDefaultVpc', 'CreateVpc'];
const ruleCalls = ['AuthorizeSecurityGroupEgress', 'AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules'];

export const monitor = defineMonitor({
  patterns: [callsTo('ec2', [...networkCalls, ...ruleCalls], { errorCode: [{ exists: false }] })],
  configRules: [{ identifier: 'VPC_DEFAULT_SECURITY_GROUP_CLOSED', resourceTypes: ['AWS::EC2::SecurityGroup'] }],

  finding(event, { partition }) {
    const call = apiCallIn(event);
    const { name, parameters, response } = call;
    if (networkCalls.includes(name)) {
      const id = textOf(valuesOf(response.vpc).vpcId);
      if (!id) return { kind: 'ignored', because: 'it tells no network' };
      return findingOf(call, [network(id, partition, event)], `${id} is new, and its default group lets traffic pass`);
    }
    const modification = valuesOf(parameters.ModifySecurityGroupRulesRequest);
    const [made] = items(response.securityGroupRuleSet).map(valuesOf);
    const group = textOf(parameters.groupId ?? modification.GroupId ?? made?.groupId);
    if (!ruleCalls.includes(name) || !group) return { kind: 'ignored', because: 'it names no security group' };
    // Nothing in the event tells a default group from any other.
    return { kind: 'look', resources: [securityGroup(group, partition, event)], because: `${group} has new rules` };
  },

  async *reconcile(session, { partition }) {
    for await (const id of defaultGroups(session)) yield securityGroup(id, partition, session);
  },
});

async function* defaultGroups(session: Session): AsyncIterable<string> {
  const Filters = [{ Name: 'group-name', Values: ['default'] }];
  let NextToken: string | undefined;
  do {
    const page = await session.client(EC2Client).send(new DescribeSecurityGroupsCommand({ Filters, NextToken }));
    for (const { GroupId } of page.SecurityGroups ?? []) if (GroupId) yield GroupId;
    NextToken = page.NextToken;
  } while (NextToken);
}

function network(id: string, partition: string, { account, region }: Pick<Resource, 'account' | 'region'>): Resource {
  const arn = `arn:${partition}:ec2:${region}:${account}:vpc/${id}`;
  return { type: 'AWS::EC2::VPC', id, arn, account, region };
}
