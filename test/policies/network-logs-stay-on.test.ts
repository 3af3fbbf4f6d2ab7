import type { EventBridgeEvent } from '../../lib/model/finding';
import type { Json, JsonObject } from '../../lib/model/json';
import { control } from '../../policies/network-logs-stay-on/control';
import { monitor } from '../../policies/network-logs-stay-on/monitor';
import { facts } from '../remediation/a-loop';
import { anOrganization } from '../stacks/an-organization';
import { anApiCall, callOf } from './an-api-call';
import { judged } from './judged';

interface Case {
  readonly title: string;
  readonly service?: string;
  readonly call?: string;
  readonly parameters?: JsonObject | null;
  readonly response?: JsonObject;
  readonly errorCode?: string;
  readonly by?: JsonObject;
  readonly kind?: 'finding' | 'attempted' | 'ignored';
  readonly about?: readonly string[];
}
const ids = (FlowLogId: Json): JsonObject => ({ DeleteFlowLogsRequest: { FlowLogId } });
const one = { content: 'fl-1', tag: 1 };
const left = (unsuccessful: Json): JsonObject => ({ DeleteFlowLogsResponse: { unsuccessful } });
const rule = { call: 'DisassociateResolverQueryLogConfig', service: 'route53resolver' };

const cases: readonly Case[] = [
  { title: 'one flow log', parameters: ids(one), response: left(''), about: ['vpc-flow-log/fl-1'] },
  {
    title: 'two of them',
    parameters: ids([one, { content: 'fl-2', tag: 2 }]),
    about: ['vpc-flow-log/fl-1', 'vpc-flow-log/fl-2'],
  },
  { title: 'as older records have it', parameters: ids(['fl-1']), about: ['vpc-flow-log/fl-1'] },
  {
    title: 'one of two that EC2 could not delete',
    parameters: ids([one, { content: 'fl-2', tag: 2 }]),
    response: left({ item: { resourceId: 'fl-2' } }),
    about: ['vpc-flow-log/fl-1'],
  },
  {
    title: 'none that EC2 could delete',
    parameters: ids(one),
    response: left({ item: [{ resourceId: 'fl-1' }] }),
    kind: 'ignored',
  },
  {
    title: 'denied',
    parameters: ids(one),
    errorCode: 'Client.UnauthorizedOperation',
    kind: 'attempted',
    about: ['vpc-flow-log/fl-1'],
  },
  { title: 'a dry run', parameters: ids(one), errorCode: 'Client.DryRunOperation', kind: 'ignored' },
  { title: "a stack's own", parameters: ids(one), by: { invokedBy: 'cloudformation.amazonaws.com' }, kind: 'ignored' },
  {
    title: "a stack's own, denied",
    parameters: ids(one),
    by: { invokedBy: 'cloudformation.amazonaws.com' },
    errorCode: 'Client.UnauthorizedOperation',
    kind: 'attempted',
  },
  {
    title: 'query logs of a network',
    ...rule,
    parameters: { resourceId: 'vpc-1', resolverQueryLogConfigId: 'rqlc-1' },
    about: ['vpc-1'],
  },
  {
    title: 'query logs altogether',
    service: 'route53resolver',
    call: 'DeleteResolverQueryLogConfig',
    parameters: { resolverQueryLogConfigId: 'rqlc-1' },
    about: ['rqlc-1'],
  },
  {
    title: 'query logs, denied',
    ...rule,
    parameters: null,
    errorCode: 'AccessDeniedException',
    kind: 'attempted',
    about: ['111122223333'],
  },
  {
    title: 'query logs that are not there',
    ...rule,
    parameters: { resourceId: 'vpc-1' },
    errorCode: 'ResourceNotFoundException',
    kind: 'ignored',
  },
  {
    title: "a public zone's",
    service: 'route53',
    call: 'DeleteQueryLoggingConfig',
    parameters: { id: 'zone-1' },
    about: ['zone-1'],
  },
  {
    title: "a firewall's",
    service: 'network-firewall',
    call: 'UpdateLoggingConfiguration',
    parameters: {
      firewallArn: 'arn:aws:network-firewall:eu-west-1:111122223333:firewall/f',
      loggingConfiguration: { logDestinationConfigs: [] },
    },
    about: ['arn:aws:network-firewall:eu-west-1:111122223333:firewall/f'],
  },
  {
    title: 'a firewall that still logs',
    service: 'network-firewall',
    call: 'UpdateLoggingConfiguration',
    parameters: { firewallArn: 'f', loggingConfiguration: { logDestinationConfigs: [{ logType: 'FLOW' }] } },
    kind: 'ignored',
  },
  {
    title: "Lattice's",
    service: 'vpc-lattice',
    call: 'DeleteAccessLogSubscription',
    parameters: { accessLogSubscriptionIdentifier: 'als-1' },
    about: ['als-1'],
  },
];

test.each(cases)(
  '$title',
  ({
    service = 'ec2',
    call = 'DeleteFlowLogs',
    parameters = {},
    response = null,
    errorCode,
    by = {},
    kind = 'finding',
    about,
  }) => {
    const more = { responseElements: response, userIdentity: by, ...(errorCode && { errorCode }) };
    const finding = judged(monitor, anApiCall(callOf(service, call, parameters, more)));
    expect(finding.kind).toBe(kind);
    if (finding.kind !== 'ignored' && about) expect(finding.resources.map(({ id }) => id)).toEqual(about);
  },
);

test('a network that never logged is known from AWS Config', () => {
  const detail = {
    resourceType: 'AWS::EC2::VPC',
    resourceId: 'vpc-1',
    configRuleName: 'r',
    newEvaluationResult: { complianceType: 'NON_COMPLIANT' },
  };
  const event = { source: 'aws.config', account: '111122223333', region: 'eu-west-1', detail };
  expect(monitor.finding(event as unknown as EventBridgeEvent, facts)).toMatchObject({
    kind: 'finding',
    resources: [{ id: 'vpc/vpc-1' }],
    because: 'vpc-1 has no flow log',
  });
});

test('the control spares the stacks of the network account, where there is one', () => {
  const organization = anOrganization();
  const accounts = organization.accounts.map((account, index) =>
    index === 1 ? ({ ...account, role: 'network', id: '000000000009' } as const) : account,
  );
  const [spared] = control({ ...organization, accounts });
  const [plain] = control({ ...organization, accounts: accounts.filter(({ role }) => role !== 'network') });
  expect(JSON.stringify(spared)).toContain('000000000009:role/cdk-*-cfn-exec-role-*');
  expect(plain && 'condition' in plain).toBe(false);
  expect(JSON.stringify(spared).length).toBeLessThan(600);
});
