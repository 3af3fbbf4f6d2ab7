import type { Parts } from '../../policies/default-vpcs-stay-removed/parts';
import { awsError, type SentCommand } from './a-session';

export const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
const everywhere = '0.0.0.0/0';
const entry = (Egress: boolean, RuleNumber: number, RuleAction: 'allow' | 'deny') => {
  return { Egress, RuleNumber, RuleAction, Protocol: '-1', CidrBlock: everywhere };
};

/** What EC2 answers about a default VPC that nobody touched. */
export const asMade: Parts = {
  vpc: {
    VpcId: 'vpc-1',
    IsDefault: true,
    CidrBlockAssociationSet: [{ CidrBlock: '172.31.0.0/16' }],
    InstanceTenancy: 'default',
    DhcpOptionsId: 'dopt-1',
  },
  resolvesNames: true,
  givesNames: true,
  dhcpOptions: [
    {
      DhcpConfigurations: [
        { Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] },
        { Key: 'domain-name', Values: [{ Value: 'eu-west-1.compute.internal' }] },
      ],
    },
  ],
  subnets: zones.map((AvailabilityZone, index) => ({
    SubnetId: `subnet-${index}`,
    AvailabilityZone,
    DefaultForAz: true,
    MapPublicIpOnLaunch: true,
    PrivateDnsNameOptionsOnLaunch: { HostnameType: 'ip-name' as const, EnableResourceNameDnsARecord: false },
  })),
  gateways: [{ InternetGatewayId: 'igw-1', Attachments: [{ VpcId: 'vpc-1' }] }],
  routeTables: [
    {
      RouteTableId: 'rtb-1',
      Associations: [{ Main: true }],
      Routes: [
        { DestinationCidrBlock: '172.31.0.0/16', GatewayId: 'local' },
        { DestinationCidrBlock: everywhere, GatewayId: 'igw-1' },
      ],
    },
  ],
  acls: [
    {
      NetworkAclId: 'acl-1',
      IsDefault: true,
      Entries: [
        entry(true, 100, 'allow'),
        entry(true, 32767, 'deny'),
        entry(false, 100, 'allow'),
        entry(false, 32767, 'deny'),
      ],
    },
  ],
  groups: [
    {
      GroupId: 'sg-1',
      GroupName: 'default',
      IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-1' }] }],
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: everywhere }] }],
    },
  ],
};

/** EC2 as far as a default VPC goes: what it makes, what it refuses, and the black hole a gateway leaves behind. */
export class ModelOfEc2 {
  #ids = 1;
  vpc: string | undefined = 'vpc-1';
  /** The gateway that the route names, there or not. */
  route: string | undefined = 'igw-1';
  /** By id: the VPC it is attached to. */
  readonly gateways = new Map<string, string | undefined>([['igw-1', 'vpc-1']]);
  /** By id: the zone. */
  readonly subnets = new Map(zones.map((zone, index) => [`subnet-${index}`, zone]));

  readonly answer = ({ name, input }: SentCommand): unknown => {
    const call = this[name as keyof this];
    return typeof call === 'function' ? call.call(this, input) : {};
  };

  /** What it would be like, had nothing happened but new ids. */
  get isWhole(): boolean {
    const [gateway, ...others] = this.gateways;
    const leadsOut = gateway?.[0] === this.route && gateway?.[1] === this.vpc;
    const complete = [...this.subnets.values()].toSorted().join() === zones.join();
    return this.vpc !== undefined && others.length === 0 && leadsOut && complete;
  }

  get isGone(): boolean {
    return this.vpc === undefined && this.gateways.size === 0 && this.subnets.size === 0;
  }

  DescribeVpcs() {
    return { Vpcs: this.vpc ? [{ ...asMade.vpc, VpcId: this.vpc }] : [] };
  }

  DescribeVpcAttribute({ Attribute }: { readonly Attribute: string }) {
    return { [Attribute.replace('enable', 'Enable')]: { Value: true } };
  }

  DescribeDhcpOptions() {
    return { DhcpOptions: asMade.dhcpOptions };
  }

