import { AccountClient, GetAlternateContactCommand, PutAlternateContactCommand } from '@aws-sdk/client-account';
import {
  AcceptHandshakeCommand,
  CreateAccountCommand,
  DeregisterDelegatedAdministratorCommand,
  DescribeOrganizationCommand,
  DisableAWSServiceAccessCommand,
  EnableAWSServiceAccessCommand,
  LeaveOrganizationCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  OrganizationsClient,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';

/** A service, and the account that administers it or comes to. */
interface World {
  readonly service: string;
  readonly admin: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'incident' | 'aftermath'>;

const config = 'config-multiaccountsetup.amazonaws.com';
const sharing = 'ram.amazonaws.com';

/** The management account, where no policy binds anybody. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'management' },
    as: 'Administrator',
    world: (stage) => trusting(stage, config),
    ...part,
  });
}

const distrust = async (session: Session, { service }: World) => {
  await session.client(OrganizationsClient).send(new DisableAWSServiceAccessCommand({ ServicePrincipal: service }));
};

export const drills = [
  drill({
    name: 'a developer takes the account out of the organization',
    kind: 'incident',
    where: { purpose: 'workloads' },
    as: 'Developer',
    expected: 'prevented',
    world: nothing,
    incident: async (session) => {
      await session.client(OrganizationsClient).send(new LeaveOrganizationCommand({}));
    },
    aftermath: isMember,
  }),
  drill({
    name: 'a developer accepts the invitation of another organization',
    kind: 'incident',
    where: { purpose: 'sandbox' },
    as: 'Developer',
    expected: 'prevented',
    world: nothing,
    incident: async (session) => {
      await session.client(OrganizationsClient).send(new AcceptHandshakeCommand({ HandshakeId: 'h-elsewhere0001' }));
    },
    aftermath: isMember,
  }),
  drill({
    name: 'a developer becomes the security contact',
    kind: 'incident',
    where: { purpose: 'workloads' },
    as: 'Developer',
    expected: 'prevented',
    world: nothing,
    async incident(session) {
      const contact = { Name: 'me', Title: 'me', EmailAddress: 'me@example.net', PhoneNumber: '+1' };
      await session
        .client(AccountClient)
        .send(new PutAlternateContactCommand({ AlternateContactType: 'SECURITY', ...contact }));
    },
    aftermath: hasNoContact,
  }),
  drill({
    name: 'an administrator ends the trust in AWS Config',
    kind: 'incident',
    expected: 'fixed',
    incident: distrust,
    aftermath: isTrusted,
  }),
  drill({
    name: 'an administrator takes AWS Config away from the security account',
    kind: 'incident',
    expected: 'fixed',
    async world(stage) {
      const world = await trusting(stage, config);
      await stage.client(OrganizationsClient).send(new RegisterDelegatedAdministratorCommand(office(world)));
      return world;
    },
    async incident(session, world) {
      await session.client(OrganizationsClient).send(new DeregisterDelegatedAdministratorCommand(office(world)));
    },
    aftermath: administers,
  }),
  drill({
    name: 'an administrator gives AWS Config to another account',
    kind: 'incident',
    expected: 'reported',
    async world(stage) {
      const account = { AccountName: stage.unique('shop'), Email: 'shop@example.com' };
      const { CreateAccountStatus } = await stage.client(OrganizationsClient).send(new CreateAccountCommand(account));
      return { ...(await trusting(stage, config)), admin: String(CreateAccountStatus?.AccountId) };
    },
    async incident(session, world) {
      await session.client(OrganizationsClient).send(new RegisterDelegatedAdministratorCommand(office(world)));
    },
    aftermath: administers,
  }),
  drill({
    name: 'trust ends in a service the landing zone does without',
    kind: 'twin',
    expected: 'reported',
    world: (stage) => trusting(stage, sharing),
    incident: distrust,
    aftermath: isNotTrusted,
  }),
  drill({
    name: 'trust ends where the guardrail only observes',
    kind: 'twin',
    mode: 'observe',
    expected: 'reported',
    incident: distrust,
    aftermath: isNotTrusted,
  }),
  drill({
    name: 'the security account is given a service',
    kind: 'twin',
    expected: 'ignored',
    async incident(session, world) {
      await session.client(OrganizationsClient).send(new RegisterDelegatedAdministratorCommand(office(world)));
    },
    aftermath: administers,
  }),
];

async function nothing({ facts }: Stage): Promise<World> {
  return { service: config, admin: facts.securityAccount };
}

async function trusting(stage: Stage, service: string): Promise<World> {
  await stage.client(OrganizationsClient).send(new EnableAWSServiceAccessCommand({ ServicePrincipal: service }));
  return { service, admin: stage.facts.securityAccount };
}

const office = ({ admin, service }: World) => ({ AccountId: admin, ServicePrincipal: service });

async function isMember(stage: Stage): Promise<string | undefined> {
  const { Organization } = await stage.client(OrganizationsClient).send(new DescribeOrganizationCommand({}));
  return Organization?.Id === stage.facts.organization ? undefined : `${stage.account} is in no organization of ours`;
}

async function hasNoContact(stage: Stage): Promise<string | undefined> {
  try {
    await stage.client(AccountClient).send(new GetAlternateContactCommand({ AlternateContactType: 'SECURITY' }));
    return 'the security contact was changed';
  } catch (error) {
    if (isNamed(error, 'ResourceNotFoundException')) return undefined;
    throw error;
  }
}

async function isTrusted(stage: Stage, { service }: World): Promise<string | undefined> {
  const { EnabledServicePrincipals: trusted = [] } = await stage
    .client(OrganizationsClient)
    .send(new ListAWSServiceAccessForOrganizationCommand({}));
  return trusted.some(({ ServicePrincipal }) => ServicePrincipal === service) ? undefined : `${service} is not trusted`;
}

async function isNotTrusted(stage: Stage, world: World): Promise<string | undefined> {
  return (await isTrusted(stage, world)) ? undefined : `${world.service} is trusted again`;
}

async function administers(stage: Stage, { admin, service }: World): Promise<string | undefined> {
  const { DelegatedAdministrators: admins = [] } = await stage
    .client(OrganizationsClient)
    .send(new ListDelegatedAdministratorsCommand({ ServicePrincipal: service }));
  return admins.some(({ Id }) => Id === admin) ? undefined : `${admin} does not administer ${service}`;
}
