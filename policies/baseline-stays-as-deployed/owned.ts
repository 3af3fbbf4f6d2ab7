import { apiCallIn, textOf } from '../../lib/events/api-call';
import { items } from '../../lib/events/cloudtrail-record';
import type { Facts } from '../../lib/model/facts';
import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import { isObject } from '../../lib/model/json';
import { bastionPrefixListName } from '../../lib/model/platform';
import { ownAccounts } from './deployers';

type Owned = Pick<Resource, 'type' | 'id'>;

/** What of the landing zone a call is about; undefined when it is about something else, or does not say. */
export function ownedIn(event: EventBridgeEvent, facts: Facts): Owned | undefined {
  switch (event.detail.eventSource) {
    case 'cloudformation.amazonaws.com':
      return stackIn(event);
    case 'iam.amazonaws.com':
      return roleIn(event, facts);
    case 'organizations.amazonaws.com':
      return taggedIn(event);
    case 'ec2.amazonaws.com':
      return prefixListIn(event);
    default:
      return undefined;
  }
}

/** By name, by ARN, or in AWS's words when it was denied. */
function stackIn(event: EventBridgeEvent): Owned | undefined {
  const { stackName } = apiCallIn(event).parameters;
  const denied = /:stack\/[^\s"]+/.exec(String(event.detail.errorMessage))?.[0];
  const [, id] = /^(?:.*:stack\/)?(breakwater-[^/]+)/.exec(textOf(stackName) ?? denied ?? '') ?? [];
  return id ? { type: 'AWS::CloudFormation::Stack', id } : undefined;
}

/** Roles of CDK's bootstrap where the landing zone is deployed: whoever owns them owns the landing zone. */
function roleIn(event: EventBridgeEvent, facts: Facts): Owned | undefined {
  const role = textOf(apiCallIn(event).parameters.roleName);
  if (!role || !/^cdk-.+-role-/.test(role) || !ownAccounts(facts).includes(event.account)) return undefined;
  return { type: 'AWS::IAM::Role', id: role };
}

/** Units and accounts, whose tags say why they are apart. */
function taggedIn(event: EventBridgeEvent): Owned | undefined {
  const { parameters } = apiCallIn(event);
  const keys = [
    ...items(parameters.tagKeys),
    ...items(parameters.tags).map((tag) => (isObject(tag) ? tag.key : undefined)),
  ];
  const id = textOf(parameters.resourceId);
  if (!id || !keys.some((key) => typeof key === 'string' && key.startsWith('breakwater:'))) return undefined;
  return { type: id.startsWith('ou-') ? 'AWS::Organizations::OrganizationalUnit' : 'AWS::Organizations::Account', id };
}

/** A request gives the list's id; its name is in the answer, wherever EC2 wraps it. */
function prefixListIn(event: EventBridgeEvent): Owned | undefined {
  if (!JSON.stringify(event.detail.responseElements ?? null).includes(`"${bastionPrefixListName}"`)) return undefined;
  return { type: 'AWS::EC2::PrefixList', id: bastionPrefixListName };
}
