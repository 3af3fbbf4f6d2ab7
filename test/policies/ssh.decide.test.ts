import { type Source, type StandingRule, describeRule as say } from '../../lib/model/security-group-rule';
import { type Change, decide } from '../../policies/ssh-stays-behind-the-bastion/decide';

const bastion = { cidrs: ['10.0.0.0/28', '2001:db8::/64'], ports: [22] };

const cidr = (text: string): Source => ({ kind: 'cidr', cidr: text });
let next = 0;
const rule = (protocol: string, ports: readonly [number, number] | undefined, source: Source): StandingRule => ({
  id: `sgr-${next++}`,
  group: 'sg-1',
  protocol,
  ...(ports && { from: ports[0], to: ports[1] }),
  source,
  tags: {},
});

interface Case {
  readonly title: string;
  readonly rules: readonly StandingRule[];
  readonly kind: 'plan' | 'leave' | 'ask';
  readonly authorize?: readonly string[];
  readonly rewrite?: readonly string[];
  readonly revoke?: readonly string[];
}

const cases: readonly Case[] = [
  { title: 'nothing', rules: [], kind: 'leave' },
  { title: 'HTTPS to the world', rules: [rule('tcp', [443, 443], cidr('0.0.0.0/0'))], kind: 'leave' },
  { title: 'SSH from the bastion', rules: [rule('tcp', [22, 22], cidr('10.0.0.0/28'))], kind: 'leave' },
  { title: 'SSH from part of the bastion', rules: [rule('tcp', [22, 22], cidr('10.0.0.4/30'))], kind: 'leave' },
  { title: 'SSH from the bastion, IPv6', rules: [rule('tcp', [22, 22], cidr('2001:db8::1/128'))], kind: 'leave' },
  { title: 'ICMP with type 22', rules: [rule('icmp', [22, 22], cidr('0.0.0.0/0'))], kind: 'leave' },
  { title: 'UDP 22', rules: [rule('udp', [22, 22], cidr('0.0.0.0/0'))], kind: 'leave' },
  {
    title: 'members of the group among themselves',
    rules: [rule('-1', undefined, { kind: 'group', id: 'sg-1' })],
    kind: 'leave',
  },
  {
    title: 'SSH from the world is pointed at the bastion',
    rules: [rule('tcp', [22, 22], cidr('0.0.0.0/0'))],
    kind: 'plan',
    rewrite: ['tcp 22 from 10.0.0.0/28'],
  },
  {
    title: 'protocol 6 is TCP',
    rules: [rule('6', [22, 22], cidr('0.0.0.0/0'))],
    kind: 'plan',
    rewrite: ['6 22 from 10.0.0.0/28'],
  },
  {
    title: 'SSH from the IPv6 world is replaced by the IPv6 bastion',
    rules: [rule('tcp', [22, 22], cidr('::/0'))],
    kind: 'plan',
    authorize: ['tcp 22 from 2001:db8::/64'],
    revoke: ['tcp 22 from ::/0'],
  },
  {
    title: 'halves of the world: one is kept for the bastion, the other goes',
    rules: [rule('tcp', [22, 22], cidr('0.0.0.0/1')), rule('tcp', [22, 22], cidr('128.0.0.0/1'))],
    kind: 'plan',
    rewrite: ['tcp 22 from 10.0.0.0/28'],
    revoke: ['tcp 22 from 128.0.0.0/1'],
  },
  {
    title: 'where the bastion is allowed already, the open rule goes',
    rules: [rule('tcp', [22, 22], cidr('10.0.0.0/28')), rule('tcp', [22, 22], cidr('0.0.0.0/0'))],
    kind: 'plan',
    revoke: ['tcp 22 from 0.0.0.0/0'],
  },
  {
    title: 'a range is split around the port',
    rules: [rule('tcp', [20, 25], cidr('0.0.0.0/0'))],
    kind: 'plan',
    authorize: ['tcp 20-21 from 0.0.0.0/0', 'tcp 23-25 from 0.0.0.0/0'],
    revoke: ['tcp 20-25 from 0.0.0.0/0'],
  },
  {
    title: 'every TCP port is split around the port',
    rules: [rule('tcp', [0, 65_535], cidr('192.0.2.0/24'))],
    kind: 'plan',
    authorize: ['tcp 0-21 from 192.0.2.0/24', 'tcp 23-65535 from 192.0.2.0/24'],
    revoke: ['tcp 0-65535 from 192.0.2.0/24'],
  },
  {
    title: 'residual ranges that are there already are not asked for twice',
    rules: [rule('tcp', [20, 21], cidr('0.0.0.0/0')), rule('tcp', [20, 22], cidr('0.0.0.0/0'))],
    kind: 'plan',
    revoke: ['tcp 20-22 from 0.0.0.0/0'],
  },
  {
    title: 'all traffic from everybody goes whole',
    rules: [rule('-1', undefined, cidr('0.0.0.0/0'))],
    kind: 'plan',
    revoke: ['all traffic from 0.0.0.0/0'],
  },
  {
    title: 'all traffic from half of everybody goes whole',
    rules: [rule('-1', undefined, cidr('128.0.0.0/1'))],
    kind: 'plan',
    revoke: ['all traffic from 128.0.0.0/1'],
  },
  {
    title: 'all traffic from a private network is for a person to judge',
    rules: [rule('-1', undefined, cidr('10.0.0.0/8'))],
    kind: 'ask',
  },
  {
    title: 'of all traffic from one partner, everything stays but the watched port',
    rules: [rule('-1', undefined, cidr('203.0.113.0/24'))],
    kind: 'plan',
    authorize: [
      'tcp 0-21 from 203.0.113.0/24',
      'tcp 23-65535 from 203.0.113.0/24',
      'udp 0-65535 from 203.0.113.0/24',
      'icmp -1 from 203.0.113.0/24',
    ],
    revoke: ['all traffic from 203.0.113.0/24'],
  },
  {
    title: 'all traffic from all of the world but a corner',
    rules: [rule('-1', undefined, cidr('0.0.0.0/2')), rule('-1', undefined, cidr('64.0.0.0/2'))],
    kind: 'plan',
    revoke: ['all traffic from 0.0.0.0/2', 'all traffic from 64.0.0.0/2'],
  },
  {
    title: 'all traffic from the private part of IPv6 is for a person to judge',
    rules: [rule('-1', undefined, cidr('fd00:1::/32'))],
    kind: 'ask',
  },
  {
    title: "another group's members are for a person to judge",
    rules: [rule('tcp', [22, 22], { kind: 'group', id: 'sg-2' })],
    kind: 'ask',
  },
  {
    title: 'a prefix list nobody could read is for a person to judge',
    rules: [rule('tcp', [22, 22], { kind: 'prefix-list', id: 'pl-1' })],
    kind: 'ask',
  },
  {
    title: 'a prefix list of the bastion',
    rules: [rule('tcp', [22, 22], { kind: 'prefix-list', id: 'pl-1', entries: ['10.0.0.0/29', '10.0.0.8/29'] })],
    kind: 'leave',
  },
  {
    title: 'a prefix list with one entry too many',
    rules: [rule('tcp', [22, 22], { kind: 'prefix-list', id: 'pl-1', entries: ['10.0.0.0/29', '0.0.0.0/0'] })],
    kind: 'plan',
    authorize: ['tcp 22 from 10.0.0.0/28'],
    revoke: ['tcp 22 from pl-1'],
  },
  {
    title: 'what is certain is fixed, what is doubtful stays',
    rules: [rule('tcp', [22, 22], { kind: 'group', id: 'sg-2' }), rule('-1', undefined, cidr('::/0'))],
    kind: 'plan',
    revoke: ['all traffic from ::/0'],
  },
];

