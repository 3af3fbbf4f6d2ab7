import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { makeBucket } from '../../lib/drills/make-bucket';
import { type Drill, defineDrill, type Stage } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';

interface World {
  readonly bucket: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** A bucket somebody makes: harmless, but for who it is. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    as: 'root',
    world: async (stage) => ({ bucket: stage.unique('made-by-root') }),
    incident: (session, { bucket }) => makeBucket(session, bucket),
    aftermath: part.expected === 'prevented' ? doesNotExist : exists,
    ...part,
  });
}

export const drills = [
  drill({
    name: 'the root user of a workload account makes a bucket',
    kind: 'incident',
    expected: 'prevented',
  }),
  drill({
    name: 'the root user of a sandbox account makes a bucket',
    kind: 'incident',
    where: { purpose: 'sandbox' },
    expected: 'prevented',
  }),
  drill({
    name: 'the root user of the management account makes a bucket',
    kind: 'incident',
    where: { purpose: 'management' },
    expected: 'reported',
  }),
  drill({ name: 'a developer makes a bucket', kind: 'twin', as: 'Developer', expected: 'ignored' }),
  drill({
    name: 'the platform makes a bucket in the management account',
    kind: 'twin',
    where: { purpose: 'management' },
    as: '/breakwater/breakwater-deploy',
    expected: 'ignored',
  }),
];

async function doesNotExist(stage: Stage, world: World): Promise<string | undefined> {
  return (await exists(stage, world)) === undefined ? `${world.bucket} was made` : undefined;
}

async function exists(stage: Stage, { bucket }: World): Promise<string | undefined> {
  try {
    await stage.client(S3Client).send(new HeadBucketCommand({ Bucket: bucket }));
    return undefined;
  } catch (error) {
    if (isNamed(error, 'NotFound')) return `${bucket} is not there`;
    throw error;
  }
}
