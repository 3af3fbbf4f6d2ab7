import type { JsonObject } from '../../lib/model/json';
import { describeRule as inWords } from '../../lib/model/security-group-rule';
import { groupIn, rulesIn } from '../../policies/ssh-stays-behind-the-bastion/event-rules';
import { isFromBastion, watchedPorts } from '../../policies/ssh-stays-behind-the-bastion/rule';
import { facts } from '../remediation/a-loop';

const ports = { ipProtocol: 'tcp', fromPort: 22, toPort: 25 };
const tcp = { protocol: 'tcp', from: 22, to: 25 };
const made = (...rules: readonly JsonObject[]): JsonObject => ({ securityGroupRuleSet: { items: rules } });
const nested = (permission: JsonObject): JsonObject => ({ ipPermissions: { items: [{ ...ports, ...permission }] } });
const modified = (rule: JsonObject): JsonObject => ({
  ModifySecurityGroupRulesRequest: {
    GroupId: 'sg-1',
    SecurityGroupRule: { SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 22, ToPort: 25, ...rule } },
  },
});

const cidr = (text: string) => ({ kind: 'cidr', cidr: text });
const list = { kind: 'prefix-list', id: 'pl-1' };
const group = { kind: 'group', id: 'sg-2' };

test.each<[string, JsonObject, JsonObject, readonly object[]]>([
  ['made from IPv4', {}, made({ ...ports, cidrIpv4: '0.0.0.0/0' }), [cidr('0.0.0.0/0')]],
  ['made from IPv6', {}, made({ ...ports, cidrIpv6: '::/0' }), [cidr('::/0')]],
  ['made from a list', {}, made({ ...ports, prefixListId: 'pl-1' }), [list]],
  ['made from a group', {}, made({ ...ports, referencedGroupInfo: { groupId: 'sg-2' } }), [group]],
  ['made from a group, told shortly', {}, made({ ...ports, referencedGroupId: 'sg-2' }), [group]],
  [
    'what was made counts, not what was asked',
    nested({ ipRanges: { items: [{ cidrIp: '1.2.3.4/32' }] } }),
    made({ ...ports, cidrIpv4: '0.0.0.0/0' }),
    [cidr('0.0.0.0/0')],
  ],
  ['what goes out is no ingress', {}, made({ ...ports, isEgress: true, cidrIpv4: '0.0.0.0/0' }), []],
  ['what comes in is', {}, made({ ...ports, isEgress: false, cidrIpv4: '0.0.0.0/0' }), [cidr('0.0.0.0/0')]],
  [
    'asked for, every source',
    nested({
      ipRanges: { cidrIp: '1.2.3.4/32' },
      ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] },
      prefixListIds: { items: [{ prefixListId: 'pl-1' }] },
      groups: { items: [{ groupId: 'sg-2' }] },
    }),
    {},
    [cidr('1.2.3.4/32'), cidr('::/0'), list, group],
  ],
  ['flat', { ...ports, cidrIp: '0.0.0.0/0', ipPermissions: {} }, {}, [cidr('0.0.0.0/0')]],
  ['modified, IPv4', modified({ CidrIpv4: '0.0.0.0/0' }), {}, [cidr('0.0.0.0/0')]],
  ['modified, IPv6', modified({ CidrIpv6: '::/0' }), {}, [cidr('::/0')]],
  ['modified, a list', modified({ PrefixListId: 'pl-1' }), {}, [list]],
  ['modified, a group', modified({ ReferencedGroupId: 'sg-2' }), {}, [group]],
  ['nothing that is known', { somethingNew: true }, {}, []],
])('%s', (_title, parameters, response, sources) => {
  expect(rulesIn(parameters, response)).toEqual(sources.map((source) => ({ ...tcp, source })));
});

test('a rule without ports has none', () => {
  expect(rulesIn({}, made({ ipProtocol: '-1', cidrIpv4: '0.0.0.0/0' }))).toEqual([
    { protocol: '-1', source: cidr('0.0.0.0/0') },
  ]);
});

test.each<[JsonObject, JsonObject, string | undefined]>([
  [{ groupId: 'sg-1' }, made({ groupId: 'sg-9' }), 'sg-1'],
  [modified({}), {}, 'sg-1'],
  [{}, made({ groupId: 'sg-9' }), 'sg-9'],
  [{ groupId: 7 }, {}, undefined],
  [{}, {}, undefined],
])('the group of %j is found', (parameters, response, id) => {
  expect(groupIn(parameters, response)).toBe(id);
});

const bastion = { ...facts.bastion, ports: [0, 22, 65_535] };
const from = (protocol: string, range: object = {}) => ({ protocol, ...range, source: cidr('0.0.0.0/0') }) as never;

test.each([
  ['tcp', {}, [0, 22, 65_535]],
  ['6', { from: 22, to: 22 }, [22]],
  ['tcp', { from: 1, to: 65_534 }, [22]],
  ['tcp', { from: 23, to: 80 }, []],
  ['-1', {}, [0, 22, 65_535]],
  ['-1', { from: 80, to: 80 }, [0, 22, 65_535]],
  ['udp', {}, []],
  ['icmp', { from: 8, to: -1 }, []],
])('%s %j reaches %j', (protocol, range, reached) => {
  expect(watchedPorts(from(protocol, range), bastion)).toEqual(reached);
});

test.each<[object, boolean | undefined]>([
  [cidr('10.0.0.0/28'), true],
  [cidr('10.0.0.4/32'), true],
  [cidr('10.0.0.0/27'), false],
  [cidr('2001:db8::1/128'), true],
  [cidr('nonsense'), false],
  [list, undefined],
  [{ ...list, entries: ['10.0.0.0/29', '10.0.0.8/29'] }, true],
  [{ ...list, entries: ['10.0.0.0/29', '10.9.0.0/29'] }, false],
  [group, undefined],
])('%j is from the bastion: %s', (source, expected) => {
  expect(isFromBastion(source as never, facts.bastion)).toBe(expected);
});

test.each([
  [{ protocol: 'tcp', from: 22, to: 22, source: cidr('::/0') }, 'tcp 22 from ::/0'],
  [{ protocol: 'tcp', from: 20, to: 25, source: list }, 'tcp 20-25 from pl-1'],
  [{ protocol: 'tcp', to: 25, source: group }, 'tcp 0-25 from sg-2'],
  [{ protocol: 'tcp', from: 20, source: group }, 'tcp 20-65535 from sg-2'],
  [{ protocol: '-1', source: group }, 'all traffic from sg-2'],
])('%j in words', (rule, words) => {
  expect(inWords(rule as never)).toBe(words);
});