test.each(cases)('$title', ({ rules, kind, authorize = [], rewrite = [], revoke = [] }) => {
  const decision = decide({ group: 'sg-1', rules }, bastion);
  expect(decision.kind).toBe(kind);
  if (decision.kind !== 'plan') return;
  expect(spoken(decision.change)).toEqual({ authorize, rewrite, revoke });
});

test('further ports are a line of configuration', () => {
  const rules = [rule('tcp', [3380, 3400], cidr('0.0.0.0/0'))];
  const decision = decide({ group: 'sg-1', rules }, { ...bastion, ports: [22, 3389] });
  expect(decision.kind === 'plan' && spoken(decision.change).authorize).toEqual([
    'tcp 3380-3388 from 0.0.0.0/0',
    'tcp 3390-3400 from 0.0.0.0/0',
  ]);
});

test('Remote Desktop has a port of UDP, too', () => {
  const rules = [rule('udp', [3389, 3389], cidr('0.0.0.0/0')), rule('17', [22, 22], cidr('0.0.0.0/0'))];
  const decision = decide({ group: 'sg-1', rules }, { ...bastion, ports: [22, 3389], udpPorts: [3389] });
  expect(decision.kind === 'plan' && spoken(decision.change).rewrite).toEqual(['udp 3389 from 10.0.0.0/28']);
  expect(decide({ group: 'sg-1', rules }, bastion).kind).toBe('leave');
});

test('where there is no bastion, nobody is let in', () => {
  const rules = [rule('tcp', [22, 22], cidr('192.0.2.1/32'))];
  const decision = decide({ group: 'sg-1', rules }, { cidrs: [], ports: [22] });
  expect(decision.kind === 'plan' && spoken(decision.change).revoke).toEqual(['tcp 22 from 192.0.2.1/32']);
});

const spoken = ({ authorize, rewrite, revoke }: Change) => ({
  authorize: authorize.map(say),
  rewrite: rewrite.map((one) => say({ ...one.rule, source: one.source })),
  revoke: revoke.map(say),
});
