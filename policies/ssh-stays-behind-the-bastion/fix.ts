import {
  AuthorizeSecurityGroupIngressCommand,
  EC2Client,
  GetManagedPrefixListEntriesCommand,
  type IpPermission,
  ModifySecurityGroupRulesCommand,
  RevokeSecurityGroupIngressCommand,
  type SecurityGroupRuleRequest,
} from '@aws-sdk/client-ec2';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { type Change, decide, key, type NewRule, type State } from './decide';
import type { Source } from './rule';
import { type StandingRule, standingRules } from './state';

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: ['ec2:DescribeSecurityGroupRules'],
      resources: ['*'],
      because: 'EC2 has no resource to name for describing rules',
    },
    { actions: ['ec2:GetManagedPrefixListEntries'], resources: ['arn:aws:ec2:*:*:prefix-list/*'] },
    {
      actions: [
        'ec2:AuthorizeSecurityGroupIngress',
        'ec2:CreateTags',
        'ec2:ModifySecurityGroupRules',
        'ec2:RevokeSecurityGroupIngress',
      ],
      resources: ['arn:aws:ec2:*:*:security-group/*', 'arn:aws:ec2:*:*:security-group-rule/*'],
    },
  ],

  async read({ id: group }, session) {
    const rules: StandingRule[] = [];
    try {
      for await (const rule of standingRules(session, group)) rules.push(await withEntries(rule, session));
    } catch (error) {
      if (isNamed(error, 'InvalidGroup.NotFound', 'InvalidGroupId.NotFound')) return undefined;
      throw error;
    }
    return { group, rules };
  },

  decide: (state, { bastion }) => decide(state, bastion),

  async apply({ group, authorize, rewrite, revoke }, session) {
    await authorizeRules(group, authorize, session);
    await modifyRules(
      group,
      rewrite.map(({ rule, source }) => ({ ...rule, source })),
      session,
    );
    await revokeRules(
      group,
      revoke.map(({ id }) => id),
      session,
    );
  },

  async undo({ group, rules }, { authorize, rewrite, revoke }, session) {
    const revoked = new Set(revoke.map(({ id }) => id));
    await authorizeRules(
      group,
      rules.filter(({ id }) => revoked.has(id)),
      session,
    );
    await modifyRules(
      group,
      rewrite.map(({ rule }) => rule),
      session,
    );
    const added = new Set(authorize.map(key));
    const standing: string[] = [];
    for await (const rule of standingRules(session, group)) if (added.has(key(rule))) standing.push(rule.id);
    await revokeRules(group, standing, session);
  },
});

/** A prefix list is as open as its widest entry. Lists of AWS, and lists shared without a right to read, stay unknown. */
async function withEntries(rule: StandingRule, session: Session): Promise<StandingRule> {
  if (rule.source.kind !== 'prefix-list') return rule;
  const { id } = rule.source;
  try {
    const { Entries } = await session
      .client(EC2Client)
      .send(new GetManagedPrefixListEntriesCommand({ PrefixListId: id }));
    const entries = (Entries ?? []).map(({ Cidr }) => Cidr ?? '');
    return { ...rule, source: { kind: 'prefix-list', id, entries } };
  } catch (error) {
    if (isNamed(error, 'UnauthorizedOperation', 'InvalidPrefixListID.NotFound', 'InvalidPrefixListId.NotFound'))
      return rule;
    throw error;
  }
}

async function authorizeRules(group: string, rules: readonly NewRule[], session: Session): Promise<void> {
  // Tags go to every rule of a call, so rules with tags of their own travel alone.
  const alone = rules.filter(({ tags }) => Object.keys(tags ?? {}).length > 0);
  const together = rules.filter((rule) => !alone.includes(rule));
  for (const batch of [together, ...alone.map((rule) => [rule])]) {
    if (batch.length > 0) await authorizeBatch(group, batch, session);
  }
}

async function authorizeBatch(group: string, batch: readonly NewRule[], session: Session): Promise<void> {
  const tags = Object.entries(batch[0]?.tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
  try {
    await session.client(EC2Client).send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: group,
        IpPermissions: batch.map(permission),
        ...(tags.length > 0 && { TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: tags }] }),
      }),
    );
  } catch (error) {
    // A full group cannot take the residual ranges; closing the port comes first.
    if (isNamed(error, 'RulesPerSecurityGroupLimitExceeded')) return;
    if (!isNamed(error, 'InvalidPermission.Duplicate')) throw error;
    // One duplicate refuses the whole batch.
    if (batch.length > 1) for (const rule of batch) await authorizeBatch(group, [rule], session);
  }
}

async function modifyRules(group: string, rules: readonly StandingRule[], session: Session): Promise<void> {
  if (rules.length === 0) return;
  const changes = rules.map((rule) => ({ SecurityGroupRuleId: rule.id, SecurityGroupRule: request(rule) }));
  await session
    .client(EC2Client)
    .send(new ModifySecurityGroupRulesCommand({ GroupId: group, SecurityGroupRules: changes }));
}

async function revokeRules(group: string, ids: readonly string[], session: Session): Promise<void> {
  if (ids.length === 0) return;
  try {
    await session
      .client(EC2Client)
      .send(new RevokeSecurityGroupIngressCommand({ GroupId: group, SecurityGroupRuleIds: [...ids] }));
  } catch (error) {
    if (!isNamed(error, 'InvalidSecurityGroupRuleId.NotFound')) throw error;
    // One rule that is gone refuses the whole batch.
    if (ids.length > 1) for (const id of ids) await revokeRules(group, [id], session);
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
  if (source.kind === 'group') return { ReferencedGroupId: source.id };
  if (source.kind === 'prefix-list') return { PrefixListId: source.id };
  return isIpv6(source.cidr) ? { CidrIpv6: source.cidr } : { CidrIpv4: source.cidr };
}

const isIpv6 = (cidr: string): boolean => cidr.includes(':');
const isNamed = (error: unknown, ...names: readonly string[]): boolean =>
  error instanceof Error && names.includes(error.name);
