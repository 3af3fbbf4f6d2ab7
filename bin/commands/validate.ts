import { formatProblem } from '../../lib/config/problem';
import { deployOrder } from '../../stacks/deploy-order';
import { load } from './load';

export function validate(root: string, choice: string | undefined): void {
  const { organization, problems } = load(root, choice);
  for (const problem of problems) process.stderr.write(`${formatProblem(problem)}\n`);
  if (!organization) {
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
  for (const { stack, needs, deployable } of order) {
    process.stdout.write(
      `  ${deployable ? 'now  ' : 'later'}  ${stack}${deployable ? '' : `, needs the id of ${needs.join(', ')}`}\n`,
    );
  }
}
