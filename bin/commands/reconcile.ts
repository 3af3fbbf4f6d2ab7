import { DescribeOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import pc from 'picocolors';
import { escapeControl } from '../../lib/model/escape';
import { createCall } from '../../lib/organizations/calls/call';
import { sleep } from '../../lib/organizations/calls/sleep';
import { acceptEmail } from '../../lib/organizations/reconcile/accept-email';
import { reconcile as settle } from '../../lib/organizations/reconcile/reconcile';
import { describeReported, type Report, type Reported, unsettled } from '../../lib/organizations/reconcile/report';
import { createSessions } from '../../lib/organizations/reconcile/sessions';
import { loadGuardrails } from '../../policies';
import { reconcilerSettings } from '../../stacks/reconciler-settings';
import { type Choice, loadValid } from './load';
import { progress } from './progress';

export interface ReconcileOptions extends Choice {
  readonly plan?: true;
  readonly json?: true;
  readonly role: string;
  /** `account=code`, as AWS has mailed it. */
  readonly code?: string;
}

const marks: Readonly<Record<Reported['outcome']['kind'], string>> = {
  planned: pc.cyan('+'),
  done: pc.green('✓'),
  blocked: pc.yellow('…'),
  failed: pc.red('✗'),
};

/** Settles with the caller's credentials what the function settles with its own, or tells what that would be. */
export async function reconcile(root: string, options: ReconcileOptions): Promise<void> {
  const { organization } = loadValid(root, options.org);
  const settings = reconcilerSettings(organization, loadGuardrails());
  const { homeRegion, partition } = organization;
  const organizations = new OrganizationsClient({ region: homeRegion });
  const management = await managementAccount(organizations);
  const sessions = createSessions({
    homeRegion,
    management,
    roleIn: (account) => `arn:${partition}:iam::${account}:role/${options.role}`,
  });
  const print = (line: string) => process.stdout.write(`${line}\n`);
  if (options.code !== undefined) {
    print(await acceptEmail(options.code, settings, { account: management, region: homeRegion }, sessions));
    return;
  }
  const report = await settle({
    settings,
    organizations,
    sessions,
    mode: options.plan ? 'plan' : 'apply',
    onStep: (step) => print(options.json ? JSON.stringify(step) : line(step)),
    onWait: ({ operation, code }) => progress.doing(`${operation}: ${code}, waiting`),
  });
  for (const note of report.notes) {
    print(
      options.json ? JSON.stringify(note) : `${note.wrong ? pc.red('!') : pc.dim('·')} ${escapeControl(note.note)}`,
    );
  }
  if (!options.json) print(summary(report, options.plan === true));
  if (unsettled(report) > 0) process.exitCode = 1;
}

/** From AWS, since the lock file does not know it before the first `sync`. */
async function managementAccount(client: OrganizationsClient): Promise<string> {
  const { Organization } = await createCall(sleep)('DescribeOrganization', () =>
    client.send(new DescribeOrganizationCommand({})),
  );
  return String(Organization?.MasterAccountId);
}

function line(step: Reported): string {
  return `${marks[step.outcome.kind]} ${escapeControl(describeReported(step))}`;
}

function summary(report: Report, planned: boolean): string {
  const { steps } = report;
  const troubles = unsettled(report);
  const made = steps.filter(({ outcome }) => outcome.kind === (planned ? 'planned' : 'done')).length;
  if (made + troubles === 0) return 'Everything is as organization.yaml says.';
  const changes = `${made} ${made === 1 ? 'change' : 'changes'} ${planned ? 'to make' : 'made'}`;
  return troubles > 0 ? `${changes}, ${troubles} to look into.` : `${changes}.`;
}
