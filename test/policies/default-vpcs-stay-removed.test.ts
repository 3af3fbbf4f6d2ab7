import type { Template } from '../../lib/model/template';
import { guardrail } from '../../policies/default-vpcs-stay-removed';
import { changesIn } from '../../policies/default-vpcs-stay-removed/changes-in';
import type { Parts } from '../../policies/default-vpcs-stay-removed/parts';
import { facts } from '../remediation/a-loop';
import { asMade, ModelOfEc2 } from './a-default-vpc';
import { aSession, awsError } from './a-session';
import { anApiCall } from './an-api-call';
import { decided } from './decided';
import { judged } from './judged';

const { check, monitor, fix } = guardrail;
const place = { account: '111122223333', region: 'eu-west-1' };
const resource = {
  ...place,
  type: 'AWS::EC2::DefaultVpc',
  id: 'default-vpc',
  arn: 'arn:aws:ec2:eu-west-1:111122223333:default-vpc',
};

describe('check', () => {
  const problems = (Type: string, Properties?: object) =>
    check?.({ Resources: { It: { Type, Properties } } } as unknown as Template, { bastion: facts.bastion });

  it.each([
    ['AWS::EC2::Instance', 'SubnetId'],
    ['AWS::EC2::SecurityGroup', 'VpcId'],
    ['AWS::AutoScaling::AutoScalingGroup', 'VPCZoneIdentifier'],
    ['AWS::ElasticLoadBalancing::LoadBalancer', 'Subnets'],
    ['AWS::RDS::DBCluster', 'DBSubnetGroupName'],
    ['AWS::RDS::DBInstance', 'DBSubnetGroupName'],
  ])('refuses %s without %s', (type, property) => {
    const problem = { logicalId: 'It', path: `Properties.${property}`, message: expect.stringMatching(/default VPC/) };
    expect(problems(type, { Other: 'given' })).toEqual([problem]);
    expect(problems(type)).toEqual([problem]);
    expect(problems(type, { [property]: { Ref: 'Network' } })).toEqual([]);
  });

  it.each([
    ['AWS::EC2::Instance', 'NetworkInterfaces'],
    ['AWS::EC2::Instance', 'LaunchTemplate'],
    ['AWS::AutoScaling::AutoScalingGroup', 'MixedInstancesPolicy'],
    ['AWS::RDS::DBInstance', 'DBClusterIdentifier'],
    ['AWS::SQS::Queue', 'Anything'],
  ])('leaves %s with %s to whoever says where', (type, property) => {
    expect(problems(type, { [property]: 'given' })).toEqual([]);
  });
});

describe('control', () => {
  it.each(['ec2:CreateDefaultVpc', 'ec2:CreateDefaultSubnet'])('denies %s', (action) => {
    expect(decided(guardrail, { action })).toBe('DenyDefaultVpcs');
  });

  it.each(['ec2:CreateVpc', 'ec2:CreateSubnet', 'ec2:DeleteVpc'])('leaves %s alone', (action) => {
    expect(decided(guardrail, { action })).toBe('allowed');
  });
});

describe('finding', () => {
  const call = (eventName: string, errorCode?: string) =>
    judged(
      monitor,
      anApiCall({
        eventSource: 'ec2.amazonaws.com',
        awsRegion: 'eu-west-1',
        eventName,
        ...(errorCode && { errorCode }),
      }),
    );

  it.each([
    ['CreateDefaultVpc', undefined, 'finding'],
    ['CreateDefaultSubnet', undefined, 'finding'],
    ['CreateDefaultVpc', 'Client.UnauthorizedOperation', 'attempted'],
  ])('%s %s is %s', (name, error, kind) => {
    expect(call(name, error)).toMatchObject({ kind, resources: [resource] });
  });

  it.each([
    ['CreateDefaultVpc', 'Client.DefaultVpcAlreadyExists'],
    ['CreateVpc', undefined],
  ])('%s %s is ignored', (name, error) => expect(call(name, error).kind).toBe('ignored'));

  it('looks into every account and region', async () => {
    const found = [];
    for await (const one of monitor?.reconcile?.(
      aSession(() => ({})),
      facts,
    ) ?? [])
      found.push(one);
    expect(found).toEqual([resource]);
  });
});

