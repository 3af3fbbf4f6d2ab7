import { CfnAlarm, type CfnAlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { AlertTopic } from './alert-topic';
import type { GuardedQueue } from './guarded-queue';

export interface LoopAlarmsProps {
  readonly guardrail: string;
  readonly queue: GuardedQueue;
  readonly function: CfnFunction;
  readonly topic: AlertTopic;
}

const oldestMessageSeconds = 900;

/** Says when a loop no longer closes. Depth is watched and not sends: a dead letter nobody looked at stays an alarm. */
export class LoopAlarms extends Construct {
  constructor(scope: Construct, id: string, { guardrail, queue, function: lambda, topic }: LoopAlarmsProps) {
    super(scope, id);
    const sqs = (queueName: string) => ({
      namespace: 'AWS/SQS',
      dimensions: [{ name: 'QueueName', value: queueName }],
    });
    const alarms: Readonly<Record<string, AlarmDefinition>> = {
      DeadLetters: {
        ...sqs(queue.deadLetters.attrQueueName),
        alarmDescription: `${guardrail}: messages that could not be handled rest in the dead-letter queue`,
        metricName: 'ApproximateNumberOfMessagesVisible',
        statistic: 'Maximum',
        threshold: 0,
      },
      Late: {
        ...sqs(queue.queue.attrQueueName),
        alarmDescription: `${guardrail}: a message has waited for more than ${oldestMessageSeconds / 60} minutes`,
        metricName: 'ApproximateAgeOfOldestMessage',
        statistic: 'Maximum',
        threshold: oldestMessageSeconds,
      },
      Errors: {
        namespace: 'AWS/Lambda',
        dimensions: [{ name: 'FunctionName', value: lambda.ref }],
        alarmDescription: `${guardrail}: the function fails`,
        metricName: 'Errors',
        statistic: 'Sum',
        threshold: 0,
      },
    };
    for (const [name, alarm] of Object.entries(alarms)) {
      new CfnAlarm(this, name, {
        ...alarm,
        comparisonOperator: 'GreaterThanThreshold',
        evaluationPeriods: 1,
        period: 300,
        treatMissingData: 'notBreaching',
        alarmActions: [topic.arn],
      });
    }
  }
}

type AlarmDefinition = Pick<
  CfnAlarmProps,
  'namespace' | 'dimensions' | 'alarmDescription' | 'metricName' | 'statistic' | 'threshold'
>;
