import {
  type ContactDetail,
  DisableDomainTransferLockCommand,
  GetDomainDetailCommand,
  RegisterDomainCommand,
  Route53DomainsClient,
  TransferDomainToAnotherAwsAccountCommand,
  UpdateDomainNameserversCommand,
} from '@aws-sdk/client-route-53-domains';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly domain: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'incident'>;

/** A domain of the account, and somebody who could lose it. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    region: 'us-east-1',
    async world(stage) {
      const domain = nameFor(stage);
      await register(stage, domain);
      return { domain };
    },
    aftermath: async () => undefined,
    ...part,
  });
}

export const drills = [
  drill({
    name: 'a developer unlocks a domain',
    kind: 'incident',
    expected: 'prevented',
    async incident(session, { domain: DomainName }) {
      await session.client(Route53DomainsClient).send(new DisableDomainTransferLockCommand({ DomainName }));
    },
  }),
  drill({
    name: 'somebody in a sandbox gives a domain to an account of theirs',
    kind: 'incident',
    where: { purpose: 'sandbox' },
    expected: 'prevented',
    async incident(session, { domain: DomainName }) {
      const input = { DomainName, AccountId: '999900001111' };
      await session.client(Route53DomainsClient).send(new TransferDomainToAnotherAwsAccountCommand(input));
    },
  }),
  drill({
    name: 'a developer sends the visitors of a domain elsewhere',
    kind: 'incident',
    expected: 'prevented',
    incident: redirect,
    aftermath: answersForItself,
  }),
  drill({
    name: 'the visitors of a domain are sent elsewhere, where domains belong',
    kind: 'incident',
    where: { purpose: 'infrastructure' },
    expected: 'reported',
    incident: redirect,
  }),
  drill({
    name: 'a developer registers a domain',
    kind: 'twin',
    expected: 'ignored',
    world: async (stage) => ({ domain: nameFor(stage) }),
    incident: (session, { domain }) => register(session, domain),
  }),
  drill({
    name: 'a developer looks at a domain',
    kind: 'twin',
    expected: 'ignored',
    async incident(session, { domain: DomainName }) {
      await session.client(Route53DomainsClient).send(new GetDomainDetailCommand({ DomainName }));
    },
  }),
];

const nameFor = (stage: Stage): string => `${stage.unique('orders')}.com`;
const elsewhere = 'ns1.elsewhere.example';

async function register(session: Session, DomainName: string): Promise<void> {
  const contact: ContactDetail = {
    FirstName: 'Jo',
    LastName: 'Harbour',
    ContactType: 'COMPANY',
    OrganizationName: 'Harbour Foods',
    AddressLine1: 'Quay 1',
    City: 'Rotterdam',
    CountryCode: 'NL',
    ZipCode: '3011',
    PhoneNumber: '+31.201234567',
    Email: 'domains@harbour-foods.example',
  };
  await session.client(Route53DomainsClient).send(
    new RegisterDomainCommand({
      DomainName,
      // The local AWS wants more than a year to be left by the time it looks.
      DurationInYears: 2,
      AdminContact: contact,
      RegistrantContact: contact,
      TechContact: contact,
    }),
  );
}

async function redirect(session: Session, { domain: DomainName }: World): Promise<void> {
  const Nameservers = [{ Name: elsewhere }];
  await session.client(Route53DomainsClient).send(new UpdateDomainNameserversCommand({ DomainName, Nameservers }));
}

async function answersForItself(stage: Stage, { domain: DomainName }: World): Promise<string | undefined> {
  const { Nameservers = [] } = await stage
    .client(Route53DomainsClient)
    .send(new GetDomainDetailCommand({ DomainName }));
  return Nameservers.some(({ Name }) => Name === elsewhere) ? `${DomainName} is answered for elsewhere` : undefined;
}
