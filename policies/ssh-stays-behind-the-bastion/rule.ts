import { contains, parseCidr } from '../../lib/model/cidr';
import type { Bastion } from '../../lib/model/organization';
import type { Rule, Source } from '../../lib/model/security-group-rule';

/** The bastion's ports that the rule reaches. */
export function watchedPorts(rule: Rule, bastion: Bastion): readonly number[] {
  const { protocol, from = 0, to = 65_535 } = rule;
  if (protocol === '-1') return [...bastion.ports, ...(bastion.udpPorts ?? [])];
  return portsOver(protocol, bastion).filter((port) => from <= port && port <= to);
}

export function portsOver(protocol: string, { ports, udpPorts = [] }: Bastion): readonly number[] {
  if (protocol === 'tcp' || protocol === '6') return ports;
  return protocol === 'udp' || protocol === '17' ? udpPorts : [];
}

/** Whether the source is the bastion and nothing more; undefined when that cannot be told from the rule alone. */
export function isFromBastion(source: Source, bastion: Bastion): boolean | undefined {
  if (source.kind === 'cidr') return isInBastion(source.cidr, bastion);
  // A group without members is nobody's today and anybody's tomorrow.
  if (source.kind === 'group' && source.entries?.length === 0) return undefined;
  return source.entries?.every((entry) => isInBastion(entry, bastion));
}

export function isInBastion(cidr: string, bastion: Bastion): boolean {
  const inner = parseCidr(cidr);
  return (
    inner !== undefined &&
    bastion.cidrs.some((text) => {
      const outer = parseCidr(text);
      return outer !== undefined && contains(outer, inner);
    })
  );
}
