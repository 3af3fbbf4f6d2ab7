import { EC2Client, paginateDescribeNetworkInterfaces } from '@aws-sdk/client-ec2';
import type { Session } from '../../lib/model/guardrail';
import type { StandingRule } from '../../lib/model/security-group-rule';
import { ingressRules } from '../../lib/remediation/security-group-rules';
import type { State } from './decide';
import { type PrefixList, readPrefixList } from './prefix-list';

/** A group's rules, and what the lists and groups they name let in: a rule is as open as the widest of it. */
export async function readGroup(group: string, session: Session): Promise<State> {
  const rules: StandingRule[] = [];
  for await (const rule of ingressRules(session, group)) rules.push(rule);
  const named = (kind: 'prefix-list' | 'group') => [
    ...new Set(rules.flatMap(({ source }) => (source.kind === kind && source.id !== group ? [source.id] : []))),
  ];
  const lists: PrefixList[] = [];
  for (const id of named('prefix-list')) {
    const list = await readPrefixList(id, session);
    if (list) lists.push(list);
  }
  const entries = new Map<string, readonly string[]>(
    lists.map(({ id, entries }) => [id, entries.map(({ cidr }) => cidr)]),
  );
  for (const [id, addresses] of await membersOf(named('group'), session)) entries.set(id, addresses);
  return { group, rules: rules.map((rule) => withEntries(rule, entries)), ...(lists.length > 0 && { lists }) };
}

function withEntries(rule: StandingRule, known: ReadonlyMap<string, readonly string[]>): StandingRule {
  const { source } = rule;
  if (source.kind === 'cidr') return rule;
  const entries = known.get(source.id);
  return entries ? { ...rule, source: { ...source, entries } } : rule;
}

/** Addresses of each group's members. A group of a peered network has none that could be seen from here. */
async function membersOf(groups: readonly string[], session: Session): Promise<ReadonlyMap<string, readonly string[]>> {
  const members = new Map<string, string[]>(groups.map((id) => [id, []]));
  if (groups.length === 0) return members;
  const client = session.client(EC2Client);
  const Filters = [{ Name: 'group-id', Values: [...groups] }];
  for await (const { NetworkInterfaces = [] } of paginateDescribeNetworkInterfaces({ client }, { Filters })) {
    for (const { Groups = [], PrivateIpAddresses = [], Ipv6Addresses = [] } of NetworkInterfaces) {
      const addresses = [
        ...PrivateIpAddresses.flatMap(({ PrivateIpAddress }) => PrivateIpAddress ?? []),
        ...Ipv6Addresses.flatMap(({ Ipv6Address }) => Ipv6Address ?? []),
      ];
      for (const { GroupId = '' } of Groups) members.get(GroupId)?.push(...addresses);
    }
  }
  return members;
}
