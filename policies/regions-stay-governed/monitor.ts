import { accountItself } from '../../lib/events/account-resource';
import { actorOf } from '../../lib/events/actor';
import { apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import type { Facts } from '../../lib/model/facts';
import type { EventBridgeEvent, Finding } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { managementAbroadAlarm } from '../../lib/model/platform';
import { globalServices } from './global-services';

const alarm = 'CloudWatch Alarm State Change';
const optIn = 'Region Opt-In Status Change';
// What the control spares besides whole services and is recorded as a change.
const atTheEdge = new Set(['CreateLogGroup', 'CreateLogStream']);
const globalSources = globalServices.map((service) => `${service}.amazonaws.com`);

export const monitor = defineMonitor({
  patterns: [
    callsTo('account', ['DisableRegion', 'EnableRegion']),
    { source: ['aws.account'], 'detail-type': [optIn], detail: { status: ['ENABLED'] } },
    // Of the management account, where no forwarding rule hears it: the trail's events, counted at home.
    {
      source: ['aws.cloudwatch'],
      'detail-type': [alarm],
      detail: { alarmName: [managementAbroadAlarm], state: { value: ['ALARM'] } },
    },
  ],
  // Whatever changes anything: no list of names could be complete.
  elsewhere: [
    {
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: {
        readOnly: [false],
        eventSource: [{ 'anything-but': globalSources }],
        userIdentity: { invokedBy: [{ exists: false }] },
      },
    },
  ],

  finding(event, facts) {
    if (event['detail-type'] === optIn) return enabled(event, facts);
    if (event['detail-type'] === alarm) return managementAbroad(event, facts);
    const { name } = apiCallIn(event);
    if (name === 'EnableRegion' || name === 'DisableRegion') return switched(event, facts);
    return elsewhere(event, facts);
  },
});

function managementAbroad(event: EventBridgeEvent, facts: Facts): Finding {
  const { alarmName } = event.detail;
  const isOurs = alarmName === managementAbroadAlarm && event.account === facts.managementAccount;
  if (!isOurs) return { kind: 'ignored', because: "somebody else's alarm" };
  return {
    kind: 'finding',
    resources: [accountItself(event, facts)],
    because: 'the management account was used where nobody governs; the log group of the trail has who and where',
  };
}

function enabled(event: EventBridgeEvent, facts: Facts): Finding {
  const region = textOf(event.detail.regionName) ?? 'unknown';
  if (facts.governedRegions.includes(region)) return { kind: 'ignored', because: `${region} is governed` };
  return {
    kind: 'finding',
    resources: [accountItself(event, facts)],
    because: `${region} is on and nobody governs it`,
  };
}

function switched(event: EventBridgeEvent, facts: Facts): Finding {
  const call = apiCallIn(event);
  const region = textOf(call.parameters.RegionName);
  const isGoverned = region !== undefined && facts.governedRegions.includes(region);
  const isRight = region !== undefined && isGoverned === (call.name === 'EnableRegion');
  if (isRight) return { kind: 'ignored', because: `${call.name} of ${region} is as it should be` };
  const how = call.name === 'EnableRegion' ? 'is enabled, and nobody governs it' : 'is disabled, and governed';
  return findingOf(call, [accountItself(event, facts)], `${region ?? 'a region'} ${how}`);
}

/** However many instances a call starts, it is one incident: that of the account in the region. */
function elsewhere(event: EventBridgeEvent, facts: Facts): Finding {
  const { region, detail } = event;
  const call = apiCallIn(event);
  if (facts.governedRegions.includes(region)) return { kind: 'ignored', because: `${region} is governed` };
  if (globalSources.includes(String(detail.eventSource))) return { kind: 'ignored', because: 'a global service' };
  if (atTheEdge.has(call.name)) return { kind: 'ignored', because: `${call.name}: a function at the edge writes logs` };
  if (actorOf(event, facts).kind === 'service' || call.identity.invokedBy !== undefined) {
    return { kind: 'ignored', because: 'a service does its own work' };
  }
  if (call.error === 'Client.DryRunOperation') return { kind: 'ignored', because: 'a dry run' };
  const source = String(detail.eventSource).replace('.amazonaws.com', '');
  // Success is the louder: somebody is past the control.
  const how = call.ended === 'succeeded' ? 'was let through' : 'was tried';
  return findingOf(call, [accountItself(event, facts)], `${source}:${call.name} ${how} in ${region}`);
}
