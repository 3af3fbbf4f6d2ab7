import { formatProblem } from '../../lib/config/problem';
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
    `${name} is valid: ${accounts.length} accounts in ${units.length} units, ${governedRegions.length} governed regions\n`,
  );
  const order = deployOrder(organization);
  if (order.every(({ deployable }) => deployable)) return;
  process.stdout.write(
    '\nThe lock file does not know every id yet. Deploy in this order, and run breakwater sync in between:\n',
  );
  for (const { stack, needs, deployable, first } of order) {
    const waitsFor = [
      ...(first ? [`after ${first}`] : []),
      ...(deployable ? [] : [`needs the id of ${needs.join(', ')}`]),
    ];
    process.stdout.write(`  ${deployable ? 'now  ' : 'later'}  ${[stack, ...waitsFor].join(', ')}\n`);
  }
}
