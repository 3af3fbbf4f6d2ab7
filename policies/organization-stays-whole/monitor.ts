import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { findingOf } from '../../lib/events/finding-of';
import { isOwnDeployment } from '../../lib/events/own-deployment';
import type { Facts } from '../../lib/model/facts';
import type { EventBridgeEvent, Finding, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { deeds } from './deeds';
import { administrator, serviceAccess } from './resource';

const departed = 'AccountDepartedOrganization';

export const monitor = defineMonitor({
  patterns: [
    ...Object.entries(deeds).map(([eventSource, names]) => ({
      source: [`aws.${eventSource.split('.')[0]}`],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: { eventSource: [eventSource], eventName: Object.keys(names) },
    })),
    {
      source: ['aws.organizations'],
      'detail-type': ['AWS Service Event via CloudTrail'],
      detail: { eventSource: ['organizations.amazonaws.com'], eventName: [departed] },
    },
  ],

  finding(event, facts) {
    const { eventSource, serviceEventDetails } = event.detail;
    const call = apiCallIn(event);
    if (call.name === departed) return departure(valuesOf(serviceEventDetails), event, facts);
    const deed = deeds[String(eventSource)]?.[call.name];
    if (!deed) return { kind: 'ignored', because: `${call.name} takes nothing apart` };
    if (deed.deployed && isOwnDeployment(event, facts)) {
      return { kind: 'ignored', because: 'the landing zone is being deployed' };
    }
    const because = deed.says(call.parameters, facts);
    if (!because) return { kind: 'ignored', because: `${call.name} that our own accounts gain by` };
    return findingOf(call, [resourceOf(call, event, facts)], because);
  },
});

function resourceOf({ name, parameters }: ApiCall, event: EventBridgeEvent, facts: Facts): Resource {
  const organization = `arn:${facts.partition}:organizations::${facts.managementAccount}:organization/${facts.organization}`;
  const service = textOf(parameters.servicePrincipal);
  const admin = textOf(parameters.accountId);
  if (service && name === 'DisableAWSServiceAccess') return serviceAccess(service, organization, event);
  if (service && admin) return administrator(admin, service, organization, event);
  return accountItself(event, facts);
}

/** Organizations' own record of an account that is gone, however it went. */
function departure(details: Readonly<Record<string, unknown>>, event: EventBridgeEvent, facts: Facts): Finding {
  const { departedMethod: how = 'Departed' } = details;
  if (how === 'Cleaned') return { kind: 'ignored', because: 'a closed account reached its end' };
  return {
    kind: 'finding',
    resources: [accountItself(event, facts)],
    because: `an account is gone: ${String(how).toLowerCase()}`,
  };
}
