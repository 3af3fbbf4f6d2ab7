import { contains, parseCidr } from '../../lib/model/cidr';
import type { Bastion } from '../../lib/model/organization';
import type { Rule, Source } from '../../lib/model/security-group-rule';
import { portsOver, watchedPorts } from './rule';

/** A range broader than this is everybody. */
const broadestPrefix = { 4: 8, 6: 32 };

// RFC 1918, 6598, 3927, 4193 and 4291: nobody comes from there over the internet.
const privateRanges = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
].flatMap((text) => parseCidr(text) ?? []);

function isEverybody(source: Source): boolean {
  return rangesOf(source).some((cidr) => {
    const range = parseCidr(cidr);
    return range === undefined || range.prefix < broadestPrefix[range.version];
  });
}

/** Whether all of it is a private network, as far as anybody could read it. */
export function isPrivate(source: Source): boolean {
  return rangesOf(source).every((cidr) => {
    const range = parseCidr(cidr);
    return range !== undefined && privateRanges.some((outer) => contains(outer, range));
  });
}

/** What a rule lets in beside the watched ports. */
export function residualOf(rule: Rule, bastion: Bastion): readonly Pick<Rule, 'protocol' | 'from' | 'to'>[] {
  const { protocol, from = 0, to = 65_535, source } = rule;
  if (protocol !== '-1') {
    return between(from, to, watchedPorts(rule, bastion)).map((range) => ({ protocol, ...range }));
  }
  // All traffic from everybody is no range anybody means: nothing of it is kept.
  if (isEverybody(source)) return [];
  const icmp = rangesOf(source).some((cidr) => cidr.includes(':')) ? 'icmpv6' : 'icmp';
  return [
    ...['tcp', 'udp'].flatMap((name) =>
      between(0, 65_535, portsOver(name, bastion)).map((range) => ({ protocol: name, ...range })),
    ),
    { protocol: icmp, from: -1, to: -1 },
  ];
}

/** The parts of a port range between and around the watched ports. */
function between(from: number, to: number, watched: readonly number[]) {
  const ranges: { from: number; to: number }[] = [];
  let next = from;
  for (const port of [...watched].sort((a, b) => a - b)) {
    if (next < port) ranges.push({ from: next, to: port - 1 });
    next = port + 1;
  }
  if (next <= to) ranges.push({ from: next, to });
  return ranges;
}

const rangesOf = (source: Source): readonly string[] =>
  source.kind === 'cidr' ? [source.cidr] : (source.entries ?? []);
