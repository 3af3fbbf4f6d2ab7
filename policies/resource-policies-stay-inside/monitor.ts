import { accountItself } from '../../lib/events/account-resource';
import { type ApiCall, apiCallIn } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import type { Facts } from '../../lib/model/facts';
import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { receiversOf } from '../../lib/policy/receivers';
import { type PolicyCall, policyCalls } from './holders';
import { holdersIn } from './holders-in';
import { ownArnIn, statementsAnywhere } from './let-in';
import { isOther, otherPolicies } from './other-policies';
import { outsiders } from './outside';
import { statementsOf, subjectOf } from './policy-of-call';
import { holderResource, otherResource } from './resource';

const services = [...new Set(policyCalls.map(({ service }) => service))];

export const monitor = defineMonitor({
  patterns: [
    ...services.map((service) =>
      callsTo(
        service,
        policyCalls.filter((call) => call.service === service).map(({ name }) => name),
      ),
    ),
    otherPolicies,
  ],

  finding(event, facts) {
    const call = apiCallIn(event);
    const kind = policyCalls.find(({ service, name }) => name === call.name && event.source === `aws.${service}`);
    if (!kind && !isOther(event.source, call.name)) return { kind: 'ignored', because: 'it sets no policy' };
    const statements = kind ? statementsOf(call, kind) : statementsAnywhere(call);
    // Whether an account belongs to the organization is known to the fix alone.
    const isOurs = (account: string) => account === event.account;
    const who = statements.flatMap((one) => outsiders(receiversOf(one), facts.organization, isOurs, kind?.holder));
    if (who.length === 0) return { kind: 'ignored', because: `${call.name} lets nobody in from another account` };
    const resource = kind ? known(call, kind, event, facts) : other(call, [...new Set(who)], event, facts);
    return findingOf(call, [resource], `${kind ? resource.id : resource.arn} lets in ${[...new Set(who)].join(', ')}`);
  },

  reconcile: (session, { partition }) => holdersIn(session, partition),
});

function known(call: ApiCall, kind: PolicyCall, event: EventBridgeEvent, facts: Facts): Resource {
  const id = subjectOf(call, kind);
  return id ? holderResource(kind.holder, id, facts.partition, event) : accountItself(event, facts);
}

/** By the ARN that the call names, or else by its service. */
function other(call: ApiCall, who: readonly string[], event: EventBridgeEvent, { partition }: Facts): Resource {
  const { account, region, source } = event;
  const named = ownArnIn(call.parameters, account) ?? ownArnIn(call.response, account);
  return otherResource(who, named ?? `arn:${partition}:${source.replace('aws.', '')}:${region}:${account}:*`, event);
}
