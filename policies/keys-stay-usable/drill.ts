import {
  CreateKeyCommand,
  DeleteImportedKeyMaterialCommand,
  DisableKeyCommand,
  EnableKeyRotationCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { keyStateOf } from './key-state';

interface World {
  readonly key: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** A key that data is encrypted with, and somebody who takes it away. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: aKey,
    incident: scheduleDeletion,
    aftermath: part.expected === 'fixed' ? isEnabled : isLost,
    ...part,
  });
}

export const drills = [
  drill({ name: 'a key is scheduled for deletion', kind: 'incident', expected: 'fixed' }),
  drill({
    name: 'a key is disabled',
    kind: 'incident',
    expected: 'fixed',
    async incident(session, { key }) {
      await session.client(KMSClient).send(new DisableKeyCommand({ KeyId: key }));
    },
  }),
  drill({
    name: 'imported key material is deleted',
    kind: 'incident',
    expected: 'prevented',
    async incident(session, { key }) {
      await session.client(KMSClient).send(new DeleteImportedKeyMaterialCommand({ KeyId: key }));
    },
    aftermath: isEnabled,
  }),
  drill({
    name: 'the event of a scheduled deletion is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
  }),
  drill({
    name: 'a key starts to rotate',
    kind: 'twin',
    expected: 'ignored',
    async incident(session, { key }) {
      await session.client(KMSClient).send(new EnableKeyRotationCommand({ KeyId: key }));
    },
    aftermath: isEnabled,
  }),
  drill({
    name: 'a key that is exempt is scheduled for deletion',
    kind: 'twin',
    exemption: () => ({ tag: 'retired=yes' }),
    world: (stage) => aKey(stage, [{ TagKey: 'retired', TagValue: 'yes' }]),
    expected: 'left',
  }),
];

async function aKey(stage: Stage, Tags: { TagKey: string; TagValue: string }[] = []): Promise<World> {
  const { KeyMetadata } = await stage.client(KMSClient).send(new CreateKeyCommand({ Tags }));
  return { key: KeyMetadata?.KeyId ?? '' };
}

async function scheduleDeletion(session: Session, { key }: World): Promise<void> {
  await session.client(KMSClient).send(new ScheduleKeyDeletionCommand({ KeyId: key, PendingWindowInDays: 7 }));
}

async function isEnabled(stage: Stage, { key }: World): Promise<string | undefined> {
  const state = await keyStateOf(key, stage);
  return state?.status === 'Enabled' ? undefined : `${key} is ${state?.status ?? 'gone'}`;
}

async function isLost(stage: Stage, world: World): Promise<string | undefined> {
  return (await isEnabled(stage, world)) ? undefined : `${world.key} was enabled again`;
}
