import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Guardrail, Monitor } from '../model/guardrail';
import type { Organization } from '../model/organization';
import { functionName } from '../model/platform';
import type { AlertTopic } from './alert-topic';
import type { FunctionAsset } from './function-asset';
import { FunctionRole } from './function-role';
import { GuardedQueue } from './guarded-queue';
import type { HubBus } from './hub-bus';
import { HubRules } from './hub-rules';
import type { LedgerTable } from './ledger-table';
import { LoopAlarms } from './loop-alarms';
import { retain } from './retain';

export interface RemediationFunctionProps {
  readonly organization: Organization;
  readonly guardrail: Guardrail & { readonly monitor: Monitor };
  readonly asset: FunctionAsset;
  readonly bus: HubBus;
  readonly ledger: LedgerTable;
  readonly topic: AlertTopic;
  /** ARN of the key that ledger and topic are encrypted with. */
  readonly key: string;
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

/** The running half of a guardrail: rules, queue, function and the alarms that say when one of them fails. */
export class RemediationFunction extends Construct {
  constructor(scope: Construct, id: string, props: RemediationFunctionProps) {
    super(scope, id);
    const { organization, guardrail, bus, ledger, topic, key } = props;
    const queue = new GuardedQueue(this, 'Messages', { name: functionName(guardrail.id), visibilitySeconds });
    new HubRules(this, 'Rules', { monitor: guardrail.monitor, bus, queue });
    const logs = this.#logs(guardrail.id);
    const role = new FunctionRole(this, 'Role', {
      organization,
      guardrail: guardrail.id,
      logGroup: logs.attrArn,
      queue: queue.queue.attrArn,
      ledger: ledger.arn,
      topic: topic.arn,
      key,
    });
    const lambda = this.#function(props, { role, logs, queue });
    new CfnEventSourceMapping(this, 'Source', {
      eventSourceArn: queue.queue.attrArn,
      functionName: lambda.ref,
      batchSize: 10,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: concurrency },
    });
    new LoopAlarms(this, 'Alarms', { guardrail: guardrail.id, queue, function: lambda, topic });
  }

  #logs(guardrail: string): CfnLogGroup {
    const logs = new CfnLogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName(guardrail)}`,
      retentionInDays: logDays,
    });
    retain(logs);
    return logs;
  }

  #function({ guardrail, asset, ledger, topic }: RemediationFunctionProps, parts: FunctionParts): CfnFunction {
    return new CfnFunction(this, 'Function', {
      functionName: functionName(guardrail.id),
      description: guardrail.title,
      runtime: nodeRuntime,
      architectures: ['arm64'],
      memorySize: memoryMegabytes,
      timeout: timeoutSeconds,
      handler: 'index.handler',
      role: parts.role.arn,
      code: asset,
      loggingConfig: { logFormat: 'JSON', logGroup: parts.logs.ref },
      environment: {
        variables: { LEDGER_TABLE: ledger.name, ALERT_TOPIC: topic.arn, QUEUE_URL: parts.queue.queue.ref },
      },
    });
  }
}

interface FunctionParts {
  readonly role: FunctionRole;
  readonly logs: CfnLogGroup;
  readonly queue: GuardedQueue;
}
