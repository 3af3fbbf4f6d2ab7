import { accountItself } from '../../lib/events/account-resource';
import { actorOf } from '../../lib/events/actor';
import { apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import type { Facts } from '../../lib/model/facts';
import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { isDeployer } from './deployers';
import { ownedIn } from './owned';

// Stacks that are deleted or updated whole are watched with the loop.
const stackCalls = [
  'CancelUpdateStack',
  'ContinueUpdateRollback',
  'CreateChangeSet',
  'ExecuteChangeSet',
  'RollbackStack',
  'SetStackPolicy',
  'UpdateTerminationProtection',
];
const roleCalls = [
  'AttachRolePolicy',
  'DeleteRole',
  'DeleteRolePolicy',
  'DetachRolePolicy',
  'PutRolePermissionsBoundary',
  'PutRolePolicy',
  'UpdateAssumeRolePolicy',
];

export const monitor = defineMonitor({
  patterns: [
    callsTo('cloudformation', stackCalls, {
      $or: [
        { requestParameters: { stackName: [{ wildcard: '*breakwater-*' }] } },
        // A denied call has no parameters.
        { errorMessage: [{ wildcard: '*:stack/breakwater-*' }] },
      ],
    }),
    callsTo('iam', roleCalls, { requestParameters: { roleName: [{ wildcard: 'cdk-*-role-*' }] } }),
    callsTo('organizations', ['TagResource', 'UntagResource']),
    callsTo('ec2', ['DeleteManagedPrefixList', 'ModifyManagedPrefixList', 'RestoreManagedPrefixListVersion']),
  ],

  finding(event, facts) {
    const call = apiCallIn(event);
    const owned = ownedIn(event, facts);
    if (!owned) return { kind: 'ignored', because: `${call.name} of nothing the landing zone owns` };
    if (isDeployer(issuerOf(event), facts) || actorOf(event, facts).kind === 'service') {
      return { kind: 'ignored', because: 'the landing zone is being deployed' };
    }
    return findingOf(call, [resourceOf(owned, event, facts)], `${call.name} of ${owned.id} by hand`);
  },
});

function issuerOf(event: EventBridgeEvent): string {
  const { identity } = apiCallIn(event);
  return textOf(valuesOf(valuesOf(identity.sessionContext).sessionIssuer).arn) ?? '';
}

function resourceOf({ type, id }: Pick<Resource, 'type' | 'id'>, event: EventBridgeEvent, facts: Facts): Resource {
  // The account keeps the place; what is owned has as many forms of ARN as it has services.
  return { ...accountItself(event, facts), type, id };
}
