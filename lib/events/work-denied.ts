import type { Facts } from '../model/facts';
import type { EventBridgeEvent, Finding } from '../model/finding';
import type { EventPattern } from '../model/guardrail';
import { accountItself } from './account-resource';
import { apiCallIn } from './api-call';
import { callsTo } from './calls-to';

const failed = { errorCode: [{ exists: true }] };

/** The first things anybody does with an account to use it: machines, functions and ways in. Only where they failed. */
export const workThatFailed: readonly EventPattern[] = [
  callsTo('ec2', ['RunInstances'], failed),
  callsTo('lambda', ['CreateFunction20150331'], failed),
  callsTo('iam', ['CreateAccessKey', 'CreateRole', 'CreateUser'], failed),
];

/** Work that somebody was kept from where nobody should work. In other units the guardrail that asks is off, and says nothing. */
export function workDenied(event: EventBridgeEvent, facts: Facts, where: string): Finding {
  const call = apiCallIn(event);
  if (call.ended !== 'denied') return { kind: 'ignored', because: `${call.name || 'it'} was not denied` };
  return { kind: 'attempted', resources: [accountItself(event, facts)], because: `${call.name} in ${where}` };
}
