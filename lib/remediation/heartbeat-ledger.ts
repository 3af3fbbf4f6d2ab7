import { type DynamoDBClient, PutItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Resource } from '../model/finding';

/** An account and region, and when its heartbeat was last heard; milliseconds. */
export interface PlaceHeard extends Pick<Resource, 'account' | 'region'> {
  readonly heardAt: number;
}

const keptSeconds = 7 * 24 * 3600;

/** When each account and region was last heard, in the ledger's table: `heartbeat / ACCOUNT REGION`. */
export class HeartbeatLedger {
  readonly #client: DynamoDBClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async heard(places: readonly PlaceHeard[]): Promise<void> {
    await Promise.all(
      places.map(({ account, region, heardAt }) => {
        const key = { pk: 'heartbeat', sk: `${account} ${region}` };
        const Item = marshall({ ...key, account, region, heardAt, expires: Math.floor(heardAt / 1000) + keptSeconds });
        return this.#client.send(new PutItemCommand({ TableName: this.#table, Item }));
      }),
    );
  }

  async places(): Promise<readonly PlaceHeard[]> {
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': 'heartbeat' }),
      },
    );
    const places: PlaceHeard[] = [];
    for await (const { Items = [] } of pages) places.push(...Items.map((item) => unmarshall(item) as PlaceHeard));
    return places;
  }
}
