import { EC2Client, paginateDescribeSecurityGroupRules, type SecurityGroupRule } from '@aws-sdk/client-ec2';
import type { Session } from '../../lib/model/guardrail';
import type { Rule, Source } from './rule';

/** A rule as it stands, with all that has to come back when it is undone. */
export interface StandingRule extends Rule {
  readonly id: string;
  readonly group: string;
  readonly description?: string;
  readonly tags: Readonly<Record<string, string>>;
}

// The largest page EC2 gives (2026-11).
const pageSize = 1000;

/** Ingress rules of one group, or of every group in the region. */
export async function* standingRules(session: Session, group?: string): AsyncIterable<StandingRule> {
  const filter = group === undefined ? {} : { Filters: [{ Name: 'group-id', Values: [group] }] };
  const pages = paginateDescribeSecurityGroupRules({ client: session.client(EC2Client), pageSize }, filter);
  for await (const page of pages) {
    for (const rule of page.SecurityGroupRules ?? []) if (rule.IsEgress !== true) yield standing(rule);
  }
}

function standing(rule: SecurityGroupRule): StandingRule {
  const { IpProtocol, FromPort, ToPort, Description } = rule;
  // EC2 gives -1 for both ports of a rule on all traffic.
  const everyPort = IpProtocol === '-1' || FromPort === undefined;
  return {
    id: rule.SecurityGroupRuleId ?? '',
    group: rule.GroupId ?? '',
    protocol: IpProtocol ?? '',
    ...(!everyPort && { from: FromPort, to: ToPort ?? FromPort }),
    source: sourceOf(rule),
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
