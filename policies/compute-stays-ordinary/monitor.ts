import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { items } from '../../lib/events/cloudtrail-record';
import { ec2Instance } from '../../lib/events/ec2-instance';
import { findingOf } from '../../lib/events/finding-of';
import { defineMonitor } from '../../lib/model/guardrail';
import { isObject } from '../../lib/model/json';
import { instancesIn } from '../../lib/remediation/instances-in';
import { bareMetal, isUnusual, unusualFamilies, unusualSuffixes } from './unusual';

const unusual = [
  ...unusualFamilies.map((prefix) => ({ prefix })),
  ...unusualSuffixes.map((suffix) => ({ suffix })),
  { wildcard: bareMetal },
];
/** Calls that reserve or pay for compute, whatever it is. */
const reserving = [
  'AllocateHosts',
  'CreateCapacityReservation',
  'PurchaseCapacityBlock',
  'PurchaseHostReservation',
  'PurchaseReservedInstancesOffering',
];
const recentlyMilliseconds = 2 * 3600_000;

export const monitor = defineMonitor({
  patterns: [
    callsTo('ec2', ['RunInstances'], {
      $or: [
        { requestParameters: { instanceType: unusual } },
        { responseElements: { instancesSet: { items: { instanceType: unusual } } } },
      ],
    }),
    callsTo('ec2', ['ModifyInstanceAttribute'], { requestParameters: { instanceType: { value: unusual } } }),
    callsTo('ec2', ['CreateFleet', 'RequestSpotFleet', 'RequestSpotInstances', ...reserving]),
    callsTo('savingsplans', ['CreateSavingsPlan']),
  ],

  finding(event, facts) {
    const call = apiCallIn(event);
    const { name, ended, error } = call;
    // A quota that is too small says no to the first try of somebody who wants a lot.
    const isTried = ended === 'denied' || /LimitExceeded|InsufficientInstanceCapacity|MaxSpotInstance/.test(error);
    const asked = isTried && ended === 'failed' ? { ...call, ended: 'denied' as const } : call;
    if (reserving.includes(name) || name === 'CreateSavingsPlan') {
      return findingOf(asked, [accountItself(event, facts)], `${name}: compute is paid for ahead`);
    }
    const types = [...new Set([...typesIn(call.parameters), ...typesIn(call.response)])].filter(isUnusual);
    if (types.length === 0) return { kind: 'ignored', because: `${name || 'it'} of ordinary compute` };
    const ids = instancesOf(call);
    const resources = ids.map((id) => ec2Instance(id, facts.partition, event));
    return findingOf(
      asked,
      ids.length > 0 ? resources : [accountItself(event, facts)],
      `${name} of ${types.join(', ')}`,
    );
  },

  /** What was started lately and no event told of; what runs for longer has been reported. */
  async *reconcile(session, { partition }) {
    for await (const { InstanceId = '', InstanceType = '', LaunchTime, State } of instancesIn(session)) {
      const isRecent = LaunchTime !== undefined && LaunchTime.getTime() > Date.now() - recentlyMilliseconds;
      if (isRecent && isUnusual(InstanceType) && State?.Name === 'running')
        yield ec2Instance(InstanceId, partition, session);
    }
  },
});

/** Every instance type that is named anywhere, in whichever spelling the call has. */
function typesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(typesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (!/^instanceType$/i.test(key)) return typesIn(inner);
    const type = textOf(inner) ?? textOf(valuesOf(inner).value);
    return type === undefined ? [] : [type];
  });
}

function instancesOf({ name, parameters, response }: ApiCall): readonly string[] {
  if (name === 'ModifyInstanceAttribute') return textOf(parameters.instanceId) ? [String(parameters.instanceId)] : [];
  return items(response.instancesSet)
    .map(valuesOf)
    .flatMap(({ instanceId }) => textOf(instanceId) ?? []);
}