  DescribeSubnets() {
    const [any] = asMade.subnets;
    return {
      Subnets: [...this.subnets].map(([SubnetId, AvailabilityZone]) => ({ ...any, SubnetId, AvailabilityZone })),
    };
  }

  DescribeNetworkAcls() {
    return { NetworkAcls: asMade.acls };
  }

  DescribeSecurityGroups() {
    return { SecurityGroups: asMade.groups };
  }

  DescribeRouteTables() {
    const [table] = asMade.routeTables;
    const out = this.route ? [{ DestinationCidrBlock: everywhere, GatewayId: this.route }] : [];
    return { RouteTables: [{ ...table, Routes: [...(table?.Routes?.slice(0, 1) ?? []), ...out] }] };
  }

  DescribeInternetGateways({ Filters: [filter] }: { readonly Filters: readonly { Name: string; Values: string[] }[] }) {
    const byVpc = filter?.Name === 'attachment.vpc-id';
    const found = [...this.gateways].filter(([id, vpc]) => filter?.Values.includes(String(byVpc ? vpc : id)));
    return {
      InternetGateways: found.map(([InternetGatewayId, VpcId]) => {
        return { InternetGatewayId, Attachments: VpcId ? [{ VpcId }] : [] };
      }),
    };
  }

  DetachInternetGateway({ InternetGatewayId: id, VpcId }: { InternetGatewayId: string; VpcId: string }) {
    if (!this.gateways.has(id)) return awsError('InvalidInternetGatewayID.NotFound');
    if (this.gateways.get(id) !== VpcId) return awsError('Gateway.NotAttached');
    return this.gateways.set(id, undefined);
  }

  DeleteInternetGateway({ InternetGatewayId: id }: { InternetGatewayId: string }) {
    if (this.gateways.get(id)) return awsError('DependencyViolation');
    return this.gateways.delete(id) ? {} : awsError('InvalidInternetGatewayID.NotFound');
  }

  DeleteSubnet({ SubnetId }: { SubnetId: string }) {
    return this.subnets.delete(SubnetId) ? {} : awsError('InvalidSubnetID.NotFound');
  }

  DeleteVpc({ VpcId }: { VpcId: string }) {
    if (VpcId !== this.vpc) return awsError('InvalidVpcID.NotFound');
    if (this.subnets.size > 0 || [...this.gateways.values()].includes(VpcId)) return awsError('DependencyViolation');
    this.vpc = undefined;
    this.route = undefined;
    return {};
  }

  CreateDefaultVpc() {
    if (this.vpc) return awsError('DefaultVpcAlreadyExists');
    this.vpc = this.#next('vpc');
    this.route = this.#next('igw');
    this.gateways.set(this.route, this.vpc);
    for (const zone of zones) this.subnets.set(this.#next('subnet'), zone);
    return { Vpc: { VpcId: this.vpc } };
  }

  CreateDefaultSubnet({ AvailabilityZone }: { AvailabilityZone: string }) {
    if ([...this.subnets.values()].includes(AvailabilityZone)) {
      return awsError('DefaultSubnetAlreadyExistsInAvailabilityZone');
    }
    return this.subnets.set(this.#next('subnet'), AvailabilityZone);
  }

  CreateInternetGateway() {
    const InternetGatewayId = this.#next('igw');
    this.gateways.set(InternetGatewayId, undefined);
    return { InternetGateway: { InternetGatewayId } };
  }

  AttachInternetGateway({ InternetGatewayId: id, VpcId }: { InternetGatewayId: string; VpcId: string }) {
    return this.gateways.get(id) ? awsError('Resource.AlreadyAssociated') : this.gateways.set(id, VpcId);
  }

  CreateRoute({ GatewayId }: { GatewayId: string }) {
    if (this.route) return awsError('RouteAlreadyExists');
    this.route = GatewayId;
    return {};
  }

  ReplaceRoute({ GatewayId }: { GatewayId: string }) {
    if (!this.route) return awsError('InvalidParameterValue');
    this.route = GatewayId;
    return {};
  }

  #next(kind: string): string {
    this.#ids += 1;
    return `${kind}-new-${this.#ids}`;
  }
}
