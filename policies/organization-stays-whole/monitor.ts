import { accountItself } from '../../lib/events/account-resource';
import type { CloudTrailRecord } from '../../lib/events/cloudtrail-record';
import type { Facts } from '../../lib/model/facts';
import type { EventBridgeEvent, Finding, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { isObject } from '../../lib/model/json';
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
    const record = event.detail as unknown as CloudTrailRecord;
    const { eventName, eventSource, userIdentity, errorCode } = record;
    if (eventName === departed) return departure(event, facts);
    const deed = deeds[eventSource]?.[eventName];
    if (!deed) return { kind: 'ignored', because: `${eventName} takes nothing apart` };
    if (deed.deployed && userIdentity?.invokedBy === 'cloudformation.amazonaws.com') {
      return { kind: 'ignored', because: 'CloudFormation deploys it' };
    }
    const parameters = isObject(record.requestParameters) ? record.requestParameters : {};
    const because = deed.says(parameters, facts);
    if (!because) return { kind: 'ignored', because: `${eventName} that our own accounts gain by` };
    const kind = errorCode ? 'attempted' : 'finding';
    return { kind, resources: [resourceOf(eventName, parameters, event, facts)], because };
  },
});

function resourceOf(
  eventName: string,
  { servicePrincipal: service, accountId }: Readonly<Record<string, unknown>>,
  event: EventBridgeEvent,
  facts: Facts,
): Resource {
  const organization = `arn:${facts.partition}:organizations::${facts.managementAccount}:organization/${facts.organization}`;
  if (typeof service === 'string') {
    if (eventName === 'DisableAWSServiceAccess') return serviceAccess(service, organization, event);
    if (typeof accountId === 'string') return administrator(accountId, service, organization, event);
  }
  return accountItself(event, facts);
}

/** Organizations' own record of an account that is gone, however it went. */
function departure(event: EventBridgeEvent, facts: Facts): Finding {
  const { serviceEventDetails } = event.detail as unknown as CloudTrailRecord;
  const { departedMethod } = isObject(serviceEventDetails) ? serviceEventDetails : {};
  if (departedMethod === 'Cleaned') return { kind: 'ignored', because: 'a closed account reached its end' };
  const how = typeof departedMethod === 'string' ? departedMethod.toLowerCase() : 'departed';
  return { kind: 'finding', resources: [accountItself(event, facts)], because: `an account is gone: ${how}` };
}
