import type { Condition } from '../../lib/model/control';
import { defineFix } from '../../lib/model/guardrail';
import { changesIn } from './changes-in';
import { findDefaultVpc } from './default-vpc';
import { giveBack } from './give-back';
import { partsOf } from './parts';
import type { Removal } from './removal';
import { remove } from './remove';
import { usersOf } from './users-of';
import { isAttached } from './way-out';

interface State extends Removal {
  /** In what it is not as AWS made it. */
  readonly changes: readonly string[];
  readonly users: readonly string[];
}

// What has a name or belongs to a stack is out of this role's reach, whatever the fix decides.
const nobodys: Condition = {
  Null: { 'aws:ResourceTag/Name': 'true', 'aws:ResourceTag/aws:cloudformation:stack-name': 'true' },
};

export const fix = defineFix<State, Removal>({
  permissions: [
    {
      actions: [
        'autoscaling:DescribeAutoScalingGroups',
        'ec2:DescribeCarrierGateways',
        'ec2:DescribeDhcpOptions',
        'ec2:DescribeEgressOnlyInternetGateways',
        'ec2:DescribeFlowLogs',
        'ec2:DescribeInternetGateways',
        'ec2:DescribeNatGateways',
        'ec2:DescribeNetworkAcls',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeRouteTables',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcAttribute',
        'ec2:DescribeVpcEndpoints',
        'ec2:DescribeVpcPeeringConnections',
        'ec2:DescribeVpcs',
        'ec2:DescribeVpnGateways',
        'rds:DescribeDBSubnetGroups',
      ],
      resources: ['*'],
      because: 'who uses a VPC is found by listing, and EC2 has no resource to name for describing',
    },
    {
      actions: ['ec2:DeleteInternetGateway', 'ec2:DeleteSubnet', 'ec2:DeleteVpc'],
      resources: ['arn:aws:ec2:*:*:internet-gateway/*', 'arn:aws:ec2:*:*:subnet/*', 'arn:aws:ec2:*:*:vpc/*'],
      condition: nobodys,
      because:
        'only of a default VPC that nobody uses or changed; EC2 refuses what has an interface, and makes such a VPC anew',
      deletes: {
        'ec2:DeleteInternetGateway': 'ec2:CreateInternetGateway',
        'ec2:DeleteSubnet': 'ec2:CreateDefaultSubnet',
        'ec2:DeleteVpc': 'ec2:CreateDefaultVpc',
      },
    },
    {
      actions: ['ec2:AttachInternetGateway', 'ec2:DetachInternetGateway'],
      resources: ['arn:aws:ec2:*:*:internet-gateway/*', 'arn:aws:ec2:*:*:vpc/*'],
      condition: nobodys,
    },
    { actions: ['ec2:CreateInternetGateway'], resources: ['arn:aws:ec2:*:*:internet-gateway/*'] },
    {
      actions: ['ec2:CreateRoute', 'ec2:ReplaceRoute'],
      resources: ['arn:aws:ec2:*:*:route-table/*'],
      condition: nobodys,
    },
    {
      actions: ['ec2:CreateDefaultSubnet', 'ec2:CreateDefaultVpc'],
      resources: ['*'],
      because: 'undo asks EC2 for them, which has no resource to name for either',
    },
  ],

  async read(_resource, session) {
    const vpc = await findDefaultVpc(session);
    if (!vpc?.VpcId) return undefined;
    const parts = await partsOf(vpc, session);
    const subnets = parts.subnets.map(({ SubnetId = '', AvailabilityZone = '' }) => {
      return { id: SubnetId, zone: AvailabilityZone };
    });
    const [gateway] = parts.gateways;
    return {
      vpc: vpc.VpcId,
      ...(gateway && { gateway: { id: gateway.InternetGatewayId ?? '', attached: isAttached(gateway) } }),
      subnets,
      changes: changesIn(parts),
      users: await usersOf({ vpc: vpc.VpcId, subnets: subnets.map(({ id }) => id) }, session),
    };
  },

  decide({ changes, users, ...removal }) {
    const { vpc } = removal;
    const inTheWay = [
      ...(users.length > 0 ? [`it has ${users.join(', ')}`] : []),
      ...(changes.length > 0 ? [`somebody changed ${changes.join(', ')}`] : []),
    ];
    if (inTheWay.length > 0) return { kind: 'ask', because: `the default VPC ${vpc} is there: ${inTheWay.join('; ')}` };
    return { kind: 'plan', change: removal, because: `nobody uses or changed the default VPC ${vpc}` };
  },

  apply: remove,
  undo: (_before, removal, session) => giveBack(removal, session),

  async tags(_resource, session) {
    const { Tags = [] } = (await findDefaultVpc(session)) ?? {};
    return Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  },
});
