import { accountItself } from '../../lib/events/account-resource';
import { apiCallIn } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { defineMonitor } from '../../lib/model/guardrail';
import { receiversOf } from '../../lib/policy/receivers';
import { policyCalls } from './holders';
import { holdersIn } from './holders-in';
import { outsiders } from './outside';
import { statementsOf, subjectOf } from './policy-of-call';
import { holderResource } from './resource';

const services = [...new Set(policyCalls.map(({ service }) => service))];

export const monitor = defineMonitor({
  patterns: services.map((service) =>
    callsTo(
      service,
      policyCalls.filter((call) => call.service === service).map(({ name }) => name),
    ),
  ),

  finding(event, facts) {
    const call = apiCallIn(event);
    const kind = policyCalls.find(({ service, name }) => name === call.name && event.source === `aws.${service}`);
    if (!kind) return { kind: 'ignored', because: 'it sets no policy' };
    const isOurs = (account: string) => account === event.account;
    const who = statementsOf(call, kind).flatMap((statement) =>
      outsiders(kind.holder, receiversOf(statement), facts.organization, isOurs),
    );
    // Whether an account belongs to the organization is known to the fix alone.
    if (who.length === 0) return { kind: 'ignored', because: `${call.name} lets nobody in from another account` };
    const id = subjectOf(call, kind);
    const resource = id ? holderResource(kind.holder, id, facts.partition, event) : accountItself(event, facts);
    return findingOf(call, [resource], `${resource.id} lets in ${[...new Set(who)].join(', ')}`);
  },

  reconcile: (session, { partition }) => holdersIn(session, partition),
});
