import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { AccountId } from '../../model/organization';
import { reconcile } from './reconcile';
import { describeReported, type Report, unsettled } from './report';
import { createSessions } from './sessions';
import type { Settings } from './settings';

/** What lies beside the function. */
export interface ReconcilerConfiguration {
  readonly settings: Settings;
  readonly managementAccount: AccountId;
  /** ARNs of roles: of accounts that have one of their own, and of the one in every other, with `ACCOUNT` for which. */
  readonly roles: { readonly own: Readonly<Record<AccountId, string>>; readonly everywhere: string };
}

/** Time to write down what has been done. */
const reserveMilliseconds = 30_000;
const millisecondsPerHour = 3_600_000;

/** Settles the organization, whoever asked for it: the clock, a deployment or a new account. */
export async function handler(
  _event: unknown,
  context: { readonly getRemainingTimeInMillis: () => number },
): Promise<{ readonly batchItemFailures: readonly never[] }> {
  const text = readFileSync(join(__dirname, 'configuration.json'), 'utf8');
  const { settings, managementAccount, roles } = JSON.parse(text) as ReconcilerConfiguration;
  const { homeRegion } = settings;
  const log = new Logger();
  const report = await reconcile({
    settings,
    organizations: new OrganizationsClient({ region: homeRegion }),
    sessions: createSessions({
      homeRegion,
      management: managementAccount,
      roleIn: (account) => roles.own[account] ?? roles.everywhere.replace('ACCOUNT', account),
    }),
    mode: 'apply',
    until: Date.now() + context.getRemainingTimeInMillis() - reserveMilliseconds,
    turn: Math.floor(Date.now() / millisecondsPerHour),
    onStep: (step) => {
      const more = { setting: step.setting, account: step.account, region: step.region, ...step.outcome };
      if (step.outcome.kind === 'done') log.info(describeReported(step), more);
      else log.error(describeReported(step), more);
    },
  });
  for (const { setting, note, wrong } of report.notes) log[wrong ? 'error' : 'info'](note, { setting });
  log.info('settled', { complete: report.complete, steps: report.steps.length, unsettled: unsettled(report) });
  measure(report);
  // A refusal is no reason to come back sooner: the next hour tries again, and the alarm stays until it succeeds.
  return { batchItemFailures: [] };
}

function measure(report: Report): void {
  const metrics = new Metrics({ namespace: 'Breakwater', serviceName: 'reconciler' });
  metrics.addMetric('Unsettled', MetricUnit.Count, unsettled(report));
  metrics.publishStoredMetrics();
}
