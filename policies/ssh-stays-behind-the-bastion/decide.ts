import { parseCidr } from '../../lib/model/cidr';
import type { Decision } from '../../lib/model/guardrail';
import type { Bastion } from '../../lib/model/organization';
import {
  describeRule,
  type NewRule,
  type Rule,
  ruleKey,
  type Source,
  type StandingRule,
} from '../../lib/model/security-group-rule';
import { narrowed, type PrefixList, type WidenedList } from './prefix-list';
import { isPrivate, residualOf } from './ranges';
import { isFromBastion, watchedPorts } from './rule';

export interface State {
  readonly group: string;
  readonly rules: readonly StandingRule[];
  /** Prefix lists the rules name, as far as they could be read. */
  readonly lists?: readonly PrefixList[];
}

/** Made in this order, so that nobody's legitimate traffic stops in between. */
export interface Change {
  readonly group: string;
  /** Lists that were the bastion's until somebody added to them: the rules that name them stay. */
  readonly narrow: readonly WidenedList[];
  /** What a revoked range let in beside the watched ports, and the bastion, with descriptions and tags. */
  readonly authorize: readonly NewRule[];
  /** IPv4 rules for exactly the watched port, pointed at the bastion; they keep their ids. Others are replaced. */
  readonly rewrite: readonly { readonly rule: StandingRule; readonly source: Source }[];
  readonly revoke: readonly StandingRule[];
}

export function decide({ group, rules, lists = [] }: State, bastion: Bastion): Decision<Change> {
  const suspects = rules.filter((rule) => isSuspect(rule, bastion));
  const narrow = lists.flatMap((list) => (suspects.some(names(list)) ? (narrowed(list, bastion) ?? []) : []));
  const open = suspects.filter((rule) => !narrow.some((list) => names(list)(rule)));
  const doubtful = open.filter(needsAPerson);
  const certain = open.filter((rule) => !needsAPerson(rule));
  if (certain.length > 0 || narrow.length > 0) {
    const mended = suspects.filter((rule) => !doubtful.includes(rule));
    return {
      kind: 'plan',
      change: { ...plan(group, rules, certain, bastion), narrow },
      because: `${group} allows ${sentence(mended)}`,
    };
  }
  if (doubtful.length > 0)
    return { kind: 'ask', because: `${group} allows ${sentence(doubtful)}: a person has to judge` };
  return { kind: 'leave', because: `${group} lets nobody but the bastion in` };
}

/** Reaches a watched port, and not only from the bastion. Members of one group may talk to each other. */
export function isSuspect(rule: StandingRule, bastion: Bastion): boolean {
  const { source, group } = rule;
  const amongMembers = source.kind === 'group' && source.id === group;
  return !amongMembers && watchedPorts(rule, bastion).length > 0 && isFromBastion(source, bastion) !== true;
}

/** Whether nobody can tell from here if the rule is meant: another group's members, an unreadable list, a private network's whole traffic. */
function needsAPerson({ protocol, source }: Rule): boolean {
  if (source.kind === 'group') return true;
  if (source.kind === 'prefix-list' && source.entries === undefined) return true;
  return protocol === '-1' && isPrivate(source);
}

function plan(
  group: string,
  rules: readonly StandingRule[],
  certain: readonly StandingRule[],
  bastion: Bastion,
): Omit<Change, 'narrow'> {
  const authorize: NewRule[] = [];
  const rewrite: { rule: StandingRule; source: Source }[] = [];
  const revoke: StandingRule[] = [];
  const present = new Set(rules.filter((rule) => !certain.includes(rule)).map(ruleKey));
  const claim = (rule: Rule): boolean => !present.has(ruleKey(rule)) && Boolean(present.add(ruleKey(rule)));

  for (const rule of certain) {
    const residual = residualOf(rule, bastion);
    if (residual.length > 0 || rule.protocol === '-1') {
      authorize.push(...residual.map((range) => ({ ...withoutIdentity(rule), ...range })).filter(claim));
      revoke.push(rule);
      continue;
    }
    const sources = bastionSources(rule.source, bastion).filter((source) => claim({ ...rule, source }));
    const kept = isIpv4(rule.source) ? sources[0] : undefined;
    if (kept) rewrite.push({ rule, source: kept });
    else revoke.push(rule);
    authorize.push(
      ...sources.filter((source) => source !== kept).map((source) => ({ ...withoutIdentity(rule), source })),
    );
  }
  return { group, authorize, rewrite, revoke };
}

function bastionSources(source: Source, bastion: Bastion): readonly Source[] {
  const version = source.kind === 'cidr' ? (parseCidr(source.cidr)?.version ?? 4) : 4;
  return bastion.cidrs.filter((cidr) => parseCidr(cidr)?.version === version).map((cidr) => ({ kind: 'cidr', cidr }));
}

const names =
  ({ id }: Pick<PrefixList, 'id'>) =>
  ({ source }: Rule): boolean =>
    source.kind === 'prefix-list' && source.id === id;
const withoutIdentity = ({ id: _, group: __, ...rule }: StandingRule): NewRule => rule;
// EC2 does not let a rule change from one kind of source to another, and our local AWS modifies IPv4 only (moto 5.2.1).
const isIpv4 = (source: Source): boolean => source.kind === 'cidr' && parseCidr(source.cidr)?.version === 4;
const sentence = (rules: readonly Rule[]): string => rules.map(describeRule).join(', ');
