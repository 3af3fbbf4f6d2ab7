import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { CreateAliasCommand, CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { makeBucket } from '../../lib/drills/make-bucket';
import type { Decision, Session, Stage } from '../../lib/model/guardrail';
import { applyBucket, decideBucket, readBucket } from './bucket-access';
import { decideTrail } from './decide-trail';
import { logKey, ownTrail, trailBucketAccess } from './guarded';
import { applyKey, decideKey, readKey } from './log-key';
import { applyTrail, readTrail } from './trail';

/** What the loop knows the three by, and the key's own id. */
export interface Archive {
  readonly trail: string;
  readonly bucket: string;
  readonly alias: string;
  readonly key: string;
}

/** The trail, or its bucket and key, as deployed; earlier drills may have left them otherwise. */
export async function anArchive(stage: Stage): Promise<Archive> {
  const { facts } = stage;
  const access = trailBucketAccess(facts);
  const names = { trail: ownTrail(facts).id, bucket: access.id, alias: logKey(facts).id };
  await makeBucket(stage, names.bucket);
  if (stage.account === facts.managementAccount) {
    await settle(decideTrail(await readTrail(stage), facts), applyTrail, stage);
    return { ...names, key: '' };
  }
  await settle(decideBucket(await readBucket(access, stage), facts), applyBucket, stage);
  if (!(await readKey(names.alias, stage)).key) await makeKey(stage, names.alias);
  const state = await readKey(names.alias, stage);
  await settle(decideKey(state, facts), applyKey, stage);
  return { ...names, key: state.key?.id ?? '' };
}

export async function anotherTrail(stage: Stage): Promise<{ readonly name: string }> {
  const name = stage.unique('audit');
  await makeBucket(stage, name);
  await stage.client(CloudTrailClient).send(new CreateTrailCommand({ Name: name, S3BucketName: name }));
  await stage.client(CloudTrailClient).send(new StartLoggingCommand({ Name: name }));
  return { name };
}

async function settle<Change>(
  decision: Decision<Change>,
  apply: (change: Change, session: Session) => Promise<void>,
  session: Session,
): Promise<void> {
  if (decision.kind === 'plan') await apply(decision.change, session);
}

async function makeKey(session: Session, AliasName: string): Promise<void> {
  const { KeyMetadata } = await session.client(KMSClient).send(new CreateKeyCommand({}));
  await session.client(KMSClient).send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyMetadata?.KeyId }));
}
