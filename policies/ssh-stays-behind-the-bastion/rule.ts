import { contains, parseCidr } from '../../lib/model/cidr';
import type { Bastion } from '../../lib/model/organization';

/** An ingress rule, whoever describes it: EC2, CloudTrail or a template. */
export interface Rule {
  /** `tcp`, `6`, `icmp`, `-1` … */
  readonly protocol: string;
  /** Absent for all ports. For ICMP these are type and code, so the protocol is asked first. */
  readonly from?: number;
  readonly to?: number;
  readonly source: Source;
}

export type Source =
  | { readonly kind: 'cidr'; readonly cidr: string }
  /** `entries` where somebody has read them. */
  | { readonly kind: 'prefix-list'; readonly id: string; readonly entries?: readonly string[] }
  | { readonly kind: 'group'; readonly id: string };

/** The bastion's ports that the rule reaches. */
export function watchedPorts(rule: Rule, bastion: Bastion): readonly number[] {
  const { protocol, from = 0, to = 65_535 } = rule;
  if (protocol === '-1') return bastion.ports;
  if (protocol !== 'tcp' && protocol !== '6') return [];
  return bastion.ports.filter((port) => from <= port && port <= to);
}

/** Whether the source is the bastion and nothing more; undefined when that cannot be told from the rule alone. */
export function isFromBastion(source: Source, bastion: Bastion): boolean | undefined {
  switch (source.kind) {
    case 'cidr':
      return isInBastion(source.cidr, bastion);
    case 'prefix-list':
      return source.entries?.every((entry) => isInBastion(entry, bastion));
    case 'group':
      return undefined;
  }
}

/** The rule as a person writes it: `tcp 20-25 from 0.0.0.0/0`. */
export function describe({ protocol, from, to, source }: Rule): string {
  const ports =
    protocol === '-1' ? 'all traffic' : `${protocol} ${from === to ? from : `${from ?? 0}-${to ?? 65_535}`}`;
  return `${ports} from ${source.kind === 'cidr' ? source.cidr : source.id}`;
}

function isInBastion(cidr: string, bastion: Bastion): boolean {
  const inner = parseCidr(cidr);
  return (
    inner !== undefined &&
    bastion.cidrs.some((text) => {
      const outer = parseCidr(text);
      return outer !== undefined && contains(outer, inner);
    })
  );
}
