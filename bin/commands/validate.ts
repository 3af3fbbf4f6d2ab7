import { basename, relative } from 'node:path';
import { formatProblem } from '../../lib/config/problem';
import { escapeControl } from '../../lib/model/escape';
import { deployOrder } from '../../stacks/deploy-order';
import { load } from './load';

export async function validate(root: string, choice: string | undefined): Promise<void> {
  const { folder, organization, problems } = load(root, choice);
  const policies =
    organization && (await (await import('./validate-policies')).validatePolicies(root, folder, organization));
  for (const problem of [...problems, ...(policies?.problems ?? [])]) {
    process.stderr.write(`${formatProblem(problem)}\n`);
  }
  if (!organization || policies?.problems.some(({ severity }) => severity === 'error')) {
    process.exitCode = 1;
    return;
  }
  const { name, units, accounts, governedRegions } = organization;
  process.stdout.write(
    `${nameOf(name, folder)} is valid: ${accounts.length} accounts in ${units.length} units, ${governedRegions.length} governed ${governedRegions.length === 1 ? 'region' : 'regions'}\n`,
  );
  const order = deployOrder(organization);
  if (order.every(({ deployable }) => deployable)) return;
  process.stdout.write(
    '\nThe lock file does not know every id yet. Deploy in this order; breakwater sync, first and in between, learns the ids:\n',
  );
  for (const { stack, needs, deployable, first } of order) {
    const waitsFor = [
      ...(first ? [`after ${first}`] : []),
      ...(deployable ? [] : [`needs the id of ${shortened(needs)}`]),
    ];
    process.stdout.write(`  ${deployable ? 'now  ' : 'later'}  ${[stack, ...waitsFor].join(', ')}\n`);
  }
}

/** A copy that still has the name of what it was copied from is told apart by its folder. */
function nameOf(name: string, folder: string): string {
  return basename(folder) === name ? name : escapeControl(`${name} (in ${relative(process.cwd(), folder) || '.'})`);
}

const mostShown = 4;

function shortened(needs: readonly string[]): string {
  const more = needs.length - mostShown;
  return more > 1 ? `${needs.slice(0, mostShown).join(', ')} and ${more} more` : needs.join(', ');
}
