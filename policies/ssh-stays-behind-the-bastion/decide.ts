import { parseCidr } from '../../lib/model/cidr';
import type { Decision } from '../../lib/model/guardrail';
import type { Bastion } from '../../lib/model/organization';
import { describe, isFromBastion, type Rule, type Source, watchedPorts } from './rule';
import type { StandingRule } from './state';

export interface State {
  readonly group: string;
  readonly rules: readonly StandingRule[];
}

/** A rule that is to be, with what it keeps of the one it stands for. */
export type NewRule = Rule & Partial<Pick<StandingRule, 'description' | 'tags'>>;

/** Made in this order, so that nobody's legitimate traffic stops in between. */
export interface Change {
  readonly group: string;
  /** What a revoked range let in beside the watched ports, and the bastion, with descriptions and tags. */
  readonly authorize: readonly NewRule[];
  /** IPv4 rules for exactly the watched port, pointed at the bastion; they keep their ids. Others are replaced. */
  readonly rewrite: readonly { readonly rule: StandingRule; readonly source: Source }[];
  readonly revoke: readonly StandingRule[];
}

/** All traffic from a range broader than this is from everybody. */
const broadestPrefix = { 4: 8, 6: 32 };

export function decide({ group, rules }: State, bastion: Bastion): Decision<Change> {
  const suspects = rules.filter((rule) => isSuspect(rule, bastion));
  const doubtful = suspects.filter(needsAPerson);
  const certain = suspects.filter((rule) => !needsAPerson(rule));
  if (certain.length > 0) {
    return {
      kind: 'plan',
      change: plan(group, rules, certain, bastion),
      because: `${group} allows ${sentence(certain)}`,
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
  if (source.kind === 'prefix-list') return source.entries === undefined || protocol === '-1';
  return protocol === '-1' && !isEverybody(source.cidr);
}

function plan(
  group: string,
  rules: readonly StandingRule[],
  certain: readonly StandingRule[],
  bastion: Bastion,
): Change {
  const authorize: NewRule[] = [];
  const rewrite: { rule: StandingRule; source: Source }[] = [];
  const revoke: StandingRule[] = [];
  const present = new Set(rules.filter((rule) => !certain.includes(rule)).map(key));
  const claim = (rule: Rule): boolean => !present.has(key(rule)) && Boolean(present.add(key(rule)));

  for (const rule of certain) {
    const residual = residualRanges(rule, watchedPorts(rule, bastion));
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

/** The parts of a rule's port range between and around the watched ports. */
function residualRanges({ protocol, from = 0, to = 65_535 }: Rule, watched: readonly number[]) {
  // All traffic from everybody is no range anybody means: nothing of it is kept.
  if (protocol === '-1') return [];
  const ranges: { from: number; to: number }[] = [];
  let next = from;
  for (const port of [...watched].sort((a, b) => a - b)) {
    if (next < port) ranges.push({ from: next, to: port - 1 });
    next = port + 1;
  }
  if (next <= to) ranges.push({ from: next, to });
  return ranges;
}

function bastionSources(source: Source, bastion: Bastion): readonly Source[] {
  const version = source.kind === 'cidr' ? (parseCidr(source.cidr)?.version ?? 4) : 4;
  return bastion.cidrs.filter((cidr) => parseCidr(cidr)?.version === version).map((cidr) => ({ kind: 'cidr', cidr }));
}

function isEverybody(cidr: string): boolean {
  const range = parseCidr(cidr);
  return range === undefined || range.prefix < broadestPrefix[range.version];
}

/** Rules with the same key are the same to EC2, which allows each once in a group. */
export function key({ protocol, from, to, source }: Rule): string {
  return `${protocol} ${from ?? ''}-${to ?? ''} ${source.kind === 'cidr' ? source.cidr : source.id}`;
}

const withoutIdentity = ({ id: _, group: __, ...rule }: StandingRule): NewRule => rule;
// EC2 does not let a rule change from one kind of source to another, and our local AWS modifies IPv4 only (moto 5.2.1).
const isIpv4 = (source: Source): boolean => source.kind === 'cidr' && parseCidr(source.cidr)?.version === 4;
const sentence = (rules: readonly Rule[]): string => rules.map(describe).join(', ');
