import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { writeLock } from '../../lib/config/lock';
import { type Access, usesIdentityCenter } from '../../lib/model/access';
import { assignmentShards } from '../../lib/model/assignments';
import { withBreakGlass } from '../../lib/model/break-glass-access';
import type { Lock } from '../../lib/model/lock';
import type { AccountId, Organization } from '../../lib/model/organization';
import { learnIds } from '../../lib/organizations/learn';
import { readOrganization } from '../../lib/organizations/read-organization';
import { type Choice, loadValid } from './load';

/** Reads the living organization with the caller's credentials and writes what it learned into the lock file. */
export async function sync(root: string, { org }: Choice): Promise<void> {
  const { organization, folder } = loadValid(root, org);
  const client = new OrganizationsClient({ region: organization.homeRegion });
  const living = await readOrganization(client);
  if (!living) throw new Error('these credentials belong to no organization; use those of the management account');
  if (organization.id && organization.id !== living.id) {
    throw new Error(
      `${organization.name}: its lock file is of ${organization.id}, these credentials are of ${living.id}; use the right ones, or delete organization.lock.yaml`,
    );
  }
  const lock = {
    ...learnIds(living, organization),
    ...(organization.access && (await learnAccess(organization, organization.access, living.managementAccount))),
  };
  writeLock(folder, lock);
  const [units, accounts] = [Object.keys(lock.units).length, Object.keys(lock.accounts).length];
  process.stdout.write(
    `learned ${units} of ${organization.units.length} units and ${accounts} of ${organization.accounts.length} accounts; commit organization.lock.yaml\n`,
  );
}

async function learnAccess(
  organization: Organization,
  access: Access,
  managementAccount: AccountId,
): Promise<Pick<Lock, 'identityCenter' | 'assignmentStacks'>> {
  if (!usesIdentityCenter(access)) return {};
  const { SSOAdminClient } = await import('@aws-sdk/client-sso-admin');
  const { learnIdentityCenter } = await import('../../lib/organizations/learn-identity-center');
  const instance = await learnIdentityCenter(new SSOAdminClient({ region: access.region }), managementAccount);
  if (!instance) {
    process.stdout.write(`IAM Identity Center is not on in ${access.region}; switch it on there, then sync again\n`);
    return {};
  }
  // As many as the last deployment had: an assignment never moves back to an earlier stack.
  return {
    identityCenter: instance,
    assignmentStacks: assignmentShards(organization, withBreakGlass(organization, access)).length,
  };
}
