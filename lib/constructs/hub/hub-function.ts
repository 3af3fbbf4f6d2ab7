import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Organization } from '../../model/organization';
import { functionName } from '../../model/platform';
import type { FunctionAsset } from '../functions/function-asset';
import { retain } from '../retain';
import type { AlertTopic } from './alert-topic';
import type { FollowMachine } from './follow-machine';
import { FunctionRole } from './function-role';
import { GuardedQueue } from './guarded-queue';
import type { LedgerTable } from './ledger-table';
import { LoopAlarms } from './loop-alarms';

export interface HubFunctionProps {
  readonly organization: Organization;
  /** A guardrail's id, or what else it is for. */
  readonly name: string;
  readonly description: string;
  readonly asset: FunctionAsset;
  /** Whether it becomes the guardrail's fix role. */
  readonly fixes: boolean;
  readonly ledger: LedgerTable;
  readonly topic: AlertTopic;
  /** ARN of the key that ledger and topic are encrypted with. */
  readonly key: string;
  /** Follows its fixes, where they go on by themselves. */
  readonly follow?: FollowMachine;
  readonly batch: Batch;
}

export interface Batch {
  readonly messages: number;
  /** How long messages are collected. @default not at all */
  readonly seconds?: number;
}

/** The newest Node that Lambda runs, as far as aws-cdk-lib knows; a test compares. */
export const nodeRuntime = 'nodejs24.x';

const timeoutSeconds = 60;
const memoryMegabytes = 512;
// Lambda asks for six times the function's timeout (2026-11), so that a throttled message is not counted as tried.
const visibilitySeconds = 6 * timeoutSeconds;
// A burst of one guardrail leaves room for the others: a new account may run ten functions at a time.
const concurrency = 5;
const logDays = 365;

/** A function and the queue it reads, with the alarms that say when one of them fails. */
export class HubFunction extends Construct {
  readonly queue: GuardedQueue;

  constructor(scope: Construct, id: string, props: HubFunctionProps) {
    super(scope, id);
    const { organization, name, fixes, ledger, topic, key, follow, batch } = props;
    this.queue = new GuardedQueue(this, 'Messages', { name: functionName(name), visibilitySeconds });
    const { queue } = this.queue;
    const logs = this.#logs(name);
    const role = new FunctionRole(this, 'Role', {
      organization,
      name,
      fixes,
      logGroup: logs.attrArn,
      queue: queue.attrArn,
      ledger: ledger.arn,
      topic: topic.arn,
      key,
      ...(follow && { follow: follow.arn }),
    });
    const lambda = this.#function(props, role, logs);
    new CfnEventSourceMapping(this, 'Source', {
      eventSourceArn: queue.attrArn,
      functionName: lambda.ref,
      batchSize: batch.messages,
      ...(batch.seconds !== undefined && { maximumBatchingWindowInSeconds: batch.seconds }),
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: concurrency },
    });
    new LoopAlarms(this, 'Alarms', { name, queue: this.queue, function: lambda, topic });
  }

  #logs(name: string): CfnLogGroup {
    const logs = new CfnLogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName(name)}`,
      retentionInDays: logDays,
    });
    retain(logs);
    return logs;
  }

  #function(props: HubFunctionProps, role: FunctionRole, logs: CfnLogGroup) {
    const { name, description, asset, ledger, topic, follow } = props;
    return new CfnFunction(this, 'Function', {
      functionName: functionName(name),
      description,
      runtime: nodeRuntime,
      architectures: ['arm64'],
      memorySize: memoryMegabytes,
      timeout: timeoutSeconds,
      handler: 'index.handler',
      tracingConfig: { mode: 'Active' },
      role: role.arn,
      code: asset,
      loggingConfig: { logFormat: 'JSON', logGroup: logs.ref },
      environment: {
        variables: {
          LEDGER_TABLE: ledger.name,
          ALERT_TOPIC: topic.arn,
          QUEUE_URL: this.queue.queue.ref,
          POWERTOOLS_SERVICE_NAME: name,
          ...(follow && { FOLLOW_MACHINE: follow.arn }),
        },
      },
    });
  }
}
