import type { Stage } from '../../lib/model/guardrail';
import { decideBucket, readBucket } from './bucket-access';
import { decideTrail } from './decide-trail';
import { logKey, trailBucketAccess } from './guarded';
import { decideKey, readKey } from './log-key';
import { readTrail } from './trail';

export async function trailIsWhole(stage: Stage): Promise<string | undefined> {
  const decision = decideTrail(await readTrail(stage), stage.facts);
  return decision.kind === 'leave' ? undefined : decision.because;
}

export async function bucketIsOpen(stage: Stage): Promise<string | undefined> {
  const decision = decideBucket(await readBucket(trailBucketAccess(stage.facts), stage), stage.facts);
  return decision.kind === 'leave' ? undefined : decision.because;
}

export async function keyIsOpen(stage: Stage): Promise<string | undefined> {
  const decision = decideKey(await readKey(logKey(stage.facts).id, stage), stage.facts);
  return decision.kind === 'leave' ? undefined : decision.because;
}
