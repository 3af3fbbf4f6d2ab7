import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { metricsNamespace } from '../../model/metrics';

/** The loops at a glance. Metrics are searched for and not listed, so that a new guardrail is there without a deployment. */
export class HubDashboard extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { region } = Stack.of(this);
    const widgets = rows.map(({ title, metrics, unit }, index) => ({
      type: 'metric',
      x: (index % 2) * 12,
      y: Math.floor(index / 2) * 6,
      width: 12,
      height: 6,
      properties: {
        title,
        region,
        view: 'timeSeries',
        period: 300,
        ...(unit && { yAxis: { left: { label: unit, min: 0 } } }),
        metrics: metrics.map((expression) => [{ expression }]),
      },
    }));
    new CfnDashboard(this, 'Dashboard', {
      dashboardName: 'breakwater',
      dashboardBody: JSON.stringify({ widgets }),
    });
  }
}

const ours = (metric: string, statistic: string) =>
  `SEARCH('{${metricsNamespace},service} MetricName="${metric}"', '${statistic}', 300)`;
interface Row {
  readonly title: string;
  readonly metrics: readonly string[];
  readonly unit?: string;
}

const rows: readonly Row[] = [
  { title: 'From event to fix, half of them', metrics: [ours('SecondsToFix', 'p50')], unit: 'seconds' },
  { title: 'From event to fix, the slowest', metrics: [ours('SecondsToFix', 'p99')], unit: 'seconds' },
  { title: 'Fixed', metrics: [ours('Fixed', 'Sum')] },
  {
    title: 'Reported, waiting for a person, under way',
    metrics: ['Reported', 'Waiting', 'Underway'].map((metric) => ours(metric, 'Sum')),
  },
  { title: 'Failed, returned to the queue', metrics: [ours('Failed', 'Sum'), ours('Returned', 'Sum')] },
  {
    title: 'Why plans were not carried out',
    metrics: ['WithheldByMode', 'WithheldByPeace', 'WithheldBySwitch', 'Flapping', 'BudgetUsedUp'].map((metric) =>
      ours(metric, 'Sum'),
    ),
  },
  { title: 'Left alone', metrics: [ours('Left', 'Sum')] },
  { title: 'Silent accounts and regions', metrics: [ours('SilentPlaces', 'Maximum')] },
  {
    title: 'Oldest message',
    metrics: [`SEARCH('{AWS/SQS,QueueName} MetricName="ApproximateAgeOfOldestMessage" breakwater', 'Maximum', 300)`],
    unit: 'seconds',
  },
  {
    title: 'Dead letters',
    metrics: [
      `SEARCH('{AWS/SQS,QueueName} MetricName="ApproximateNumberOfMessagesVisible" breakwater dead letters', 'Maximum', 300)`,
    ],
  },
];
