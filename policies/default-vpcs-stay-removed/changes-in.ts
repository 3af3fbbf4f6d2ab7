import type {
  DhcpOptions,
  InternetGateway,
  IpPermission,
  NetworkAcl,
  RouteTable,
  SecurityGroup,
  Subnet,
  Tag,
  Vpc,
} from '@aws-sdk/client-ec2';
import type { Parts } from './parts';
import { anywhere, isAttached, routeOut } from './way-out';

// What AWS makes, in the words of the functions below.
const range = '172.31.0.0/16';
const routes = [`${anywhere} igw`, `${range} local`];
const aclEntries = [
  `in 100 allow -1 ${anywhere}`,
  `in 32767 deny -1 ${anywhere}`,
  `out 100 allow -1 ${anywhere}`,
  `out 32767 deny -1 ${anywhere}`,
];
const groupRules = ['in -1 itself', `out -1 ${anywhere}`];
const nameServers = 'domain-name-servers AmazonProvidedDNS';
const domain = /^domain-name (ec2|[a-z0-9-]+\.compute)\.internal$/;

/** In what a default VPC differs from what CreateDefaultVpc would bring. Pure. */
export function changesIn(parts: Parts): readonly string[] {
  const { subnets, gateways, routeTables, acls, groups } = parts;
  const out = routeOut(routeTables)?.GatewayId;
  return [
    ...changesOfItself(parts),
    ...subnets.filter((subnet) => !isSubnetAsMade(subnet)).map(({ SubnetId }) => `subnet ${SubnetId}`),
    ...gateways.filter((one) => !isGatewayAsMade(one, out)).map((one) => `internet gateway ${one.InternetGatewayId}`),
    ...routeTables.filter((table) => !isTableAsMade(table)).map(({ RouteTableId }) => `route table ${RouteTableId}`),
    ...acls.filter((acl) => !isAclAsMade(acl)).map(({ NetworkAclId }) => `network ACL ${NetworkAclId}`),
    ...groups.filter((group) => !isGroupAsMade(group)).map(({ GroupId }) => `security group ${GroupId}`),
  ];
}

function changesOfItself({ vpc, resolvesNames, givesNames, dhcpOptions }: Parts): readonly string[] {
  return [
    ...(isTagged(vpc) ? ['tags'] : []),
    ...(isSame(rangesOf(vpc), [range]) ? [] : ['address ranges']),
    ...(vpc.InstanceTenancy === 'default' ? [] : ['tenancy']),
    ...(vpc.EncryptionControl?.VpcEncryptionControlId === undefined ? [] : ['encryption control']),
    ...(resolvesNames && givesNames ? [] : ['DNS attributes']),
    ...(dhcpOptions.every(isDhcpAsMade) ? [] : ['DHCP options']),
  ];
}

function rangesOf({ CidrBlockAssociationSet = [], Ipv6CidrBlockAssociationSet = [] }: Vpc): readonly unknown[] {
  return [
    ...CidrBlockAssociationSet.map(({ CidrBlock }) => CidrBlock),
    ...Ipv6CidrBlockAssociationSet.map(({ Ipv6CidrBlock }) => Ipv6CidrBlock),
  ];
}

function isDhcpAsMade(options: DhcpOptions): boolean {
  const { DhcpConfigurations = [] } = options;
  const words = DhcpConfigurations.map(({ Key, Values = [] }) => `${Key} ${Values.map(({ Value }) => Value)}`);
  const [first = '', ...others] = words.toSorted();
  return domain.test(first) && isSame(others, [nameServers]) && !isTagged(options);
}

function isSubnetAsMade(subnet: Subnet): boolean {
  const { HostnameType, EnableResourceNameDnsARecord, EnableResourceNameDnsAAAARecord } =
    subnet.PrivateDnsNameOptionsOnLaunch ?? {};
  const isOrdinary = subnet.DefaultForAz === true && subnet.MapPublicIpOnLaunch === true;
  const namesOtherwise = HostnameType !== 'ip-name' || EnableResourceNameDnsARecord || EnableResourceNameDnsAAAARecord;
  const hasIpv6 = (subnet.Ipv6CidrBlockAssociationSet ?? []).length > 0 || subnet.EnableDns64;
  return isOrdinary && !namesOtherwise && !hasIpv6 && !isTagged(subnet);
}

/** One that is no longer attached was left by a removal that was interrupted. */
function isGatewayAsMade(gateway: InternetGateway, out: string | undefined): boolean {
  return !isTagged(gateway) && (!isAttached(gateway) || gateway.InternetGatewayId === out);
}

function isTableAsMade(table: RouteTable): boolean {
  const { Associations = [], Routes = [], PropagatingVgws = [] } = table;
  const isMainAlone = isSame(
    Associations.map(({ Main }) => Main),
    [true],
  );
  const words = Routes.map(({ DestinationCidrBlock, GatewayId = 'elsewhere' }) => {
    return `${DestinationCidrBlock} ${GatewayId.replace(/^igw-.*/, 'igw')}`;
  });
  return isMainAlone && isSame(words, routes) && PropagatingVgws.length === 0 && !isTagged(table);
}

function isAclAsMade(acl: NetworkAcl): boolean {
  const words = (acl.Entries ?? []).map(({ Egress, RuleNumber, RuleAction, Protocol, CidrBlock }) => {
    return `${Egress ? 'out' : 'in'} ${RuleNumber} ${RuleAction} ${Protocol} ${CidrBlock}`;
  });
  return acl.IsDefault === true && isSame(words, aclEntries) && !isTagged(acl);
}

/** The guardrail `default-groups-stay-closed` takes its rules away; nobody may have given it others. */
function isGroupAsMade(group: SecurityGroup): boolean {
  const { GroupId, GroupName, IpPermissions = [], IpPermissionsEgress = [] } = group;
  const rules = [
    ...IpPermissions.flatMap((rule) => rulesIn(rule, 'in', GroupId)),
    ...IpPermissionsEgress.flatMap((rule) => rulesIn(rule, 'out', GroupId)),
  ];
  return GroupName === 'default' && rules.every((rule) => groupRules.includes(rule)) && !isTagged(group);
}

function rulesIn(rule: IpPermission, way: string, itself: string | undefined): readonly string[] {
  const { IpProtocol, UserIdGroupPairs = [], IpRanges = [], Ipv6Ranges = [], PrefixListIds = [] } = rule;
  const others = [
    ...UserIdGroupPairs.map(({ GroupId }) => (GroupId === itself ? 'itself' : GroupId)),
    ...IpRanges.map(({ CidrIp }) => CidrIp),
    ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6),
    ...PrefixListIds.map(({ PrefixListId }) => PrefixListId),
  ];
  return others.map((other) => `${way} ${IpProtocol} ${other}`);
}

const isTagged = ({ Tags = [] }: { readonly Tags?: readonly Tag[] }): boolean => Tags.length > 0;

const isSame = (found: readonly unknown[], made: readonly unknown[]): boolean =>
  found.length === made.length && found.toSorted().every((one, index) => one === made[index]);
