import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  EC2Client,
  type IpPermission,
  ModifySecurityGroupRulesCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type SecurityGroupRuleRequest,
} from '@aws-sdk/client-ec2';
import type { Session } from '../model/guardrail';
import { isNamed } from '../model/is-named';
import type { NewRule, Source, StandingRule } from '../model/security-group-rule';

/** A rule that is there already is success. Returns those a full group had no room for. */
export async function authorizeRules(
  group: string,
  rules: readonly NewRule[],
  session: Session,
): Promise<readonly NewRule[]> {
  const refused: NewRule[] = [];
  for (const batch of batches(rules)) refused.push(...(await authorizeBatch(group, batch, session)));
  return refused;
}

/** Rules of a call share direction and tags, so rules with tags of their own travel alone. */
function batches(rules: readonly NewRule[]): readonly (readonly NewRule[])[] {
  const alone = rules.filter(({ tags }) => Object.keys(tags ?? {}).length > 0);
  const together = rules.filter((rule) => !alone.includes(rule));
  return [
    together.filter(({ egress }) => !egress),
    together.filter(({ egress }) => egress),
    ...alone.map((rule) => [rule]),
  ].filter(({ length }) => length > 0);
}

async function authorizeBatch(group: string, batch: readonly NewRule[], session: Session): Promise<readonly NewRule[]> {
  const tags = Object.entries(batch[0]?.tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
  const input = {
    GroupId: group,
    IpPermissions: batch.map(permission),
    ...(tags.length > 0 && {
      TagSpecifications: [{ ResourceType: 'security-group-rule' as const, Tags: tags }],
    }),
  };
  const ec2 = session.client(EC2Client);
  try {
    if (batch[0]?.egress) await ec2.send(new AuthorizeSecurityGroupEgressCommand(input));
    else await ec2.send(new AuthorizeSecurityGroupIngressCommand(input));
    return [];
  } catch (error) {
    const isFull = isNamed(error, 'RulesPerSecurityGroupLimitExceeded');
    if (!isFull && !isNamed(error, 'InvalidPermission.Duplicate')) throw error;
    if (batch.length === 1) return isFull ? batch : [];
    // One rule refuses the whole batch.
    return authorizeOneByOne(group, batch, session);
  }
}

async function authorizeOneByOne(group: string, rules: readonly NewRule[], session: Session) {
  const refused: NewRule[] = [];
  for (const rule of rules) refused.push(...(await authorizeBatch(group, [rule], session)));
  return refused;
}

export async function modifyRules(group: string, rules: readonly StandingRule[], session: Session): Promise<void> {
  if (rules.length === 0) return;
  const changes = rules.map((rule) => ({ SecurityGroupRuleId: rule.id, SecurityGroupRule: request(rule) }));
  await session
    .client(EC2Client)
    .send(new ModifySecurityGroupRulesCommand({ GroupId: group, SecurityGroupRules: changes }));
}

/** By id and never by content: a copy of what EC2 describes would take neighbours along. Gone already is success. */
export async function revokeRules(
  group: string,
  rules: readonly Pick<StandingRule, 'id' | 'egress'>[],
  session: Session,
): Promise<void> {
  for (const egress of [undefined, true] as const) {
    const ids = rules.filter((rule) => rule.egress === egress).map(({ id }) => id);
    await revokeIds(group, ids, egress, session);
  }
}

async function revokeIds(group: string, ids: readonly string[], egress: true | undefined, session: Session) {
  if (ids.length === 0) return;
  const input = { GroupId: group, SecurityGroupRuleIds: [...ids] };
  const ec2 = session.client(EC2Client);
  try {
    if (egress) await ec2.send(new RevokeSecurityGroupEgressCommand(input));
    else await ec2.send(new RevokeSecurityGroupIngressCommand(input));
  } catch (error) {
    if (!isNamed(error, 'InvalidSecurityGroupRuleId.NotFound')) throw error;
    if (ids.length > 1) for (const id of ids) await revokeIds(group, [id], egress, session);
  }
}

function permission({ protocol, from, to, source, description }: NewRule): IpPermission {
  const Description = description;
  return {
    IpProtocol: protocol,
    ...(from !== undefined && { FromPort: from, ToPort: to }),
    ...(source.kind === 'group' && { UserIdGroupPairs: [{ GroupId: source.id, Description }] }),
    ...(source.kind === 'prefix-list' && { PrefixListIds: [{ PrefixListId: source.id, Description }] }),
    ...(source.kind === 'cidr' &&
      (isIpv6(source.cidr)
        ? { Ipv6Ranges: [{ CidrIpv6: source.cidr, Description }] }
        : { IpRanges: [{ CidrIp: source.cidr, Description }] })),
  };
}

function request({ protocol, from, to, source, description }: NewRule): SecurityGroupRuleRequest {
  return {
    IpProtocol: protocol,
    FromPort: from ?? -1,
    ToPort: to ?? -1,
    ...sourceRequest(source),
    ...(description && { Description: description }),
  };
}

function sourceRequest(source: Source): SecurityGroupRuleRequest {
  if (source.kind !== 'cidr') {
    return source.kind === 'group' ? { ReferencedGroupId: source.id } : { PrefixListId: source.id };
  }
  return isIpv6(source.cidr) ? { CidrIpv6: source.cidr } : { CidrIpv4: source.cidr };
}

const isIpv6 = (cidr: string): boolean => cidr.includes(':');
