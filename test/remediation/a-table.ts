import {
  ConditionalCheckFailedException,
  type GetItemCommand,
  type PutItemCommandInput,
  type QueryCommandInput,
  TransactionCanceledException,
  type TransactWriteItemsCommandInput,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

type Item = Record<string, unknown>;
type Write = Pick<
  UpdateItemCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** A DynamoDB table in memory: as much of conditions, updates and transactions as a ledger needs, and an error for the rest. */
export class Table {
  readonly items = new Map<string, Item>();

  async send(command: { readonly input: object }): Promise<object> {
    const { input } = command;
    switch (command.constructor.name) {
      case 'GetItemCommand': {
        const item = this.items.get(keyOf(unmarshall((input as GetItemCommand['input']).Key ?? {})));
        return item ? { Item: marshall(item, { removeUndefinedValues: true }) } : {};
      }
      case 'QueryCommand': {
        const query = input as QueryCommandInput;
        const { ':pk': pk } = unmarshall(query.ExpressionAttributeValues ?? {});
        const holds = (item: Item) => testHolds(item, query.FilterExpression ?? '', query);
        const found = [...this.items.values()].filter((item) => item.pk === pk && holds(item));
        return { Items: found.map((item) => marshall(item, { removeUndefinedValues: true })) };
      }
      case 'PutItemCommand':
        return this.#commit([this.#put(input as PutItemCommandInput)]);
      case 'UpdateItemCommand':
        return this.#commit([this.#update(input as UpdateItemCommandInput)]);
      case 'TransactWriteItemsCommand':
        return this.#transact(input as TransactWriteItemsCommandInput);
      default:
        throw new Error(`${command.constructor.name}: this table does not know it`);
    }
  }

  #transact({ TransactItems = [] }: TransactWriteItemsCommandInput): object {
    try {
      return this.#commit(
        TransactItems.map(({ Put, Update }) =>
          Put ? this.#put(Put as PutItemCommandInput) : this.#update(Update as UpdateItemCommandInput),
        ),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      throw new TransactionCanceledException({ message: error.message, $metadata: {} });
    }
  }

  /** All or nothing: what is written was decided before the first of them is. */
  #commit(items: readonly Item[]): object {
    for (const item of items) this.items.set(keyOf(item), item);
    return { Attributes: marshall(items[0] ?? {}, { removeUndefinedValues: true }) };
  }

  #put(input: PutItemCommandInput): Item {
    const item = unmarshall(input.Item ?? {});
    assertHolds(this.items.get(keyOf(item)) ?? {}, input);
    return item;
  }

  #update(input: UpdateItemCommandInput): Item {
    const key = unmarshall(input.Key ?? {});
    const item: Item = { ...(this.items.get(keyOf(key)) ?? key) };
    assertHolds(item, input);
    const { name, value } = readers(input);
    const clauses = (input.UpdateExpression ?? '').split(/\b(SET|REMOVE|ADD)\b/).map((part) => part.trim());
    for (let at = 1; at < clauses.length; at += 2) {
      for (const part of (clauses[at + 1] ?? '').split(',').map((one) => one.trim())) {
        const [target = '', operand = ''] = part.split(clauses[at] === 'SET' ? /\s*=\s*/ : /\s+/);
        if (clauses[at] === 'REMOVE') delete item[name(target)];
        else if (clauses[at] === 'SET') item[name(target)] = value(operand);
        else item[name(target)] = Number(item[name(target)] ?? 0) + Number(value(operand));
      }
    }
    return item;
  }
}

function assertHolds(item: Item, input: Write): void {
  const { ConditionExpression = '' } = input;
  if (ConditionExpression === '') return;
  const holds = ConditionExpression.split(' OR ').some((either) =>
    either.split(' AND ').every((test) => testHolds(item, test.trim(), input)),
  );
  if (!holds) throw new ConditionalCheckFailedException({ message: ConditionExpression, $metadata: {} });
}

function testHolds(item: Item, test: string, input: Write): boolean {
  const { name, value } = readers(input);
  const absent = /^attribute_not_exists\((\S+)\)$/.exec(test);
  if (absent) return item[name(absent[1] ?? '')] === undefined;
  const [, left = '', operator, right = ''] = /^(\S+) (=|<=?|>) (\S+)$/.exec(test) ?? [];
  const [one, other] = [item[name(left)], value(right)] as [number, number];
  switch (operator) {
    case '=':
      return one === other;
    case '<':
      return one < other;
    case '<=':
      return one <= other;
    case '>':
      return one > other;
    default:
      throw new Error(`${test}: this table cannot read it`);
  }
}

function readers({ ExpressionAttributeNames = {}, ExpressionAttributeValues = {} }: Write) {
  const values = unmarshall(ExpressionAttributeValues);
  return {
    name: (text: string) => ExpressionAttributeNames[text] ?? text,
    value: (text: string): unknown => values[text],
  };
}

const keyOf = ({ pk, sk }: Item): string => `${pk}\n${sk}`;
