import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { isOwnDeployment } from '../../lib/events/own-deployment';
import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { widening } from './changes';

/** What the console calls for settings of an instance that have no API. */
const inConsole = ['UpdateSsoConfiguration'];
const watched: readonly string[] = [...widening, ...inConsole];

export const monitor = defineMonitor({
  patterns: [callsTo('sso', watched)],

  finding(event, facts) {
    const made = apiCallIn(event);
    if (!watched.includes(made.name)) return { kind: 'ignored', because: `${made.name || 'it'} gives nobody more` };
    if (isOwnDeployment(event, facts)) return { kind: 'ignored', because: 'the landing zone deployed its code' };
    const changed = changedBy(made, event);
    const because = `${made.name}: ${changed?.id ?? 'unknown'}, by hand`;
    return findingOf(made, [changed ?? accountItself(event, facts)], because);
  },
});

/** Undefined when the record names nothing, as that of a denied call. */
function changedBy({ name, parameters, response }: ApiCall, event: EventBridgeEvent): Resource | undefined {
  const { account, region } = event;
  const made = valuesOf(response.permissionSet);
  const set = textOf(parameters.permissionSetArn) ?? textOf(made.permissionSetArn);
  if (name === 'CreateAccountAssignment' && set) {
    const { principalType, principalId, targetId } = parameters;
    const id = `${principalType} ${principalId} in ${targetId}`;
    return { type: 'AWS::SSO::Assignment', id, arn: set, account, region };
  }
  if (set) return { type: 'AWS::SSO::PermissionSet', id: set, arn: set, account, region };
  const instance = textOf(parameters.instanceArn) ?? textOf(response.instanceArn);
  return instance ? { type: 'AWS::SSO::Instance', id: instance, arn: instance, account, region } : undefined;
}
