import { AuthorizeDataShareCommand, RedshiftClient } from '@aws-sdk/client-redshift';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { makeBucket } from '../../lib/drills/make-bucket';
import { type Drill, defineDrill, type Stage } from '../../lib/model/guardrail';
import { marketplace } from './receiver';

interface World {
  readonly name: string;
  readonly share: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'incident'>;

/** Orders in a warehouse and in a bucket, and somebody who wants them. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: async (stage) => named(stage),
    aftermath: async () => undefined,
    ...part,
  });
}

export const drills = [
  drill({
    name: "a warehouse's orders are put up for sale",
    kind: 'incident',
    expected: 'prevented',
    async incident(session, { share: DataShareArn }) {
      const input = { DataShareArn, ConsumerIdentifier: marketplace };
      await session.client(RedshiftClient).send(new AuthorizeDataShareCommand(input));
    },
  }),
  drill({
    name: 'a developer reads orders',
    kind: 'twin',
    expected: 'ignored',
    world: ordersIn,
    async incident(session, { name: Bucket }) {
      await session.client(S3Client).send(new GetObjectCommand({ Bucket, Key: 'orders.csv' }));
    },
  }),
];

function named(stage: Stage): World {
  const name = stage.unique('orders');
  const { account, region, facts } = stage;
  return { name, share: `arn:${facts.partition}:redshift:${region}:${account}:datashare:0a1b2c3d/${name}` };
}

async function ordersIn(stage: Stage): Promise<World> {
  const world = named(stage);
  await makeBucket(stage, world.name);
  await stage.client(S3Client).send(new PutObjectCommand({ Bucket: world.name, Key: 'orders.csv', Body: 'order,1' }));
  return world;
}
