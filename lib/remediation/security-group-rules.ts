import { EC2Client, paginateDescribeSecurityGroupRules, type SecurityGroupRule } from '@aws-sdk/client-ec2';
import type { Session } from '../model/guardrail';
import type { Source, StandingRule } from '../model/security-group-rule';

// The largest page EC2 gives (2026-11).
const pageSize = 1000;

/** Rules of one group, or of every group in the region, in both directions. */
export async function* standingRules(session: Session, group?: string): AsyncIterable<StandingRule> {
  const filter = group === undefined ? {} : { Filters: [{ Name: 'group-id', Values: [group] }] };
  const pages = paginateDescribeSecurityGroupRules({ client: session.client(EC2Client), pageSize }, filter);
  for await (const page of pages) for (const rule of page.SecurityGroupRules ?? []) yield standing(rule);
}

/** The same, of those that let something in. */
export async function* ingressRules(session: Session, group?: string): AsyncIterable<StandingRule> {
  for await (const rule of standingRules(session, group)) if (!rule.egress) yield rule;
}

function standing(rule: SecurityGroupRule): StandingRule {
  const { IpProtocol, FromPort, ToPort, Description, IsEgress } = rule;
  // EC2 gives -1 for both ports of a rule on all traffic.
  const everyPort = IpProtocol === '-1' || FromPort === undefined;
  return {
    id: rule.SecurityGroupRuleId ?? '',
    group: rule.GroupId ?? '',
    protocol: IpProtocol ?? '',
    ...(!everyPort && { from: FromPort, to: ToPort ?? FromPort }),
    source: sourceOf(rule),
    ...(IsEgress && { egress: true }),
    ...(Description && { description: Description }),
    tags: Object.fromEntries((rule.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
  };
}

function sourceOf({ CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo }: SecurityGroupRule): Source {
  const cidr = CidrIpv4 ?? CidrIpv6;
  if (cidr !== undefined) return { kind: 'cidr', cidr };
  if (PrefixListId !== undefined) return { kind: 'prefix-list', id: PrefixListId };
  return { kind: 'group', id: ReferencedGroupInfo?.GroupId ?? '' };
}
