import {
  DisableDomainTransferLockCommand,
  EnableDomainTransferLockCommand,
  paginateListDomains,
  paginateListOperations,
  Route53DomainsClient,
} from '@aws-sdk/client-route-53-domains';
import { defineFix } from '../../lib/model/guardrail';
import { Busy } from '../../lib/remediation/transient';
import { type Change, decide, type State } from './decide';
import { isLock } from './resource';

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: [
        'route53domains:DisableDomainTransferLock',
        'route53domains:EnableDomainTransferLock',
        'route53domains:ListDomains',
        'route53domains:ListOperations',
      ],
      resources: ['*'],
      because: 'IAM knows no domain to name',
    },
  ],

  async read(resource, session) {
    const domain = resource.id;
    if (!isLock(resource)) return { kind: 'deed', domain };
    const client = session.client(Route53DomainsClient);
    if (await isBeingChanged(domain, client)) throw new Busy(resource.arn);
    const FilterConditions = [{ Name: 'DomainName' as const, Operator: 'BEGINS_WITH' as const, Values: [domain] }];
    for await (const { Domains = [] } of paginateListDomains({ client }, { FilterConditions })) {
      const found = Domains.find(({ DomainName }) => DomainName === domain);
      if (found) return { kind: 'lock', domain, locked: found.TransferLock === true };
    }
    return undefined;
  },

  decide,

  async apply({ domain: DomainName }, session) {
    await session.client(Route53DomainsClient).send(new EnableDomainTransferLockCommand({ DomainName }));
  },

  async undo(_before, { domain: DomainName }, session) {
    await session.client(Route53DomainsClient).send(new DisableDomainTransferLockCommand({ DomainName }));
  },
});

/** Locks take a registry minutes. Until it has answered, what is read is what was before. */
async function isBeingChanged(domain: string, client: Route53DomainsClient): Promise<boolean> {
  const pages = paginateListOperations({ client }, { Type: ['DOMAIN_LOCK'], Status: ['SUBMITTED', 'IN_PROGRESS'] });
  for await (const { Operations = [] } of pages) {
    if (Operations.some(({ DomainName }) => DomainName === domain)) return true;
  }
  return false;
}
