import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { items } from '../../lib/events/cloudtrail-record';
import { nonComplianceIn } from '../../lib/events/config-compliance';
import { findingOf } from '../../lib/events/finding-of';
import { madeByStack } from '../../lib/events/own-deployment';
import { partOf } from '../../lib/events/part-of';
import type { Facts } from '../../lib/model/facts';
import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { isObject } from '../../lib/model/json';

/** By service and event name: the parameter that names what stops logging. */
const stopping: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ec2: { DeleteFlowLogs: 'FlowLogId' },
  'network-firewall': { UpdateLoggingConfiguration: 'firewallArn' },
  route53: { DeleteQueryLoggingConfig: 'id' },
  route53resolver: {
    DeleteResolverQueryLogConfig: 'resolverQueryLogConfigId',
    DisassociateResolverQueryLogConfig: 'resourceId',
  },
  'vpc-lattice': { DeleteAccessLogSubscription: 'accessLogSubscriptionIdentifier' },
};

export const monitor = defineMonitor({
  patterns: Object.entries(stopping).map(([service, calls]) => callsTo(service, Object.keys(calls))),
  // Networks that never had a flow log make no event.
  configRules: [{ identifier: 'VPC_FLOW_LOGS_ENABLED' }],

  finding(event, facts) {
    const silent = nonComplianceIn(event);
    if (silent) {
      const resource = partOf('ec2', `vpc/${silent.id}`, event, facts);
      return { kind: 'finding', resources: [resource], because: `${silent.id} has no flow log` };
    }
    const call = apiCallIn(event);
    if (madeByStack(event) && call.ended !== 'denied') {
      return { kind: 'ignored', because: 'a stack takes back what it has made' };
    }
    if (call.name === 'UpdateLoggingConfiguration' && logsSomething(call)) {
      return { kind: 'ignored', because: 'the firewall still logs' };
    }
    const service = event.source?.replace(/^aws\./, '') ?? '';
    const names = call.name === 'DeleteFlowLogs' ? deletedFlowLogs(call) : namedBy(call, service);
    const because = `${names.join(', ') || 'something of the network'} logs no more: ${call.name}`;
    if (names.length > 0) return findingOf(call, resources(names, service, event, facts), because);
    // Route 53 records a denied call without its parameters.
    if (call.ended === 'denied') return findingOf(call, [accountItself(event, facts)], `somebody tried ${call.name}`);
    return { kind: 'ignored', because: `${call.name || 'it'} that stopped nothing` };
  },
});

function resources(
  names: readonly string[],
  service: string,
  event: EventBridgeEvent,
  facts: Pick<Facts, 'partition'>,
): readonly Resource[] {
  return names.map((name) => partOf(service, service === 'ec2' ? `vpc-flow-log/${name}` : name, event, facts));
}

function namedBy({ name, parameters }: ApiCall, service: string): readonly string[] {
  const id = textOf(parameters[stopping[service]?.[name] ?? '']);
  return id === undefined ? [] : [id];
}

/** Ids are a list of one or many; those that EC2 could not delete come back in the answer, and the call counts as a success. */
function deletedFlowLogs({ parameters, response }: ApiCall): readonly string[] {
  const asked = items(valuesOf(parameters.DeleteFlowLogsRequest).FlowLogId).map(text);
  const answer = valuesOf(response.DeleteFlowLogsResponse);
  const left = new Set(items(valuesOf(answer.unsuccessful).item).map((one) => valuesOf(one).resourceId));
  return asked.filter((id) => id !== '' && !left.has(id));
}

function text(item: unknown): string {
  const content = isObject(item) ? item.content : item;
  return typeof content === 'string' ? content : '';
}

function logsSomething({ parameters }: ApiCall): boolean {
  return items(valuesOf(parameters.loggingConfiguration).logDestinationConfigs).length > 0;
}
