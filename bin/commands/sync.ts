import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { writeLock } from '../../lib/config/lock';
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
  const lock = learnIds(living, organization);
  writeLock(folder, lock);
  const [units, accounts] = [Object.keys(lock.units).length, Object.keys(lock.accounts).length];
  process.stdout.write(
    `learned ${units} of ${organization.units.length} units and ${accounts} of ${organization.accounts.length} accounts; commit organization.lock.yaml\n`,
  );
}
