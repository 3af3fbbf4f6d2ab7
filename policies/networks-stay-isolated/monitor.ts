import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import type { Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';

/** Ways out that are daily work where they are allowed: only a denied one is worth a word. */
const waysOut = [
  'AssociateAddress',
  'AttachInternetGateway',
  'CreateEgressOnlyInternetGateway',
  'CreateNatGateway',
  'CreateRoute',
  'CreateTransitGatewayVpcAttachment',
  'CreateVpnConnection',
  'ReplaceRoute',
];
const unplanned: Readonly<Record<string, string>> = {
  CreateVpcBlockPublicAccessExclusion: 'a network was exempted from the block on internet traffic',
  ModifyVpcBlockPublicAccessExclusion: 'a network was exempted further from the block on internet traffic',
};

export const monitor = defineMonitor({
  patterns: [
    callsTo('ec2', [
      ...Object.keys(unplanned),
      'AcceptVpcPeeringConnection',
      'CreateVpcPeeringConnection',
      'ModifyVpcBlockPublicAccessOptions',
    ]),
    callsTo('elasticmapreduce', ['PutBlockPublicAccessConfiguration']),
    callsTo('ec2', waysOut, { errorCode: ['Client.UnauthorizedOperation'] }),
  ],

  finding(event, facts) {
    const call = apiCallIn(event);
    const opening = howItOpens(call, event);
    if (!opening) return { kind: 'ignored', because: `${call.name || 'it'} as networks are built` };
    return findingOf(call, [accountItself(event, facts)], opening);
  },
});

function howItOpens(call: ApiCall, { account }: Pick<Resource, 'account'>): string | undefined {
  const { name, parameters, ended } = call;
  if (waysOut.includes(name)) return ended === 'denied' ? `somebody tried ${name}` : undefined;
  if (Object.hasOwn(unplanned, name)) return unplanned[name];
  switch (name) {
    case 'ModifyVpcBlockPublicAccessOptions': {
      const mode = valuesOf(parameters.ModifyVpcBlockPublicAccessOptionsRequest).InternetGatewayBlockMode;
      return mode === 'off' || ended === 'denied' ? 'internet traffic of networks is blocked no more' : undefined;
    }
    case 'PutBlockPublicAccessConfiguration': {
      const { blockPublicSecurityGroupRules } = valuesOf(parameters.blockPublicAccessConfiguration);
      const isOff = blockPublicSecurityGroupRules === false || ended === 'denied';
      return isOff ? 'clusters of EMR may be reached from everywhere' : undefined;
    }
    case 'AcceptVpcPeeringConnection':
      // The record of a denied call tells the connection alone.
      if (ended === 'denied') return `somebody tried ${name}`;
      return peeringWith(ownersIn(call), account);
    case 'CreateVpcPeeringConnection':
      return peeringWith(ownersIn(call), account);
    default:
      return undefined;
  }
}

function peeringWith(owners: readonly string[], account: string): string | undefined {
  const others = owners.filter((owner) => owner !== account);
  return others.length > 0 ? `a network was joined with one of account ${others.join(', ')}` : undefined;
}

function ownersIn({ parameters, response }: ApiCall): readonly string[] {
  const { accepterVpcInfo, requesterVpcInfo } = valuesOf(response.vpcPeeringConnection);
  const owners = [parameters.peerOwnerId, valuesOf(accepterVpcInfo).ownerId, valuesOf(requesterVpcInfo).ownerId];
  return [...new Set(owners.flatMap((owner) => textOf(owner) ?? []))];
}
