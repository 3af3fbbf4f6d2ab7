import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { everyGuardrail, metricsNamespace } from '../model/metrics';
import type { Answer } from './hear-batch';

const names = {
  fixed: 'Fixed',
  reported: 'Reported',
  waiting: 'Waiting',
  underway: 'Underway',
  left: 'Left',
  failed: 'Failed',
} as const;
const withheldNames = {
  mode: 'WithheldByMode',
  peace: 'WithheldByPeace',
  flapping: 'Flapping',
  switch: 'WithheldBySwitch',
  budget: 'BudgetUsedUp',
} as const;

/** What a person has to hear of, whichever guardrail it is: counted for all of them together, too, so that one alarm does. */
const troubles: ReadonlySet<string> = new Set(['Failed', 'BudgetUsedUp', 'Flapping']);

let metrics: Metrics | undefined;
let together: Metrics | undefined;

/** Counts what became of a batch, and how long after its event each fix was made. Costs a line of the log and no call. */
export function measure(guardrail: string, answers: readonly Answer[], now: Date): void {
  metrics ??= new Metrics({ namespace: metricsNamespace, serviceName: guardrail });
  together ??= new Metrics({ namespace: metricsNamespace, serviceName: everyGuardrail });
  const count = (name: string) => {
    metrics?.addMetric(name, MetricUnit.Count, 1);
    if (troubles.has(name)) together?.addMetric(name, MetricUnit.Count, 1);
  };
  for (const { heard, error, eventTime } of answers) {
    if (error !== undefined) count('Returned');
    for (const outcome of heard) {
      // In the log alone: every hourly look ignores something, and CloudWatch bills each metric by the hour it has data.
      if (outcome.kind === 'ignored') continue;
      count(names[outcome.kind]);
      if ('withheld' in outcome && outcome.withheld) count(withheldNames[outcome.withheld]);
      if (outcome.kind === 'fixed' && eventTime) {
        const seconds = Math.max(0, (now.getTime() - Date.parse(eventTime)) / 1000);
        metrics.addMetric('SecondsToFix', MetricUnit.Seconds, seconds);
      }
    }
  }
  for (const some of [metrics, together]) if (some.hasStoredMetrics()) some.publishStoredMetrics();
}
