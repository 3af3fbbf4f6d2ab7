import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Answer } from './hear-batch';

/** Namespace of the metrics; each has the guardrail as its dimension `service`. */
export const metricsNamespace = 'Breakwater';

const names = {
  fixed: 'Fixed',
  reported: 'Reported',
  waiting: 'Waiting',
  left: 'Left',
  failed: 'Failed',
  ignored: 'Ignored',
} as const;
const withheldNames = {
  mode: 'WithheldByMode',
  peace: 'WithheldByPeace',
  flapping: 'Flapping',
  switch: 'WithheldBySwitch',
  budget: 'BudgetUsedUp',
} as const;

let metrics: Metrics | undefined;

/** Counts what became of a batch, and how long after its event each fix was made. Costs a line of the log and no call. */
export function measure(guardrail: string, answers: readonly Answer[], now: Date): void {
  metrics ??= new Metrics({ namespace: metricsNamespace, serviceName: guardrail });
  for (const { heard, error, eventTime } of answers) {
    if (error !== undefined) metrics.addMetric('Returned', MetricUnit.Count, 1);
    for (const outcome of heard) {
      metrics.addMetric(names[outcome.kind], MetricUnit.Count, 1);
      if ('withheld' in outcome && outcome.withheld) {
        metrics.addMetric(withheldNames[outcome.withheld], MetricUnit.Count, 1);
      }
      if (outcome.kind === 'fixed' && eventTime) {
        const seconds = Math.max(0, (now.getTime() - Date.parse(eventTime)) / 1000);
        metrics.addMetric('SecondsToFix', MetricUnit.Seconds, seconds);
      }
    }
  }
  metrics.publishStoredMetrics();
}
