/** A rule of a security group, whoever describes it: EC2, CloudTrail or a template. */
export interface Rule {
  /** `tcp`, `6`, `icmp`, `-1` … */
  readonly protocol: string;
  /** Absent for all ports. For ICMP these are type and code, so the protocol is asked first. */
  readonly from?: number;
  readonly to?: number;
  readonly source: Source;
  /** Lets out what comes in otherwise; `source` is then where to. */
  readonly egress?: true;
}

export type Source =
  | { readonly kind: 'cidr'; readonly cidr: string }
  /** `entries` where somebody has read them: a list's ranges, the addresses of a group's members. */
  | { readonly kind: 'prefix-list' | 'group'; readonly id: string; readonly entries?: readonly string[] };

/** A rule as it stands, with all that has to come back when it is undone. */
export interface StandingRule extends Rule {
  readonly id: string;
  readonly group: string;
  readonly description?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A rule that is to be. */
export type NewRule = Rule & Partial<Pick<StandingRule, 'description' | 'tags'>>;

/** The rule as a person writes it: `tcp 20-25 from 0.0.0.0/0`. */
export function describeRule({ protocol, from, to, source, egress }: Rule): string {
  const ports =
    protocol === '-1' ? 'all traffic' : `${protocol} ${from === to ? from : `${from ?? 0}-${to ?? 65_535}`}`;
  return `${ports} ${egress ? 'to' : 'from'} ${source.kind === 'cidr' ? source.cidr : source.id}`;
}

/** Rules with the same key are the same to EC2, which allows each once in a group. */
export function ruleKey({ protocol, from, to, source, egress }: Rule): string {
  const id = source.kind === 'cidr' ? source.cidr : source.id;
  return `${egress ? 'out' : 'in'} ${protocol} ${from ?? ''}-${to ?? ''} ${id}`;
}
