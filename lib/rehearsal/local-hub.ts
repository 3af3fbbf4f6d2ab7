import {
  BatchWriteItemCommand,
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Assembly } from '../assembly/assembly';
import type { Session } from '../model/guardrail';
import { alertTopicName, followMachineName, functionName } from '../model/platform';
import { resourcesOfType } from '../model/template';
import { isPlace } from '../remediation/kept-parents';
import type { LedgerRecord } from '../remediation/outcome';

/** What the functions of the event hub stand on, made in the local AWS's security account. */
export interface LocalHub {
  /** The environment of a guardrail's function. */
  environment(guardrail: string): Readonly<Record<string, string>>;
  /** What the ledger holds of events. */
  recordsOf(eventIds: readonly string[]): Promise<readonly LedgerRecord[]>;
  /**
   * Every drill is a day of its own: what earlier ones fixed, spent or suspended is none of its business.
   * Where accounts are stays known.
   */
  forget(): Promise<void>;
}

// Quota of BatchWriteItem (2026-11).
const itemsPerCall = 25;

/** The ledger and the state machine are the synthesized ones; a topic and a queue are no more than names here. */
export async function makeLocalHub(assembly: Assembly, session: Session): Promise<LocalHub> {
  const dynamodb = session.client(DynamoDBClient);
  const [table] = assembly.stacks.flatMap(({ template }) => resourcesOfType(template, 'AWS::DynamoDB::Table'));
  if (!table) throw new Error('the templates hold no ledger; is the event hub deployable? Run breakwater validate');
  const { TableName, KeySchema, AttributeDefinitions, BillingMode } = table[1].Properties ?? {};
  await dynamodb.send(
    new CreateTableCommand({ TableName, KeySchema, AttributeDefinitions, BillingMode } as CreateTableCommandInput),
  );
  const { TopicArn = '' } = await session.client(SNSClient).send(new CreateTopicCommand({ Name: alertTopicName }));
  const { QueueUrl = '' } = await session.client(SQSClient).send(new CreateQueueCommand({ QueueName: 'messages' }));
  const machine = await followMachine(assembly, session);
  return {
    environment(guardrail) {
      return {
        LEDGER_TABLE: String(TableName),
        ALERT_TOPIC: TopicArn,
        QUEUE_URL: QueueUrl,
        AWS_LAMBDA_FUNCTION_NAME: functionName(guardrail),
        ...(machine && { FOLLOW_MACHINE: machine }),
      };
    },
    async recordsOf(eventIds) {
      const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: String(TableName) }));
      const records = Items.map((item) => unmarshall(item) as LedgerRecord);
      return eventIds.flatMap((id) => records.filter(({ eventId }) => eventId === id));
    },
    async forget() {
      const table = String(TableName);
      const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: table, ProjectionExpression: 'pk, sk' }));
      const keys = Items.filter(({ pk }) => !isPlace(String(pk?.S)));
      for (let from = 0; from < keys.length; from += itemsPerCall) {
        const requests = keys.slice(from, from + itemsPerCall).map((Key) => ({ DeleteRequest: { Key } }));
        await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
      }
    },
  };
}

/** Its executions are only begun here: the rehearsal itself asks the function how far a fix is. */
async function followMachine({ stacks }: Assembly, session: Session): Promise<string | undefined> {
  const [machine] = stacks.flatMap(({ template }) =>
    resourcesOfType(template, 'AWS::StepFunctions::StateMachine').filter(
      ([, { Properties }]) => Properties?.StateMachineName === followMachineName,
    ),
  );
  if (!machine) return undefined;
  const { stateMachineArn } = await session.client(SFNClient).send(
    new CreateStateMachineCommand({
      name: followMachineName,
      definition: JSON.stringify(machine[1].Properties?.Definition),
      roleArn: `arn:aws:iam::${session.account}:role/${followMachineName}`,
    }),
  );
  return stateMachineArn;
}