describe('what somebody changed', () => {
  const [subnet] = asMade.subnets;
  const [table] = asMade.routeTables;
  const [acl] = asMade.acls;
  const [group] = asMade.groups;
  const [options] = asMade.dhcpOptions;
  const [gateway] = asMade.gateways;
  const Tags = [{ Key: 'Name', Value: 'ours' }];
  const entries = acl?.Entries ?? [];
  const routes = table?.Routes ?? [];
  const [local, out] = routes;
  const egress = group?.IpPermissionsEgress ?? [];
  const vpc = (given: object): Partial<Parts> => ({ vpc: { ...asMade.vpc, ...given } });
  const subnets = (given: object): Partial<Parts> => ({ subnets: [{ ...subnet, ...given }] });
  const tables = (given: object): Partial<Parts> => ({ routeTables: [{ ...table, ...given }] });
  const acls = (given: object): Partial<Parts> => ({ acls: [{ ...acl, ...given }] });
  const groups = (given: object): Partial<Parts> => ({ groups: [{ ...group, ...given }] });
  const dhcp = (given: object): Partial<Parts> => ({ dhcpOptions: [{ ...options, ...given }] });
  const dhcpSaying = (name: string, ...servers: readonly string[]) =>
    dhcp({
      DhcpConfigurations: [
        { Key: 'domain-name', Values: [{ Value: name }] },
        { Key: 'domain-name-servers', Values: servers.map((Value) => ({ Value })) },
      ],
    });

  const unchanged: readonly (readonly [string, Partial<Parts>])[] = [
    ['nothing', {}],
    ['the closed default group', groups({ IpPermissions: undefined, IpPermissionsEgress: [] })],
    ['a zone without a subnet', { subnets: [] }],
    ['the black hole of a gateway that is gone', { gateways: [] }],
    ['a gateway that is only detached', { gateways: [{ InternetGatewayId: 'igw-1' }] }],
    ['no DHCP options', { dhcpOptions: [] }],
    ['the domain of us-east-1', dhcpSaying('ec2.internal', 'AmazonProvidedDNS')],
    ['the hostname type alone', subnets({ PrivateDnsNameOptionsOnLaunch: { HostnameType: 'ip-name' } })],
  ];
  it.each(unchanged)('is not %s', (_, given) => expect(changesIn({ ...asMade, ...given })).toEqual([]));

  const changed: readonly (readonly [string, Partial<Parts>, string])[] = [
    ['a tag of the VPC', vpc({ Tags }), 'tags'],
    ['another range', vpc({ CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16' }] }), 'address ranges'],
    [
      'one more range',
      vpc({ CidrBlockAssociationSet: [{ CidrBlock: '172.31.0.0/16' }, { CidrBlock: '100.64.0.0/16' }] }),
      'address ranges',
    ],
    ['an IPv6 range', vpc({ Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: '2001:db8::/56' }] }), 'address ranges'],
    ['no range', vpc({ CidrBlockAssociationSet: undefined }), 'address ranges'],
    ['dedicated tenancy', vpc({ InstanceTenancy: 'dedicated' }), 'tenancy'],
    ['an encryption control', vpc({ EncryptionControl: { VpcEncryptionControlId: 'vpcec-1' } }), 'encryption control'],
    ['names no longer resolved', { resolvesNames: false }, 'DNS attributes'],
    ['names no longer given', { givesNames: false }, 'DNS attributes'],
    ['name servers of their own', dhcpSaying('eu-west-1.compute.internal', '10.0.0.2'), 'DHCP options'],
    ['a second name server', dhcpSaying('ec2.internal', 'AmazonProvidedDNS', '10.0.0.2'), 'DHCP options'],
    ['a domain of their own', dhcpSaying('harbour-foods.example', 'AmazonProvidedDNS'), 'DHCP options'],
    ['a domain that ends so', dhcpSaying('x.ec2.internal', 'AmazonProvidedDNS'), 'DHCP options'],
    ['a domain that begins so', dhcpSaying('ec2.internal.example', 'AmazonProvidedDNS'), 'DHCP options'],
    ['tagged DHCP options', dhcp({ Tags }), 'DHCP options'],
    ['empty DHCP options', dhcp({ DhcpConfigurations: undefined }), 'DHCP options'],
    ['a DHCP option without a value', dhcp({ DhcpConfigurations: [{ Key: 'domain-name' }] }), 'DHCP options'],
    ["DHCP options beside AWS's", { dhcpOptions: [...asMade.dhcpOptions, {}] }, 'DHCP options'],
    ['a subnet somebody made', subnets({ DefaultForAz: false }), 'subnet subnet-0'],
    ['a subnet beside the default ones', { subnets: [...asMade.subnets, { SubnetId: 'subnet-9' }] }, 'subnet subnet-9'],
    ['no public addresses', subnets({ MapPublicIpOnLaunch: false }), 'subnet subnet-0'],
    ['a tagged subnet', subnets({ Tags }), 'subnet subnet-0'],
    [
      'a subnet with IPv6',
      subnets({ Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: '2001:db8::/64' }] }),
      'subnet subnet-0',
    ],
    ['a subnet with DNS64', subnets({ EnableDns64: true }), 'subnet subnet-0'],
    ...[
      { HostnameType: 'resource-name' },
      { HostnameType: 'ip-name', EnableResourceNameDnsARecord: true },
      { HostnameType: 'ip-name', EnableResourceNameDnsAAAARecord: true },
      undefined,
    ].map((names) => {
      const given = subnets({ PrivateDnsNameOptionsOnLaunch: names });
      return [`host names by ${JSON.stringify(names)}`, given, 'subnet subnet-0'] as const;
    }),
    ['a tagged gateway', { gateways: [{ ...gateway, Tags }] }, 'internet gateway igw-1'],
    ['a tagged gateway, detached', { gateways: [{ InternetGatewayId: 'igw-1', Tags }] }, 'internet gateway igw-1'],
    [
      'a gateway the route does not know',
      { gateways: [{ ...gateway, InternetGatewayId: 'igw-2' }] },
      'internet gateway igw-2',
    ],
    [
      'one gateway more',
      { gateways: [...asMade.gateways, { ...gateway, InternetGatewayId: 'igw-2' }] },
      'internet gateway igw-2',
    ],
    ['no way out', { gateways: [], ...tables({ Routes: [local] }) }, 'route table rtb-1'],
    ['no routes', { gateways: [], ...tables({ Routes: undefined }) }, 'route table rtb-1'],
    [
      'a route to somewhere else',
      tables({ Routes: [...routes, { DestinationCidrBlock: '10.0.0.0/8' }] }),
      'route table rtb-1',
    ],
    [
      'another way out',
      { gateways: [], ...tables({ Routes: [local, { ...out, GatewayId: undefined, NatGatewayId: 'nat-1' }] }) },
      'route table rtb-1',
    ],
    [
      'a gateway that only sounds like it',
      { gateways: [], ...tables({ Routes: [local, { ...out, GatewayId: 'vgw-igw-1' }] }) },
      'route table rtb-1',
    ],
    ['an associated subnet', tables({ Associations: [{ Main: true }, { SubnetId: 'subnet-0' }] }), 'route table rtb-1'],
    ['a table that is not the main one', { gateways: [], ...tables({ Associations: undefined }) }, 'route table rtb-1'],
    ['one table more', { routeTables: [...asMade.routeTables, { RouteTableId: 'rtb-2' }] }, 'route table rtb-2'],
    ['propagated routes', tables({ PropagatingVgws: [{ GatewayId: 'vgw-1' }] }), 'route table rtb-1'],
    ['a tagged route table', tables({ Tags }), 'route table rtb-1'],
    ['one ACL more', { acls: [...asMade.acls, { NetworkAclId: 'acl-2' }] }, 'network ACL acl-2'],
    ['an ACL of their own', acls({ IsDefault: false }), 'network ACL acl-1'],
    ['a tagged ACL', acls({ Tags }), 'network ACL acl-1'],
    ['an ACL entry less', acls({ Entries: entries.slice(1) }), 'network ACL acl-1'],
    ...[
      { RuleNumber: 90 },
      { RuleAction: 'deny' },
      { Protocol: '6' },
      { CidrBlock: '10.0.0.0/8' },
      { Egress: false },
    ].map((given) => {
      const altered = acls({ Entries: [{ ...entries[0], ...given }, ...entries.slice(1)] });
      return [`an ACL entry with ${JSON.stringify(given)}`, altered, 'network ACL acl-1'] as const;
    }),
    [
      'a group of their own',
      { groups: [...asMade.groups, { GroupId: 'sg-2', GroupName: 'shop' }] },
      'security group sg-2',
    ],
    ['a tagged group', groups({ Tags }), 'security group sg-1'],
    ...[
      { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-9' }] },
      { IpProtocol: 'tcp', UserIdGroupPairs: [{ GroupId: 'sg-1' }] },
      { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
      { IpProtocol: '-1', PrefixListIds: [{ PrefixListId: 'pl-1' }] },
    ].map((rule) => {
      const given = groups({ IpPermissions: [...(group?.IpPermissions ?? []), rule] });
      return [`what ${JSON.stringify(rule)} lets in`, given, 'security group sg-1'] as const;
    }),
    [
      'what the group lets out to itself',
      groups({ IpPermissionsEgress: [...egress, { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-1' }] }] }),
      'security group sg-1',
    ],
  ];
  it.each(changed)('is %s', (_, given, words) => expect(changesIn({ ...asMade, ...given })).toEqual([words]));
});

describe('who uses it', () => {
  const cases: readonly (readonly [string, object, RegExp])[] = [
    [
      'DescribeNetworkInterfaces',
      { NetworkInterfaces: [{ InterfaceType: 'lambda' }, { InterfaceType: 'interface' }, { InterfaceType: 'lambda' }] },
      /has network interfaces \(interface, lambda\)$/,
    ],
    ['DescribeVpcEndpoints', { VpcEndpoints: [{ VpcEndpointId: 'vpce-1' }] }, /endpoints \(vpce-1\)/],
    [
      'DescribeVpcPeeringConnections',
      { VpcPeeringConnections: [{ VpcPeeringConnectionId: 'pcx-1' }] },
      /peerings \(pcx-1\)/,
    ],
    ['DescribeNatGateways', { NatGateways: [{ NatGatewayId: 'nat-1' }] }, /NAT gateways \(nat-1\)/],
    ['DescribeVpnGateways', { VpnGateways: [{ VpnGatewayId: 'vgw-1' }] }, /virtual private gateways \(vgw-1\)/],
    [
      'DescribeEgressOnlyInternetGateways',
      {
        EgressOnlyInternetGateways: [
          { EgressOnlyInternetGatewayId: 'eigw-1', Attachments: [{ VpcId: 'vpc-1' }] },
          { EgressOnlyInternetGatewayId: 'eigw-2', Attachments: [{ VpcId: 'vpc-2' }] },
          { EgressOnlyInternetGatewayId: 'eigw-3' },
        ],
      },
      /egress-only gateways \(eigw-1\)/,
    ],
    ['DescribeCarrierGateways', { CarrierGateways: [{ CarrierGatewayId: 'cagw-1' }] }, /carrier gateways \(cagw-1\)/],
    ['DescribeFlowLogs', { FlowLogs: [{ FlowLogId: 'fl-1' }] }, /flow logs \(fl-1\)/],
    [
      'DescribeAutoScalingGroups',
      {
        AutoScalingGroups: [
          { AutoScalingGroupName: 'night', VPCZoneIdentifier: 'subnet-7,subnet-2' },
          { AutoScalingGroupName: 'elsewhere', VPCZoneIdentifier: 'subnet-7' },
          { AutoScalingGroupName: 'nowhere' },
        ],
      },
      /Auto Scaling groups \(night\)/,
    ],
    [
      'DescribeDBSubnetGroups',
      {
        DBSubnetGroups: [
          { DBSubnetGroupName: 'default', VpcId: 'vpc-1' },
          { DBSubnetGroupName: 'theirs', VpcId: 'vpc-2' },
        ],
      },
      /DB subnet groups \(default\)/,
    ],
  ];
  it.each(cases)('is found by %s, and a person hears of it', async (name, answer, because) => {
    const model = new ModelOfEc2();
    const session = aSession((sent) => (sent.name === name ? answer : model.answer(sent)));
    const decision = await decide(session);
    expect(decision).toEqual({ kind: 'ask', because: expect.stringMatching(because) });
    const [asked] = session.sent.filter((sent) => sent.name === name);
    const listsAll = /EgressOnly|AutoScaling|DBSubnet/.test(name);
    expect(JSON.stringify(asked?.input).includes('vpc-1')).toBe(!listsAll);
  });

  it('is read to the last page', async () => {
    const model = new ModelOfEc2();
    const session = aSession((sent) => {
      if (sent.name !== 'DescribeNetworkInterfaces') return model.answer(sent);
      return sent.input.NextToken ? { NetworkInterfaces: [{ InterfaceType: 'efa' }] } : { NextToken: 'more' };
    });
    expect((await decide(session))?.because).toMatch(/efa/);
  });

  it('is everybody whom nobody could ask: what cannot be read is not removed', async () => {
    const model = new ModelOfEc2();
    const session = aSession((sent) =>
      sent.name === 'DescribeFlowLogs' ? awsError('UnauthorizedOperation') : model.answer(sent),
    );
    await expect(decide(session)).rejects.toThrow('UnauthorizedOperation');
  });
});

async function decide(session: ReturnType<typeof aSession>) {
  const state = await fix?.read(resource, session, async () => false);
  return state && fix?.decide(state, facts);
}
