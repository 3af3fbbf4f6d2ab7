import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type FindingLevel, findingLevels } from '../model/services';
import type { ServiceFinding } from './service-finding';

const keptSeconds = 90 * 24 * 3600;

/** Which findings a person has been told of, in the ledger's table: `finding / SERVICE ID`. Services tell each again and again. */
export class ToldFindings {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** Whether it is new, or worse than when it was told. */
  async isNews(finding: ServiceFinding): Promise<boolean> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: marshall(keyOf(finding)) }),
    );
    if (!Item) return true;
    const { level } = unmarshall(Item) as { readonly level: FindingLevel };
    return findingLevels.indexOf(finding.level) > findingLevels.indexOf(level);
  }

  async told(finding: ServiceFinding, now: number): Promise<void> {
    const Item = marshall({
      ...keyOf(finding),
      level: finding.level,
      expires: Math.floor(now / 1000) + keptSeconds,
    });
    await this.#client.send(new PutItemCommand({ TableName: this.#table, Item }));
  }
}

function keyOf({ service, id }: ServiceFinding) {
  return { pk: `finding/${service}/${id}`, sk: 'told' };
}
