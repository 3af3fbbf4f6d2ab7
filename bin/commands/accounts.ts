import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SFNClient } from '@aws-sdk/client-sfn';
import pc from 'picocolors';
import { escapeControl } from '../../lib/model/escape';
import { type AccountStatus, accountStatuses } from '../../lib/organizations/accounts/account-status';
import { readProgress } from '../../lib/organizations/accounts/read-progress';
import { readOrganization } from '../../lib/organizations/read-organization';
import { globalRegionOf } from '../../stacks/baseline-places';
import { type Choice, loadValid } from './load';
import { table } from './table';

/** Where every account stands on its way from the file to its end, and what it waits for. */
export async function accounts(root: string, { org, json }: Choice & { readonly json?: boolean }): Promise<void> {
  const { organization } = loadValid(root, org);
  const region = organization.homeRegion;
  const organizations = new OrganizationsClient({ region });
  const living = await readOrganization(organizations);
  if (!living) throw new Error('these credentials belong to no organization; use those of the management account');
  const clients = {
    organizations,
    cloudFormation: new CloudFormationClient({ region }),
    stateMachines: new SFNClient({ region }),
    quotas: new ServiceQuotasClient({ region: globalRegionOf(organization) }),
  };
  const progress = await readProgress(clients, organization, living);
  const statuses = accountStatuses(organization, living, progress);
  process.stdout.write(`${json ? JSON.stringify(statuses, null, 2) : inColumns(statuses)}\n`);
  // A deployment would fail: for CI to hear before it starts.
  if (Object.keys(progress.objections).length > 0) process.exitCode = 1;
}

function inColumns(statuses: readonly AccountStatus[]): string {
  const rows = statuses.map(({ name, id = '', unit = '', state, waitsFor = '' }) =>
    [name, id, unit, state, waitsFor].map(escapeControl),
  );
  return table([['account', 'id', 'unit', 'state', 'waits for'], ...rows], (row) =>
    statuses[row - 1]?.waitsFor ? pc.yellow : String,
  );
}
