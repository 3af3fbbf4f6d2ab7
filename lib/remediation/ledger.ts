import { createHash, randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Resource } from '../model/finding';
import type { LedgerRecord } from './outcome';

/** One worker at a time may change a resource. `fence` grows with every holder. */
export interface Lock {
  readonly resource: Resource;
  readonly owner: string;
  readonly fence: number;
  /** When earlier fixes of this resource by this guardrail were applied; milliseconds. */
  readonly fixes: readonly number[];
  /** An undo asked to leave the resource alone until then; ISO 8601. */
  readonly suspendedUntil?: string;
}

const leaseMilliseconds = 90_000;
const recordSeconds = 400 * 24 * 3600;
const counterSeconds = 2 * 3600;

/** The same event and resource always have the same id, so that a message delivered twice is one record. */
export function recordId(guardrail: string, eventId: string, resource: Pick<Resource, 'arn'>): string {
  return createHash('sha256').update(`${guardrail}\n${eventId}\n${resource.arn}`).digest('hex').slice(0, 16);
}

/**
 * Everything the loops remember, in one DynamoDB table (`pk`, `sk`, TTL `expires`):
 * `fix#ID / record`, `resource#ARN / GUARDRAIL` (lock, recent fixes), `budget#GUARDRAIL#ACCOUNT / HOUR`, `switch / fixes`.
 */
export class Ledger {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #now: () => number;

  constructor(client: DynamoDBClient, table: string, now: () => number = Date.now) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  async recordOf(id: string): Promise<LedgerRecord | undefined> {
    return (await this.#get(`fix#${id}`, 'record')) as LedgerRecord | undefined;
  }

  async write(record: LedgerRecord): Promise<void> {
    await this.#put({ pk: `fix#${record.id}`, sk: 'record', ...record }, recordSeconds);
  }

  /** True when somebody has stopped every fix in the organization. */
  async fixesAreOff(): Promise<boolean> {
    return (await this.#get('switch', 'fixes'))?.off === true;
  }

  /** Undefined when another worker holds the resource: try again later. */
  async lock(guardrail: string, resource: Resource): Promise<Lock | undefined> {
    const owner = randomUUID();
    const now = this.#now();
    try {
      const { Attributes } = await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: marshall({ pk: `resource#${resource.arn}`, sk: guardrail }),
          UpdateExpression: 'SET #owner = :owner, lease = :lease, expires = :expires ADD fence :one',
          ConditionExpression: 'attribute_not_exists(lease) OR lease < :now',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: marshall({
            ':owner': owner,
            ':lease': now + leaseMilliseconds,
            ':now': now,
            ':one': 1,
            ':expires': Math.floor(now / 1000) + recordSeconds,
          }),
          ReturnValues: 'ALL_NEW',
        }),
      );
      const item = unmarshall(Attributes ?? {});
      const { suspendedUntil } = item;
      return { resource, owner, fence: item.fence, fixes: item.fixes ?? [], ...(suspendedUntil && { suspendedUntil }) };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  /** Gives the resource back and remembers when it was fixed. Whoever lost the lease meanwhile changes nothing. */
  async unlock(guardrail: string, lock: Lock, fixes: readonly number[], suspendedUntil?: string): Promise<void> {
    await this.#client
      .send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: marshall({ pk: `resource#${lock.resource.arn}`, sk: guardrail }),
          UpdateExpression: `SET fixes = :fixes${suspendedUntil ? ', suspendedUntil = :until' : ''} REMOVE lease, #owner`,
          ConditionExpression: '#owner = :owner',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: marshall({
            ':fixes': fixes,
            ':owner': lock.owner,
            ...(suspendedUntil && { ':until': suspendedUntil }),
          }),
        }),
      )
      .catch((error: unknown) => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      });
  }

  /** Takes one fix from the guardrail's budget for that account and hour; false when it is used up. */
  async spend(guardrail: string, account: string, perHour: number): Promise<boolean> {
    const hour = new Date(this.#now()).toISOString().slice(0, 13);
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: this.#table,
          Key: marshall({ pk: `budget#${guardrail}#${account}`, sk: hour }),
          UpdateExpression: 'SET expires = :expires ADD spent :one',
          ConditionExpression: 'attribute_not_exists(spent) OR spent < :limit',
          ExpressionAttributeValues: marshall({
            ':one': 1,
            ':limit': perHour,
            ':expires': Math.floor(this.#now() / 1000) + counterSeconds,
          }),
        }),
      );
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

  async #put(item: Record<string, unknown>, seconds: number): Promise<void> {
    const expires = Math.floor(this.#now() / 1000) + seconds;
    await this.#client.send(
      new PutItemCommand({
        TableName: this.#table,
        Item: marshall({ ...item, expires }, { removeUndefinedValues: true }),
      }),
    );
  }
}
