import { accountItself } from '../../lib/events/account-resource';
import { apiCallIn, textOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { partOf } from '../../lib/events/part-of';
import type { Facts } from '../../lib/model/facts';
import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { madeByTemplate } from './deployers';
import { leastDays } from './fix';
import { isPromised } from './promised';

const logGroupType = 'AWS::Logs::LogGroup';

const groupCalls = ['DeleteLogGroup', 'PutRetentionPolicy'];
/** The parameter that names what is lost. */
const otherCalls: Readonly<Record<string, string>> = {
  DeleteAccountPolicy: 'policyName',
  DeleteDelivery: 'id',
  DeleteDeliveryDestination: 'name',
  DeleteDeliverySource: 'name',
  DeleteDestination: 'destinationName',
  DeleteLogStream: 'logStreamName',
  DeleteResourcePolicy: 'policyName',
  DeleteSubscriptionFilter: 'filterName',
  DisassociateKmsKey: 'logGroupName',
};

export const monitor = defineMonitor({
  patterns: [callsTo('logs', [...groupCalls, ...Object.keys(otherCalls)])],

  finding(event, facts) {
    const call = apiCallIn(event);
    // A denied call is recorded without its parameters.
    if (call.ended === 'denied') return findingOf(call, [accountItself(event, facts)], `somebody tried ${call.name}`);
    if (madeByTemplate(event, facts.partition)) return { kind: 'ignored', because: 'a template says so' };
    const { logGroupName, logGroupIdentifier, retentionInDays } = call.parameters;
    if (call.name === 'PutRetentionPolicy' && !(Number(retentionInDays) < leastDays)) {
      return { kind: 'ignored', because: `kept for ${retentionInDays} days` };
    }
    if (groupCalls.includes(call.name)) {
      const name = textOf(logGroupName) ?? textOf(logGroupIdentifier);
      if (name === undefined) return { kind: 'ignored', because: 'it names no log group' };
      const group = logGroup(name, event, facts);
      if (call.name === 'PutRetentionPolicy') {
        return findingOf(call, [group], `${name} is kept for ${retentionInDays} days`);
      }
      if (!isPromised(group, facts)) return { kind: 'ignored', because: `${name} was a team's own` };
      return findingOf(call, [group], `${name} was deleted`);
    }
    const parameter = otherCalls[call.name];
    if (parameter === undefined) return { kind: 'ignored', because: 'it loses no logs' };
    const id = textOf(call.parameters[parameter]) ?? call.name;
    return findingOf(call, [partOf('logs', id, event, facts)], `${call.name}: ${id}`);
  },
});

function logGroup(name: string, { account, region }: EventBridgeEvent, { partition }: Facts): Resource {
  const id = name.replace(/^arn:[^:]*:logs:[^:]*:\d*:log-group:/, '').replace(/:\*$/, '');
  const arn = `arn:${partition}:logs:${region}:${account}:log-group:${id}`;
  return { type: logGroupType, id, arn, account, region };
}
