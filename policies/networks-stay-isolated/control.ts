import type { ControlPart } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';

const peerings = ['arn:aws:ec2:*:*:vpc-peering-connection/*'];
const elsewhere = `arn:*:ec2:*:\${aws:PrincipalAccount}:vpc/*`;

/** Networks of other accounts are reached through the transit gateway, where routes are looked at. */
const denyPeering = (sid: string, action: string, otherSide: string): ControlPart => ({
  policy: 'SERVICE_CONTROL_POLICY',
  sid,
  purposes: ['workloads', 'sandbox'],
  actions: [action],
  resources: peerings,
  condition: { ArnNotLike: { [otherSide]: elsewhere }, Null: { [otherSide]: 'false' } },
});

// Internet gateways and routes are how ordinary networks are built; only a unit that is cut off does without.
export const control = defineControl((): readonly ControlPart[] => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyUnplannedNetworks',
    actions: [
      'ec2:CreateVpcBlockPublicAccessExclusion',
      'ec2:ModifyVpcBlockPublicAccess*',
      // On in every account unless somebody turns it off.
      'elasticmapreduce:PutBlockPublicAccessConfiguration',
    ],
  },
  denyPeering('DenyAskingToPeer', 'ec2:CreateVpcPeeringConnection', 'ec2:AccepterVpc'),
  denyPeering('DenyPeering', 'ec2:AcceptVpcPeeringConnection', 'ec2:RequesterVpc'),
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyWaysOut',
    purposes: ['quarantine'],
    actions: [
      'ec2:AcceptVpcPeeringConnection',
      'ec2:AssociateAddress',
      'ec2:AttachInternetGateway',
      'ec2:CreateEgressOnlyInternetGateway',
      'ec2:CreateNatGateway',
      'ec2:CreateRoute',
      'ec2:CreateTransitGatewayVpcAttachment',
      'ec2:CreateVpcPeeringConnection',
      'ec2:CreateVpnConnection',
      'ec2:ReplaceRoute',
    ],
  },
]);
