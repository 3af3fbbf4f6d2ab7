import { createHash, randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  type Put,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Resource } from '../model/finding';
import type { FixesSwitch } from './fixes-switch';
import type { LedgerRecord } from './outcome';

/** One worker at a time may change a resource. `fence` grows with every holder. */
export interface Lock {
  readonly guardrail: string;
  readonly resource: Resource;
  readonly owner: string;
  readonly fence: number;
  /** When fixes of this resource by this guardrail were begun; milliseconds. */
  readonly fixes: readonly number[];
  /** An undo asked to leave the resource alone until then; ISO 8601. */
  readonly suspendedUntil?: string;
}

// Longer than a function may run, so that whoever was stopped has stopped before the next one begins.
const leaseMilliseconds = 90_000;
const recordSeconds = 400 * 24 * 3600;
const counterSeconds = 2 * 3600;

/** The same event and resource always have the same id, so that a message delivered twice is one record. */
export function recordId(guardrail: string, eventId: string, resource: Pick<Resource, 'arn'>): string {
  return createHash('sha256').update(`${guardrail}\n${eventId}\n${resource.arn}`).digest('hex').slice(0, 16);
}

/**
 * Everything the loops remember, in one DynamoDB table (`pk`, `sk`, TTL `expires`):
 * `fix#ID / record`, `resource#ARN / GUARDRAIL` (lock, recent fixes), `budget#GUARDRAIL#ACCOUNT / HOUR`,
 * `told#KEY / alert`, `parent#CHILD / parent`, `switch / fixes` and its history.
 */
export class Ledger {
  readonly #client: Pick<DynamoDBClient, 'send'>;
  readonly #table: string;
  readonly #now: () => number;

  constructor(client: Pick<DynamoDBClient, 'send'>, table: string, now: () => number = Date.now) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  async recordOf(id: string): Promise<LedgerRecord | undefined> {
    return (await this.#get(`fix#${id}`, 'record')) as LedgerRecord | undefined;
  }

  /** False when a later holder of the resource has written the record meanwhile: then it stays as it is. */
  async write(record: LedgerRecord): Promise<boolean> {
    return this.#unlessRefused(new PutItemCommand(this.#recordPut(record)));
  }

  /** Undefined when another worker holds the resource: try again later. */
  async lock(guardrail: string, resource: Resource): Promise<Lock | undefined> {
    const owner = randomUUID();
    const now = this.#now();
    try {
      const { Attributes } = await this.#client.send(
        new UpdateItemCommand({
          ...this.#lockKey({ guardrail, resource }),
          UpdateExpression: 'SET #owner = :owner, lease = :lease, expires = :expires ADD fence :one',
          ConditionExpression: 'attribute_not_exists(lease) OR lease < :now',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: marshall({
            ':owner': owner,
            ':lease': now + leaseMilliseconds,
            ':now': now,
            ':one': 1,
            ':expires': this.#in(recordSeconds),
          }),
          ReturnValues: 'ALL_NEW',
        }),
      );
      const { fence, fixes = [], suspendedUntil } = unmarshall(Attributes ?? {});
      return { guardrail, resource, owner, fence, fixes, ...(suspendedUntil && { suspendedUntil }) };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  /**
   * The write-ahead: renews the lease, counts the fix, keeps the record and what holds it, all or nothing.
   * False when the lease was lost: whoever lost it must change nothing.
   */
  async begin(lock: Lock, record: LedgerRecord, fixes: readonly number[], held: Put): Promise<boolean> {
    const now = this.#now();
    try {
      await this.#client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            {
              Update: {
                ...this.#lockKey(lock),
                UpdateExpression: 'SET lease = :lease, fixes = :fixes',
                ConditionExpression: '#owner = :owner AND lease > :now',
                ExpressionAttributeNames: { '#owner': 'owner' },
                ExpressionAttributeValues: marshall({
                  ':lease': now + leaseMilliseconds,
                  ':fixes': fixes,
                  ':owner': lock.owner,
                  ':now': now,
                }),
              },
            },
            { Put: this.#recordPut(record) },
            { Put: held },
          ],
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof TransactionCanceledException) return false;
      throw error;
    }
  }

