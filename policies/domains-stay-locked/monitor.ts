import { paginateListDomains, Route53DomainsClient } from '@aws-sdk/client-route-53-domains';
import { accountItself } from '../../lib/events/account-resource';
import { apiCallIn } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { defineMonitor } from '../../lib/model/guardrail';
import { hasLock } from './decide';
import { deedOf, deeds, nameOf, unlocking } from './deeds';
import { deed, transferLock } from './resource';

/** Where the one endpoint of the service is. */
const onlyRegion = 'us-east-1';

export const monitor = defineMonitor({
  patterns: [
    // CloudTrail has written these names with a small first letter, too.
    callsTo('route53domains', [], { eventName: Object.keys(deeds).map((name) => ({ 'equals-ignore-case': name })) }),
  ],

  finding(event, facts) {
    const call = apiCallIn(event);
    const name = deedOf(call);
    if (!name) return { kind: 'ignored', because: `${call.name || 'it'} that loses no domain` };
    const domain = nameOf(call.parameters.domainName);
    const because = deeds[name]?.(domain ?? 'a domain', call.parameters) ?? name;
    // A denied call names no domain.
    if (!domain) return findingOf(call, [accountItself(event, facts)], because);
    const resource =
      name === unlocking ? transferLock(domain, facts.partition, event) : deed(name, domain, facts.partition, event);
    return findingOf(call, [resource], because);
  },

  async *reconcile(session, { partition }) {
    if (session.region !== onlyRegion) return;
    const client = session.client(Route53DomainsClient);
    for await (const { Domains = [] } of paginateListDomains({ client }, {})) {
      for (const { DomainName: domain, TransferLock } of Domains) {
        if (domain && !TransferLock && hasLock(domain)) yield transferLock(domain, partition, session);
      }
    }
  },
});
