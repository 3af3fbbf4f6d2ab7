import {
  GetBucketEncryptionCommand,
  PutBucketEncryptionCommand,
  S3Client,
  type ServerSideEncryptionRule,
} from '@aws-sdk/client-s3';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import type { JsonObject } from '../../lib/model/json';

interface State {
  readonly bucket: string;
  /** The bucket's encryption rules as S3 gives them. */
  readonly rules: readonly JsonObject[];
}
type Change = State;

// The block of the bucket outlasts every policy. Objects that are written already stay as they are.
export const fix = defineFix<State, Change>({
  permissions: [
    { actions: ['s3:GetEncryptionConfiguration', 's3:PutEncryptionConfiguration'], resources: ['arn:aws:s3:::*'] },
  ],

  async read({ id: bucket }, session) {
    try {
      const { ServerSideEncryptionConfiguration: found } = await session
        .client(S3Client)
        .send(new GetBucketEncryptionCommand({ Bucket: bucket }));
      return { bucket, rules: (found?.Rules ?? []) as unknown as readonly JsonObject[] };
    } catch (error) {
      if (isNamed(error, 'NoSuchBucket')) return undefined;
      if (isNamed(error, 'ServerSideEncryptionConfigurationNotFoundError')) return { bucket, rules: [] };
      throw error;
    }
  },

  decide({ bucket, rules }) {
    if (rules.some(blocks)) return { kind: 'leave', because: `${bucket} refuses keys of the writer's own` };
    const [first = {}, ...others] = rules;
    const blocked = { ...first, BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } };
    const because = `${bucket} takes objects under keys of the writer's own`;
    return { kind: 'plan', change: { bucket, rules: [blocked, ...others] }, because };
  },

  apply: write,

  undo: (before, _change, session) => write(before, session),
});

async function write({ bucket, rules }: State, session: Session): Promise<void> {
  const Rules = rules as unknown as ServerSideEncryptionRule[];
  await session
    .client(S3Client)
    .send(new PutBucketEncryptionCommand({ Bucket: bucket, ServerSideEncryptionConfiguration: { Rules } }));
}

function blocks({ BlockedEncryptionTypes }: JsonObject): boolean {
  const { EncryptionType } = (BlockedEncryptionTypes ?? {}) as { readonly EncryptionType?: readonly string[] };
  return EncryptionType?.includes('SSE-C') ?? false;
}
