import type { JsonObject } from '../../lib/model/json';
import { monitor } from '../../policies/ssh-stays-behind-the-bastion/monitor';
import { judged } from './judged';

interface Case {
  readonly title: string;
  readonly eventName?: string;
  readonly request: JsonObject;
  readonly response?: JsonObject;
  readonly errorCode?: string;
  readonly kind: 'finding' | 'attempted' | 'look' | 'ignored';
  readonly because: RegExp;
}

const nested = (permission: JsonObject): JsonObject => ({ groupId: 'sg-1', ipPermissions: { items: [permission] } });
const ssh = { ipProtocol: 'tcp', fromPort: 22, toPort: 22 };

const cases: readonly Case[] = [
  {
    title: 'nested, IPv4',
    request: nested({ ...ssh, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }),
    kind: 'finding',
    because: /sg-1 allows tcp 22 from 0\.0\.0\.0\/0/,
  },
  {
    title: 'nested, IPv6',
    request: nested({ ...ssh, ipRanges: {}, ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] } }),
    kind: 'finding',
    because: /tcp 22 from ::\/0/,
  },
  {
    title: 'one item that is no list',
    request: { groupId: 'sg-1', ipPermissions: { items: { ...ssh, ipRanges: { items: { cidrIp: '0.0.0.0/0' } } } } },
    kind: 'finding',
    because: /0\.0\.0\.0/,
  },
  {
    title: 'flat, as older tools send it',
    request: { groupId: 'sg-1', ipPermissions: {}, cidrIp: '0.0.0.0/0', ...ssh },
    kind: 'finding',
    because: /tcp 22 from 0\.0\.0\.0\/0/,
  },
  {
    title: 'all traffic',
    request: nested({ ipProtocol: '-1', ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }),
    kind: 'finding',
    because: /all traffic from/,
  },
  {
    title: 'a group named in its default VPC: the response tells the id',
    request: { groupName: 'default', ipPermissions: {}, cidrIp: '0.0.0.0/0', ...ssh },
    response: {
      securityGroupRuleSet: { items: [{ groupId: 'sg-9', isEgress: false, ...ssh, cidrIpv4: '0.0.0.0/0' }] },
    },
    kind: 'finding',
    because: /sg-9 allows/,
  },
  {
    title: 'a modified rule',
    eventName: 'ModifySecurityGroupRules',
    request: {
      ModifySecurityGroupRulesRequest: {
        GroupId: 'sg-1',
        SecurityGroupRule: {
          SecurityGroupRuleId: 'sgr-1',
          SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv4: '0.0.0.0/0' },
          tag: 1,
        },
      },
    },
    kind: 'finding',
    because: /tcp 22 from 0/,
  },
  {
    title: 'a prefix list, whose entries the event does not tell',
    request: nested({ ...ssh, prefixListIds: { items: [{ prefixListId: 'pl-1' }] } }),
    kind: 'finding',
    because: /from pl-1/,
  },
  {
    title: 'a form nobody has seen is looked at',
    request: { groupId: 'sg-1', somethingNew: true },
    kind: 'finding',
    because: /something we could not read/,
  },
  {
    title: 'a denied call is an attempt',
    request: nested({ ...ssh, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }),
    errorCode: 'Client.UnauthorizedOperation',
    kind: 'attempted',
    because: /sg-1 allows/,
  },
  {
    title: 'a dry run is nothing',
    request: nested({ ...ssh, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }),
    errorCode: 'Client.DryRunOperation',
    kind: 'ignored',
    because: /dry run/,
  },
  {
    title: 'HTTPS',
    request: nested({ ipProtocol: 'tcp', fromPort: 443, toPort: 443, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }),
    kind: 'ignored',
    because: /no port the bastion keeps/,
  },
  {
    title: 'from the bastion',
    request: nested({ ...ssh, ipRanges: { items: [{ cidrIp: '10.0.0.0/28' }] } }),
    kind: 'ignored',
    because: /from the bastion/,
  },
  {
    title: 'a list that a rule may name has other entries',
    eventName: 'ModifyManagedPrefixList',
    request: { ModifyManagedPrefixListRequest: { PrefixListId: 'pl-1', AddEntry: { Cidr: '0.0.0.0/0', tag: 1 } } },
    kind: 'look',
    because: /prefix list/,
  },
  {
    title: 'a list is what it was once',
    eventName: 'RestoreManagedPrefixListVersion',
    request: { RestoreManagedPrefixListVersionRequest: { PrefixListId: 'pl-1', PreviousVersion: 1 } },
    kind: 'look',
    because: /prefix list/,
  },
  {
    title: 'an instance is launched into a group',
    eventName: 'RunInstances',
    request: { groupSet: { items: [{ groupId: 'sg-1' }] } },
    response: {
      instancesSet: { items: [{ networkInterfaceSet: { items: [{ groupSet: { items: { groupId: 'sg-2' } } }] } }] },
    },
    kind: 'look',
    because: /sg-1, sg-2 got a member/,
  },
  {
    title: 'an interface is put into a group',
    eventName: 'ModifyNetworkInterfaceAttribute',
    request: { networkInterfaceId: 'eni-1', groupSet: { items: [{ groupId: 'sg-1' }] } },
    kind: 'look',
    because: /sg-1/,
  },
  {
    title: 'an instance gets another type',
    eventName: 'ModifyInstanceAttribute',
    request: { instanceId: 'i-1', instanceType: { value: 't3.small' } },
    kind: 'ignored',
    because: /joins no security group/,
  },
];

test.each(cases)(
  '$title',
  ({ eventName = 'AuthorizeSecurityGroupIngress', request, response, errorCode, ...expected }) => {
    const detail: JsonObject = {
      eventSource: 'ec2.amazonaws.com',
      eventName,
      awsRegion: 'eu-west-1',
      requestParameters: request,
      responseElements: response ?? null,
      ...(errorCode && { errorCode }),
    };
    const event = { account: '111122223333', region: 'eu-west-1', detail } as never;
    const { kind, because } = judged(monitor, event);
    expect(kind).toBe(expected.kind);
    expect(because).toMatch(expected.because);
  },
);
