import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { EventPattern } from '../../model/guardrail';
import { metricsNamespace } from '../../model/metrics';
import type { Organization } from '../../model/organization';
import { functionName, reconcilerName } from '../../model/platform';
import type { FunctionAsset } from '../functions/function-asset';
import { GuardedQueue } from '../hub/guarded-queue';
import { nodeRuntime } from '../hub/hub-function';
import { LoopAlarms } from '../hub/loop-alarms';
import { retain } from '../retain';
import { ReconcilerFunctionRole } from './reconciler-function-role';

export interface ReconcilerProps {
  readonly organization: Organization;
  readonly asset: FunctionAsset;
  /** Actions in its own account. */
  readonly actions: readonly string[];
  /** ARNs of accounts it may close. */
  readonly closing: readonly string[];
  /** Services whose roles AWS makes when they are trusted. */
  readonly linkedServices: readonly string[];
  /** ARNs of roles it takes in other accounts. */
  readonly roles: readonly string[];
  /** Events after which it has something to do, beside the clock, and the bus they come by unless it is the account's own. */
  readonly events: Readonly<Record<string, { readonly pattern: EventPattern; readonly bus?: string | undefined }>>;
  /** ARN of the topic that alarms go to. */
  readonly topic: string;
}

const timeoutSeconds = 900;
const memoryMegabytes = 512;
const logDays = 365;
// What piles up while a run is under way is one more run.
const batch = { messages: 100, seconds: 60 };

/**
 * Keeps what no CloudFormation resource does: every hour, and after what may have changed it. Nothing waits for it, so
 * that it can hang no stack, and deleting it takes nothing back.
 */
export class Reconciler extends Construct {
  constructor(scope: Construct, id: string, props: ReconcilerProps) {
    super(scope, id);
    const queue = new GuardedQueue(this, 'Messages', {
      name: functionName(reconcilerName),
      visibilitySeconds: 6 * timeoutSeconds,
    });
    const logs = new CfnLogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName(reconcilerName)}`,
      retentionInDays: logDays,
    });
    retain(logs);
    const role = new ReconcilerFunctionRole(this, 'Role', {
      ...props,
      logGroup: logs.attrArn,
      queue: queue.queue.attrArn,
    });
    const lambda = new CfnFunction(this, 'Function', {
      functionName: functionName(reconcilerName),
      description: 'Keeps what no CloudFormation resource does: trust, administrators, contacts, quotas',
      runtime: nodeRuntime,
      architectures: ['arm64'],
      memorySize: memoryMegabytes,
      timeout: timeoutSeconds,
      handler: 'index.handler',
      tracingConfig: { mode: 'Active' },
      role: role.arn,
      code: props.asset,
      loggingConfig: { logFormat: 'JSON', logGroup: logs.ref },
      environment: { variables: { POWERTOOLS_SERVICE_NAME: reconcilerName } },
    });
    new CfnEventSourceMapping(this, 'Source', {
      eventSourceArn: queue.queue.attrArn,
      functionName: lambda.ref,
      batchSize: batch.messages,
      maximumBatchingWindowInSeconds: batch.seconds,
      functionResponseTypes: ['ReportBatchItemFailures'],
      // As few at a time as Lambda allows; two that meet do nothing twice.
      scalingConfig: { maximumConcurrency: 2 },
    });
    this.#listen(props.events, queue);
    new LoopAlarms(this, 'Alarms', { name: reconcilerName, queue, function: lambda, topic: { arn: props.topic } });
    this.#alarm(props.topic);
  }

  #listen(events: ReconcilerProps['events'], queue: GuardedQueue): void {
    const target = { id: 'Queue', arn: queue.queue.attrArn, deadLetterConfig: { arn: queue.deadLetters.attrArn } };
    const clock = new CfnRule(this, 'Hourly', { scheduleExpression: 'rate(1 hour)', targets: [target] });
    const rules = Object.entries(events).map(
      ([id, { pattern, bus }]) =>
        new CfnRule(this, id, { eventBusName: bus, eventPattern: pattern, targets: [target] }),
    );
    queue.receiveFrom([clock, ...rules].map(({ attrArn }) => attrArn));
  }

  #alarm(topic: string): void {
    new CfnAlarm(this, 'Unsettled', {
      alarmDescription: `AWS refuses what the organization is to be, or nobody asks it to; the log of ${functionName(reconcilerName)} says which account, call and remedy`,
      namespace: metricsNamespace,
      metricName: 'Unsettled',
      dimensions: [{ name: 'service', value: reconcilerName }],
      statistic: 'Maximum',
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 0,
      period: 3600,
      evaluationPeriods: 2,
      // A reconciler that is silent is one that has stopped.
      treatMissingData: 'breaching',
      alarmActions: [topic],
    });
  }
}
