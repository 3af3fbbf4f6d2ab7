import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { isOwnDeployment, madeByStack } from '../../lib/events/own-deployment';
import { partOf } from '../../lib/events/part-of';
import type { Facts } from '../../lib/model/facts';
import type { Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import type { Region } from '../../lib/model/organization';
import { leavesOut, type Settings } from './leaves-out';
import { recorderOf } from './recorder';

export const recorderType = 'AWS::Config::ConfigurationRecorder';
/** Config keeps what it knows for seven years unless told otherwise; less than this is less than auditors ask for. */
const leastDays = 365;

const recorderCalls = ['DeleteConfigurationRecorder', 'PutConfigurationRecorder', 'StopConfigurationRecorder'];
/** By whose calls Config says less, and the parameter that names what they are about. */
const otherCalls: Readonly<Record<string, string>> = {
  DeleteAggregationAuthorization: 'authorizedAccountId',
  DeleteConfigRule: 'configRuleName',
  DeleteConfigurationAggregator: 'configurationAggregatorName',
  DeleteConformancePack: 'conformancePackName',
  DeleteDeliveryChannel: 'deliveryChannelName',
  DeleteEvaluationResults: 'configRuleName',
  DeleteOrganizationConfigRule: 'organizationConfigRuleName',
  DeleteOrganizationConformancePack: 'organizationConformancePackName',
  DeleteRetentionConfiguration: 'retentionConfigurationName',
  DeleteServiceLinkedConfigurationRecorder: 'servicePrincipal',
  DisassociateResourceTypes: 'configurationRecorderArn',
  PutDeliveryChannel: 'deliveryChannelName',
  PutRetentionConfiguration: 'retentionPeriodInDays',
};

export const monitor = defineMonitor({
  patterns: [callsTo('config', [...recorderCalls, ...Object.keys(otherCalls)])],

  finding(event, facts) {
    if (isOwnDeployment(event, facts)) {
      return { kind: 'ignored', because: 'a deployment of the landing zone; the hourly look checks it' };
    }
    const call = apiCallIn(event);
    // A denied call is recorded without its parameters.
    if (call.ended === 'denied') return findingOf(call, [accountItself(event, facts)], `somebody tried ${call.name}`);
    if (!takesAway(call, event.region, facts)) {
      return { kind: 'ignored', because: `${call.name || 'it'} that takes nothing away` };
    }
    if (recorderCalls.includes(call.name)) {
      return findingOf(call, [recorder(call, event, facts)], `${call.name} on the recorder`);
    }
    if (madeByStack(event)) return { kind: 'ignored', because: "a stack's own part of Config" };
    const id = nameIn(call);
    return findingOf(call, [partOf('config', id, event, facts)], `${call.name} of ${id}`);
  },

  /** Only where Config has been set up: a recorder, or the channel that one has left behind. */
  async *reconcile(session, facts) {
    const { recorder: found, recording, bucket } = await recorderOf(session);
    if (!found && bucket === undefined) return;
    if (found && recording && !leavesOut(found, facts, session.region)) return;
    yield recorderNamed(found?.name ?? 'default', session, facts);
  },
});

function takesAway({ name, parameters }: ApiCall, region: Region, facts: Facts): boolean {
  if (name === 'PutConfigurationRecorder') {
    const settings: Settings = valuesOf(parameters.configurationRecorder);
    return leavesOut(settings, facts, region) !== undefined;
  }
  if (name === 'PutRetentionConfiguration') return Number(parameters.retentionPeriodInDays) < leastDays;
  return recorderCalls.includes(name) || name in otherCalls;
}

function recorder(call: ApiCall, where: Pick<Resource, 'account' | 'region'>, facts: Facts): Resource {
  const { configurationRecorderName, configurationRecorder } = call.parameters;
  const name = textOf(configurationRecorderName) ?? textOf(valuesOf(configurationRecorder).name) ?? 'default';
  return recorderNamed(name, where, facts);
}

function recorderNamed(
  id: string,
  { account, region }: Pick<Resource, 'account' | 'region'>,
  { partition }: Pick<Facts, 'partition'>,
): Resource {
  const arn = `arn:${partition}:config:${region}:${account}:configuration-recorder/${id}`;
  return { type: recorderType, id, arn, account, region };
}

function nameIn({ name, parameters }: ApiCall): string {
  if (name === 'PutDeliveryChannel') return textOf(valuesOf(parameters.deliveryChannel).name) ?? 'default';
  return String(parameters[otherCalls[name] ?? ''] ?? name);
}