  /** Gives the resource back. Whoever lost the lease meanwhile changes nothing. */
  async unlock(lock: Lock): Promise<void> {
    await this.#updateOwn(lock, 'REMOVE lease, #owner', {});
  }

  /** Leaves the resource alone until then; false when the lease was lost. */
  async suspend(lock: Lock, until: string): Promise<boolean> {
    return this.#updateOwn(lock, 'SET suspendedUntil = :until', { ':until': until });
  }

  /** Takes one fix from the guardrail's budget for that account and hour; false when it is used up. */
  async spend(guardrail: string, account: string, perHour: number): Promise<boolean> {
    const hour = new Date(this.#now()).toISOString().slice(0, 13);
    return this.#unlessRefused(
      new UpdateItemCommand({
        TableName: this.#table,
        Key: marshall({ pk: `budget#${guardrail}#${account}`, sk: hour }),
        UpdateExpression: 'SET expires = :expires ADD spent :one',
        ConditionExpression: 'attribute_not_exists(spent) OR spent < :limit',
        ExpressionAttributeValues: marshall({
          ':one': 1,
          ':limit': perHour,
          ':expires': this.#in(counterSeconds),
        }),
      }),
    );
  }

  /** Whether somebody heard the same within the time it was marked for. DynamoDB deletes late, so the date counts. */
  async wasTold(key: string): Promise<boolean> {
    const { expires = 0 } = (await this.#get(`told#${key}`, 'alert')) ?? {};
    return Number(expires) > this.#in(0);
  }

  async markTold(key: string, seconds: number): Promise<void> {
    const Item = marshall({ pk: `told#${key}`, sk: 'alert', expires: this.#in(seconds) });
    await this.#client.send(new PutItemCommand({ TableName: this.#table, Item }));
  }

  /** Who stopped every fix in the organization, and why; undefined while fixes are on. */
  async fixesOff(): Promise<FixesSwitch | undefined> {
    const found = (await this.#get('switch', 'fixes')) as FixesSwitch | undefined;
    return found?.off ? found : undefined;
  }

  /** Stops or resumes every fix, and remembers for good who did. */
  async switchFixes(state: FixesSwitch): Promise<void> {
    const put = (sk: string) => ({ TableName: this.#table, Item: marshall({ pk: 'switch', sk, ...state }) });
    await this.#client.send(
      new TransactWriteItemsCommand({ TransactItems: [{ Put: put('fixes') }, { Put: put(`fixes#${state.at}`) }] }),
    );
  }

  #recordPut(record: LedgerRecord) {
    const { fence = 0 } = record;
    const item = { ...record, pk: `fix#${record.id}`, sk: 'record', fence, expires: this.#in(recordSeconds) };
    return {
      TableName: this.#table,
      Item: marshall(item, { removeUndefinedValues: true }),
      ConditionExpression: 'attribute_not_exists(fence) OR fence <= :fence',
      ExpressionAttributeValues: marshall({ ':fence': fence }),
    };
  }

  #updateOwn(lock: Lock, expression: string, values: Readonly<Record<string, string>>): Promise<boolean> {
    return this.#unlessRefused(
      new UpdateItemCommand({
        ...this.#lockKey(lock),
        UpdateExpression: expression,
        ConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: marshall({ ...values, ':owner': lock.owner }),
      }),
    );
  }

  #lockKey({ guardrail, resource }: Pick<Lock, 'guardrail' | 'resource'>) {
    return { TableName: this.#table, Key: marshall({ pk: `resource#${resource.arn}`, sk: guardrail }) };
  }

  /** In so many seconds, as DynamoDB's TTL has it. */
  #in(seconds: number): number {
    return Math.floor(this.#now() / 1000) + seconds;
  }

  async #unlessRefused(command: PutItemCommand | UpdateItemCommand): Promise<boolean> {
    try {
      await this.#client.send(command as PutItemCommand);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async #get(pk: string, sk: string): Promise<Record<string, unknown> | undefined> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: marshall({ pk, sk }), ConsistentRead: true }),
    );
    return Item && unmarshall(Item);
  }
}
