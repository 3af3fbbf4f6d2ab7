import { createHash } from 'node:crypto';
import { type AttributeValue, type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Resource } from '../model/finding';
import type { LedgerRecord } from './outcome';

type Place = Pick<Resource, 'account' | 'region'>;

// As long as the record it is about.
const openSeconds = 400 * 24 * 3600;

/**
 * Which findings people were told of and nobody has mended yet, in the ledger's table: `open#GUARDRAIL#ACCOUNT#REGION`.
 * What is mended by hand makes no event that a guardrail hears, so somebody has to come back and look.
 */
export class OpenFindings {
  readonly #client: Pick<DynamoDBClient, 'send'>;
  readonly #table: string;
  readonly #now: () => number;

  constructor(client: Pick<DynamoDBClient, 'send'>, table: string, now: () => number = Date.now) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  async open(record: LedgerRecord): Promise<void> {
    await this.#put(record, keyOf(record.resource), openSeconds);
  }

  /** Functions may delete nothing; what has expired DynamoDB deletes. */
  async close(record: LedgerRecord): Promise<void> {
    await this.#put(record, keyOf(record.resource), 0);
  }

  /** Whatever becomes of the resource, the record has to be brought to its end: a fix that was begun, news nobody heard. */
  async hold(record: LedgerRecord): Promise<void> {
    await this.#client.send(new PutItemCommand(this.holding(record)));
  }

  /** The same as a part of a transaction. */
  holding(record: LedgerRecord): { readonly TableName: string; readonly Item: Record<string, AttributeValue> } {
    return this.#item(record, record.id, openSeconds);
  }

  async release(record: LedgerRecord): Promise<void> {
    await this.#put(record, record.id, 0);
  }

  /** Ids of the records that told of them, or are held; some of them where there are many. */
  async in(guardrail: string, place: Place): Promise<readonly string[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: 'expires > :now',
        ExpressionAttributeValues: marshall({ ':pk': partitionOf(guardrail, place), ':now': this.#in(0) }),
      }),
    );
    return [...new Set(Items.map((item) => String(unmarshall(item).record)))];
  }

  async #put(record: LedgerRecord, sk: string, seconds: number): Promise<void> {
    await this.#client.send(new PutItemCommand(this.#item(record, sk, seconds)));
  }

  #item({ id, guardrail, resource }: LedgerRecord, sk: string, seconds: number) {
    const Item = marshall({ pk: partitionOf(guardrail, resource), sk, record: id, expires: this.#in(seconds) });
    return { TableName: this.#table, Item };
  }

  #in(seconds: number): number {
    return Math.floor(this.#now() / 1000) + seconds;
  }
}

// A resource's ARN may be longer than a sort key.
const keyOf = ({ arn, id }: Resource): string => createHash('sha256').update(`${arn}\n${id}`).digest('hex');
const partitionOf = (guardrail: string, { account, region }: Place): string => `open#${guardrail}#${account}#${region}`;
