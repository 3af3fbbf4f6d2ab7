import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/networks-stay-isolated';
import { monitor } from '../../policies/networks-stay-isolated/monitor';
import { matches } from '../events/matches';
import { facts } from '../remediation/a-loop';
import { anApiCall } from './an-api-call';
import { characters, decided, type Request } from './decided';

const account = '111122223333';
const stranger = '999900001111';
const denied = 'Client.UnauthorizedOperation';
const peering = (accepter: string, requester: string): JsonObject => ({
  vpcPeeringConnection: { accepterVpcInfo: { ownerId: accepter }, requesterVpcInfo: { ownerId: requester } },
});

interface Case {
  readonly eventName: string;
  readonly request?: JsonObject;
  readonly response?: JsonObject;
  readonly errorCode?: string;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly because?: RegExp;
  readonly reaches?: false;
}
const cases: readonly Case[] = [
  { eventName: 'CreateVpcBlockPublicAccessExclusion', kind: 'finding', because: /exempted from/ },
  { eventName: 'CreateVpcBlockPublicAccessExclusion', errorCode: denied, kind: 'attempted' },
  { eventName: 'CreateVpcBlockPublicAccessExclusion', errorCode: 'Client.InvalidVpcID.NotFound', kind: 'ignored' },
  { eventName: 'ModifyVpcBlockPublicAccessExclusion', kind: 'finding', because: /exempted further/ },
  {
    eventName: 'ModifyVpcBlockPublicAccessOptions',
    request: { ModifyVpcBlockPublicAccessOptionsRequest: { InternetGatewayBlockMode: 'off' } },
    kind: 'finding',
    because: /no more/,
  },
  {
    eventName: 'ModifyVpcBlockPublicAccessOptions',
    request: { ModifyVpcBlockPublicAccessOptionsRequest: { InternetGatewayBlockMode: 'block-ingress' } },
    kind: 'ignored',
  },
  { eventName: 'ModifyVpcBlockPublicAccessOptions', errorCode: denied, kind: 'attempted' },
  {
    eventName: 'PutBlockPublicAccessConfiguration',
    request: { blockPublicAccessConfiguration: { blockPublicSecurityGroupRules: false } },
    kind: 'finding',
    because: /clusters of EMR/,
  },
  {
    eventName: 'PutBlockPublicAccessConfiguration',
    request: { blockPublicAccessConfiguration: { blockPublicSecurityGroupRules: true } },
    kind: 'ignored',
  },
  { eventName: 'PutBlockPublicAccessConfiguration', errorCode: denied, kind: 'attempted' },
  {
    eventName: 'CreateVpcPeeringConnection',
    request: { vpcId: 'vpc-1', peerOwnerId: stranger },
    kind: 'finding',
    because: /account 999900001111$/,
  },
  {
    eventName: 'CreateVpcPeeringConnection',
    request: { vpcId: 'vpc-1', peerOwnerId: stranger },
    errorCode: denied,
    kind: 'attempted',
  },
  {
    eventName: 'CreateVpcPeeringConnection',
    request: { vpcId: 'vpc-1' },
    response: peering(account, account),
    kind: 'ignored',
  },
  {
    eventName: 'AcceptVpcPeeringConnection',
    response: peering(account, stranger),
    kind: 'finding',
    because: /999900001111/,
  },
  { eventName: 'AcceptVpcPeeringConnection', response: peering(account, account), kind: 'ignored' },
  { eventName: 'AcceptVpcPeeringConnection', errorCode: denied, kind: 'attempted', because: /tried/ },
  { eventName: 'AttachInternetGateway', kind: 'ignored', reaches: false },
  { eventName: 'AttachInternetGateway', errorCode: denied, kind: 'attempted', because: /tried AttachInternetGateway/ },
  { eventName: 'CreateRoute', errorCode: denied, kind: 'attempted' },
  { eventName: 'CreateVpc', kind: 'ignored', reaches: false },
];
test.each(cases)(
  '$eventName $request $errorCode: $kind',
  ({ eventName, request = {}, response = null, errorCode, kind, because = /./, reaches = true }) => {
    const detail = { requestParameters: request, responseElements: response, ...(errorCode && { errorCode }) };
    const eventSource = `${eventName === 'PutBlockPublicAccessConfiguration' ? 'elasticmapreduce' : 'ec2'}.amazonaws.com`;
    const event = anApiCall({ eventSource, awsRegion: 'eu-west-1', eventName, ...detail });
    const finding = monitor.finding(event, facts);
    expect(finding).toMatchObject({ kind, because: expect.stringMatching(because) });
    if (finding.kind !== 'ignored') expect(finding.resources.map(({ id }) => id)).toEqual([account]);
    expect(monitor.patterns.some((pattern) => matches(pattern, event))).toBe(reaches);
  },
);

const connection = `arn:aws:ec2:eu-west-1:${account}:vpc-peering-connection/*`;
const vpcOf = (owner: string) => `arn:aws:ec2:eu-west-1:${owner}:vpc/vpc-1`;
const requests: readonly (Request & { readonly is: string })[] = [
  { action: 'ec2:CreateVpcBlockPublicAccessExclusion', is: 'DenyUnplannedNetworks' },
  { action: 'ec2:ModifyVpcBlockPublicAccessOptions', is: 'DenyUnplannedNetworks' },
  { action: 'elasticmapreduce:PutBlockPublicAccessConfiguration', is: 'DenyUnplannedNetworks' },
  {
    action: 'ec2:CreateVpcPeeringConnection',
    resource: connection,
    context: { 'ec2:AccepterVpc': vpcOf(stranger) },
    is: 'DenyAskingToPeer',
  },
  {
    action: 'ec2:AcceptVpcPeeringConnection',
    resource: connection,
    context: { 'ec2:RequesterVpc': vpcOf(stranger) },
    is: 'DenyPeering',
  },
];
test.each(requests)('$action $context: $is', ({ is, ...request }) => {
  expect(decided(guardrail, request)).toBe(is);
});

/** What binds workloads: without the part that is for quarantine alone. */
const forWorkloads = {
  control: (organization: never) =>
    (guardrail.control?.(organization) ?? []).filter(({ purposes }) => purposes?.includes('workloads') ?? true),
};
const daily: readonly Request[] = [
  { action: 'ec2:CreateVpcPeeringConnection', resource: connection, context: { 'ec2:AccepterVpc': vpcOf(account) } },
  { action: 'ec2:AcceptVpcPeeringConnection', resource: connection, context: { 'ec2:RequesterVpc': vpcOf(account) } },
  { action: 'ec2:CreateVpcPeeringConnection', resource: vpcOf(account) },
  { action: 'ec2:CreateVpc' },
  { action: 'ec2:AttachInternetGateway' },
  { action: 'ec2:CreateRoute' },
];
test.each(daily)('workloads may $action $context', (request) => {
  expect(decided(forWorkloads as never, request)).toBe('allowed');
});

test('in quarantine there is no way out', () => {
  expect(decided(guardrail, { action: 'ec2:AttachInternetGateway' })).toBe('DenyWaysOut');
  const only = (guardrail.control?.({} as never) ?? []).find((part) => 'sid' in part && part.sid === 'DenyWaysOut');
  expect(only?.purposes).toEqual(['quarantine']);
});

test('its statements are small', () => expect(characters(forWorkloads as never)).toBeLessThan(1_300));
