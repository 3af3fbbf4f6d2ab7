import { CreateAccountCommand, MoveAccountCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  type Account,
  accountWithRole,
  type Organization,
  type OrganizationalUnit,
  type Purpose,
  purposes,
  unitAt,
} from '../model/organization';
import type { LocalAws } from './local-aws/local-aws';
import { localSession } from './local-aws/local-session';

/** The first account of that purpose that a drill may be played in. */
export function playerOf(organization: Organization, purpose: Purpose): Account | undefined {
  return organization.accounts.find(({ role, unit }) => {
    const own = unit === undefined ? 'management' : unitAt(organization, unit)?.purpose;
    return own === purpose && (role === 'member' || own !== 'workloads');
  });
}

/**
 * The organization, with an account more for each purpose whose units have none that could play: quarantine and suspended
 * are empty while all is well, and what holds there has to be rehearsed all the same. It exists on the local AWS only.
 */
export async function withUnderstudies(organization: Organization, local: LocalAws): Promise<Organization> {
  const vacant = purposes.flatMap((purpose) => {
    const unit = organization.units.find((candidate) => candidate.purpose === purpose);
    return unit && !playerOf(organization, purpose) ? [unit] : [];
  });
  if (vacant.length === 0) return organization;
  const { id: account = '' } = accountWithRole(organization, 'management');
  const session = await localSession(local, {
    account,
    region: organization.homeRegion,
    role: 'OrganizationAccountAccessRole',
  });
  const understudies: Account[] = [];
  for (const unit of vacant) {
    understudies.push(await understudy(session.client(OrganizationsClient), unit, String(organization.rootId)));
  }
  return { ...organization, accounts: [...organization.accounts, ...understudies] };
}

async function understudy(client: OrganizationsClient, unit: OrganizationalUnit, root: string): Promise<Account> {
  const name = `understudy-${unit.purpose}`;
  const email = `${name}@understudies.example`;
  const { CreateAccountStatus } = await client.send(new CreateAccountCommand({ AccountName: name, Email: email }));
  const id = CreateAccountStatus?.AccountId;
  if (!id) throw new Error(`local AWS: CreateAccount of '${name}' gave no account`);
  await client.send(
    new MoveAccountCommand({ AccountId: id, SourceParentId: root, DestinationParentId: String(unit.id) }),
  );
  return { name, email, role: 'member', unit: unit.path, boundary: {}, tags: {}, id };
}
