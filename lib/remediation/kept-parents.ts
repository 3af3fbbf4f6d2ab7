import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { AccountId } from '../model/organization';
import { log } from './log';

/** What the organization answered, and when it was asked; milliseconds. */
export interface Answer {
  readonly parent: string;
  readonly askedAt: number;
}

// A move that nobody hears of is known after that long.
const accountMilliseconds = 5 * 60_000;
// AWS has no call that moves a unit.
const unitMilliseconds = 24 * 3600_000;
// After a move the organization may answer with the old place for a moment.
const settlingMilliseconds = 60_000;

/**
 * Which unit accounts and units are in, in the ledger's table: `parent#CHILD / parent`. Each function asks for every account
 * within the hour, and all get the same answer from an API that soon has enough; so one asks and the others read.
 */
export class KeptParents {
  readonly #client: Pick<DynamoDBClient, 'send'>;
  readonly #table: string;
  readonly #now: () => number;

  constructor(client: Pick<DynamoDBClient, 'send'>, table: string, now: () => number = Date.now) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  /** Undefined where nobody has asked of late. Whoever cannot find out asks, too. */
  async of(child: string): Promise<Answer | undefined> {
    try {
      const { Item } = await this.#client.send(
        new GetItemCommand({ TableName: this.#table, Key: marshall(keyOf(child)) }),
      );
      const { parent, askedAt }: Record<string, unknown> = unmarshall(Item ?? {});
      const isAnswer = typeof parent === 'string' && /^(ou|r)-/.test(parent) && typeof askedAt === 'number';
      const now = this.#now();
      return isAnswer && askedAt <= now && now < lastsUntil(child, askedAt) ? { parent, askedAt } : undefined;
    } catch (error) {
      log.warn('what is kept of places cannot be read', { child, error });
      return undefined;
    }
  }

  /** Kept unless somebody has asked later, or heard of a move meanwhile. Nobody fails for what could not be kept. */
  async keep(child: string, { parent, askedAt }: Answer): Promise<void> {
    try {
      await this.#put(child, askedAt, { parent }, 'attribute_not_exists(askedAt) OR askedAt < :askedAt');
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return;
      log.warn('a place cannot be kept', { child, error });
    }
  }

  /** The account was moved: what was asked before says nothing, nor what is asked while the organization settles. */
  async forget(account: AccountId): Promise<void> {
    await this.#put(account, this.#now() + settlingMilliseconds, {});
  }

  async #put(child: string, askedAt: number, more: object, condition?: string): Promise<void> {
    const expires = Math.ceil(lastsUntil(child, askedAt) / 1000);
    await this.#client.send(
      new PutItemCommand({
        TableName: this.#table,
        Item: marshall({ ...keyOf(child), askedAt, expires, ...more }),
        ...(condition && {
          ConditionExpression: condition,
          ExpressionAttributeValues: marshall({ ':askedAt': askedAt }),
        }),
      }),
    );
  }
}

/** Until when an answer counts that was asked for then. */
export function lastsUntil(child: string, askedAt: number): number {
  return askedAt + (isUnit(child) ? unitMilliseconds : accountMilliseconds);
}

export const isUnit = (child: string): boolean => child.startsWith('ou-');
const prefix = 'parent#';
const keyOf = (child: string) => ({ pk: prefix + child, sk: 'parent' });
/** Whether a key of the ledger's table is of something kept here. */
export const isPlace = (pk: string): boolean => pk.startsWith(prefix);
