import { CfnAlarm, type CfnAlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { AlertTopic } from './alert-topic';
import type { GuardedQueue } from './guarded-queue';

export interface LoopAlarmsProps {
  /** A guardrail's id, or what else the function is for. */
  readonly name: string;
  readonly queue: GuardedQueue;
  /** That reads the queue; something else may. */
  readonly function?: CfnFunction;
  readonly topic: Pick<AlertTopic, 'arn'>;
}

const oldestMessageSeconds = 900;

/** Says when a loop no longer closes. Depth is watched and not sends: a dead letter nobody looked at stays an alarm. */
export class LoopAlarms extends Construct {
  constructor(scope: Construct, id: string, props: LoopAlarmsProps) {
    super(scope, id);
    for (const [alarmId, alarm] of Object.entries(alarmsOf(props))) {
      new CfnAlarm(this, alarmId, {
        ...alarm,
        alarmDescription: `${props.name}: ${alarm.alarmDescription}`,
        comparisonOperator: 'GreaterThanThreshold',
        evaluationPeriods: 1,
        period: 300,
        treatMissingData: 'notBreaching',
        alarmActions: [props.topic.arn],
      });
    }
  }
}

function alarmsOf({ queue, function: lambda }: LoopAlarmsProps): Readonly<Record<string, AlarmDefinition>> {
  return {
    DeadLetters: {
      ...ofQueue(queue.deadLetters.attrQueueName),
      alarmDescription: 'messages that could not be handled rest in the dead-letter queue',
      metricName: 'ApproximateNumberOfMessagesVisible',
      statistic: 'Maximum',
      threshold: 0,
    },
    Late: {
      ...ofQueue(queue.queue.attrQueueName),
      alarmDescription: `a message has waited for more than ${oldestMessageSeconds / 60} minutes`,
      metricName: 'ApproximateAgeOfOldestMessage',
      statistic: 'Maximum',
      threshold: oldestMessageSeconds,
    },
    ...(lambda && {
      Errors: {
        namespace: 'AWS/Lambda',
        dimensions: [{ name: 'FunctionName', value: lambda.ref }],
        alarmDescription: 'the function fails',
        metricName: 'Errors',
        statistic: 'Sum',
        threshold: 0,
      },
    }),
  };
}

function ofQueue(name: string): Pick<CfnAlarmProps, 'namespace' | 'dimensions'> {
  return { namespace: 'AWS/SQS', dimensions: [{ name: 'QueueName', value: name }] };
}

type AlarmDefinition = Pick<
  CfnAlarmProps,
  'namespace' | 'dimensions' | 'alarmDescription' | 'metricName' | 'statistic' | 'threshold'
>;
