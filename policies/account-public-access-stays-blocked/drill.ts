import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
  S3ControlClient,
} from '@aws-sdk/client-s3-control';
import { unbound } from '../../lib/drills/unbound';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { missingFlags, type PublicAccessBlock, wholeBlock } from '../../lib/policy/public-access-block';

interface World {
  readonly account: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'incident'>;

/** An account that blocks public access, and somebody who does something about it. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    async world(stage) {
      await put(stage, wholeBlock);
      return { account: stage.account };
    },
    aftermath: part.expected === 'fixed' ? isBlocked : async () => undefined,
    ...part,
  });
}

const remove = async (session: Session) => {
  const command = new DeletePublicAccessBlockCommand({ AccountId: session.account });
  await session.client(S3ControlClient).send(command);
};

export const drills = [
  drill({
    name: 'a developer removes the block of the account',
    kind: 'incident',
    expected: 'prevented',
    incident: remove,
    aftermath: isBlocked,
  }),
  drill({
    ...unbound,
    name: 'it is removed where no policy binds',
    kind: 'incident',
    expected: 'fixed',
    incident: remove,
  }),
  drill({
    ...unbound,
    name: 'one flag of the block is turned off',
    kind: 'incident',
    expected: 'fixed',
    incident: (session) => put(session, { ...wholeBlock, RestrictPublicBuckets: false }),
  }),
  drill({
    ...unbound,
    name: 'the event of a removed block is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
    incident: remove,
  }),
  drill({
    ...unbound,
    name: 'the whole block is set again',
    kind: 'twin',
    expected: 'ignored',
    incident: (session) => put(session, wholeBlock),
    aftermath: isBlocked,
  }),
  drill({
    ...unbound,
    name: 'a block is removed where the guardrail only observes',
    kind: 'twin',
    mode: 'observe',
    expected: 'reported',
    incident: remove,
    aftermath: async (stage) => ((await missing(stage)).length > 0 ? undefined : 'the block was put back'),
  }),
];

async function put(session: Session, block: PublicAccessBlock): Promise<void> {
  await session
    .client(S3ControlClient)
    .send(new PutPublicAccessBlockCommand({ AccountId: session.account, PublicAccessBlockConfiguration: block }));
}

async function missing(stage: Stage): Promise<readonly string[]> {
  try {
    const answer = await stage
      .client(S3ControlClient)
      .send(new GetPublicAccessBlockCommand({ AccountId: stage.account }));
    return missingFlags(answer.PublicAccessBlockConfiguration);
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchPublicAccessBlockConfiguration') return missingFlags({});
    throw error;
  }
}

async function isBlocked(stage: Stage): Promise<string | undefined> {
  const off = await missing(stage);
  return off.length > 0 ? `${stage.account} lacks ${off.join(', ')}` : undefined;
}
