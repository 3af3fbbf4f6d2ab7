import { GetFederationTokenCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { type Drill, defineDrill, type Session } from '../../lib/model/guardrail';

type Part = Partial<Drill<object>> & Pick<Drill<object>, 'name' | 'kind' | 'expected'>;

/** Somebody who makes a session of a key. Sessions leave nothing behind to look at. */
function drill(part: Part) {
  return defineDrill<object>({
    where: { purpose: 'management' },
    world: async () => ({}),
    incident: federate,
    aftermath: async () => undefined,
    ...part,
  });
}

export const drills = [
  drill({
    name: 'a developer makes a federation token',
    kind: 'incident',
    where: { purpose: 'workloads' },
    expected: 'prevented',
  }),
  drill({
    name: 'a federation token is made in the management account, which no policy binds',
    kind: 'incident',
    expected: 'reported',
  }),
  drill({
    name: 'a session is made without a second factor',
    kind: 'incident',
    where: { purpose: 'workloads' },
    expected: 'reported',
    async incident(session) {
      await session.client(STSClient).send(new GetSessionTokenCommand({}));
    },
  }),
  drill({
    name: 'a user proves a second factor',
    kind: 'twin',
    where: { purpose: 'workloads' },
    expected: 'ignored',
    async incident(session) {
      const factor = { SerialNumber: `arn:aws:iam::${session.account}:mfa/jo`, TokenCode: '123456' };
      await session.client(STSClient).send(new GetSessionTokenCommand(factor));
    },
  }),
];

async function federate(session: Session): Promise<void> {
  await session.client(STSClient).send(new GetFederationTokenCommand({ Name: 'guest', DurationSeconds: 3600 }));
}
