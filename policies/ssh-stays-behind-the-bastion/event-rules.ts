import { items } from '../../lib/events/cloudtrail-record';
import { isObject } from '../../lib/model/json';
import type { Rule, Source } from '../../lib/model/security-group-rule';

type Parameters = Readonly<Record<string, unknown>>;

/** The security group a call is about. */
export function groupIn(parameters: Parameters, response: Parameters): string | undefined {
  const modification = object(parameters.ModifySecurityGroupRulesRequest);
  const [first] = items(object(response.securityGroupRuleSet));
  // Groups of a default VPC may be named instead; then only the response tells the id.
  const id = parameters.groupId ?? modification.GroupId ?? object(first).groupId;
  return typeof id === 'string' ? id : undefined;
}

/** Every ingress rule the call makes, in whichever of EC2's forms it was recorded. */
export function rulesIn(parameters: Parameters, response: Parameters): readonly Rule[] {
  const made = items(object(response.securityGroupRuleSet))
    .map(object)
    .filter((rule) => rule.isEgress !== true);
  if (made.length > 0) return made.map((rule) => ruleOf(rule, madeSource(rule)));
  return [
    ...items(object(parameters.ipPermissions)).map(object).flatMap(nestedRules),
    ...flatRules(parameters),
    ...items(object(parameters.ModifySecurityGroupRulesRequest).SecurityGroupRule).map(object).flatMap(modifiedRules),
  ];
}

function nestedRules(permission: Parameters): readonly Rule[] {
  const sources: Source[] = [
    ...items(permission.ipRanges).map((range) => cidr(object(range).cidrIp)),
    ...items(permission.ipv6Ranges).map((range) => cidr(object(range).cidrIpv6)),
    ...items(permission.prefixListIds).map((list) => prefixList(object(list).prefixListId)),
    ...items(permission.groups).map((group) => ({ kind: 'group', id: String(object(group).groupId) }) as const),
  ];
  return sources.map((source) => ruleOf(permission, source));
}

// Older tools send one rule in the call itself and leave ipPermissions empty.
function flatRules(parameters: Parameters): readonly Rule[] {
  return typeof parameters.cidrIp === 'string' ? [ruleOf(parameters, cidr(parameters.cidrIp))] : [];
}

function modifiedRules(modification: Parameters): readonly Rule[] {
  const rule = object(modification.SecurityGroupRule);
  const { CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupId } = rule;
  const source =
    CidrIpv4 !== undefined || CidrIpv6 !== undefined
      ? cidr(CidrIpv4 ?? CidrIpv6)
      : PrefixListId !== undefined
        ? prefixList(PrefixListId)
        : ({ kind: 'group', id: String(ReferencedGroupId) } as const);
  return [ruleOf({ ipProtocol: rule.IpProtocol, fromPort: rule.FromPort, toPort: rule.ToPort }, source)];
}

function madeSource(rule: Parameters): Source {
  const range = rule.cidrIpv4 ?? rule.cidrIpv6;
  if (range !== undefined) return cidr(range);
  if (rule.prefixListId !== undefined) return prefixList(rule.prefixListId);
  return { kind: 'group', id: String(object(rule.referencedGroupInfo).groupId ?? rule.referencedGroupId) };
}

function ruleOf({ ipProtocol, fromPort, toPort }: Parameters, source: Source): Rule {
  return {
    protocol: String(ipProtocol),
    ...(fromPort !== undefined && { from: Number(fromPort) }),
    ...(toPort !== undefined && { to: Number(toPort) }),
    source,
  };
}

const cidr = (value: unknown): Source => ({ kind: 'cidr', cidr: String(value) });
const prefixList = (value: unknown): Source => ({ kind: 'prefix-list', id: String(value) });
const object = (value: unknown): Parameters => (isObject(value) ? value : {});
