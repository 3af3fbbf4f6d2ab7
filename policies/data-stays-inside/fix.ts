import {
  AuthorizeDataShareCommand,
  DeauthorizeDataShareCommand,
  DescribeDataSharesCommand,
  RedshiftClient,
} from '@aws-sdk/client-redshift';
import { defineFix, type IsMember, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { type Change, type Consumer, decide, type State } from './decide';
import { strangerIn } from './receiver';
import { producerOf, sharedBy } from './resource';

/** A consumer in another state cannot read. */
const inUse: readonly (string | undefined)[] = ['ACTIVE', 'AUTHORIZED', 'AVAILABLE'];

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: ['redshift:AuthorizeDataShare', 'redshift:DeauthorizeDataShare'],
      resources: ['arn:aws:redshift:*:*:datashare:*'],
    },
    {
      actions: ['redshift:DescribeDataShares', 'redshift:DescribeDataSharesForProducer'],
      resources: ['*'],
      because: 'Redshift has no resource to name for describing what is shared',
    },
  ],

  async read(resource, session, isMember) {
    const kind = sharedBy(resource);
    const { id, arn } = resource;
    if (kind === 'given') return readShare(arn, session, isMember);
    if (kind === 'unknown') return { kind, arn };
    const stranger = await strangerIn(kind === 'taken' ? producerOf(arn) : id, isMember);
    return { kind, arn, ...(stranger !== undefined && { stranger }) };
  },

  decide,

  async apply({ arn: DataShareArn, consumers }, session) {
    const client = session.client(RedshiftClient);
    for (const { id: ConsumerIdentifier } of consumers) {
      await client.send(new DeauthorizeDataShareCommand({ DataShareArn, ConsumerIdentifier }));
    }
  },

  async undo(_before, { arn: DataShareArn, consumers }, session) {
    const client = session.client(RedshiftClient);
    for (const { id: ConsumerIdentifier, writes: AllowWrites } of consumers) {
      await client.send(new AuthorizeDataShareCommand({ DataShareArn, ConsumerIdentifier, AllowWrites }));
    }
  },
});

async function readShare(arn: string, session: Session, isMember: IsMember): Promise<State | undefined> {
  const strangers: Consumer[] = [];
  try {
    const { DataShares = [] } = await session
      .client(RedshiftClient)
      .send(new DescribeDataSharesCommand({ DataShareArn: arn }));
    if (DataShares.length === 0) return undefined;
    for (const { ConsumerIdentifier: id, Status, ProducerAllowedWrites } of DataShares.flatMap(
      ({ DataShareAssociations = [] }) => DataShareAssociations,
    )) {
      if (!id || !inUse.includes(Status) || !(await strangerIn(id, isMember))) continue;
      strangers.push({ id, writes: ProducerAllowedWrites === true });
    }
    return { kind: 'given', arn, strangers };
  } catch (error) {
    if (isNamed(error, 'InvalidDataShareFault')) return undefined;
    throw error;
  }
}
