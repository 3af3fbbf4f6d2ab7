import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { loadOrganization } from '../../lib/config/load-organization';
import { lockText } from '../../lib/config/lock-text';
import type { OrganizationFile } from '../../lib/config/schema/organization';
import type { Lock } from '../../lib/model/lock';
import type { Organization } from '../../lib/model/organization';
import type { Configuration } from './configurations';

/** The organization as its files on disk say, with whatever is wrong with them. */
export function anOrganizationOf({ file, lock }: Configuration): Organization {
  const folder = mkdtempSync(join(tmpdir(), 'breakwater-matrix-'));
  writeFileSync(join(folder, 'organization.yaml'), stringify(file));
  writeFileSync(join(folder, 'organization.lock.yaml'), lockText(lock === 'new' ? newLock(file) : completeLock(file)));
  const { organization, problems } = loadOrganization(folder);
  if (!organization) throw new Error(problems.map(({ message }) => message).join('\n'));
  return organization;
}

/** What AWS has told before the first deploy. */
function newLock({ accounts }: OrganizationFile): Lock {
  const management = accounts.filter(({ role }) => role === 'management');
  return { organization: 'o-exampleorgid', root: 'r-abcd', units: {}, accounts: idsOf(management) };
}

function completeLock({ accounts, units }: OrganizationFile): Lock {
  return {
    organization: 'o-exampleorgid',
    root: 'r-abcd',
    units: unitIds(units),
    accounts: idsOf(accounts),
    identityCenter: 'arn:aws:sso:::instance/ssoins-1234567890abcdef',
  };
}

const idsOf = (accounts: OrganizationFile['accounts']) =>
  Object.fromEntries(accounts.map(({ name }, index) => [name, String(100_000_000_000 + index)]));

function unitIds(units: OrganizationFile['units'], above = ''): Lock['units'] {
  return Object.assign(
    {},
    ...units.map(({ name, units: inner = [] }) => {
      const path = above ? `${above}/${name}` : name;
      return { [path]: `ou-abcd-${path.replaceAll('/', '').slice(0, 12).padEnd(8, '0')}`, ...unitIds(inner, path) };
    }),
  );
}
