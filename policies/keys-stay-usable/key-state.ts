import { DescribeKeyCommand, KMSClient, ListResourceTagsCommand } from '@aws-sdk/client-kms';
import type { Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';

export interface KeyState {
  readonly key: string;
  /** As KMS has it: `Enabled`, `Disabled`, `PendingDeletion`, `PendingImport`, `Unavailable` … */
  readonly status: string;
  readonly manager: string;
}

/** Undefined when the key is gone. */
export async function keyStateOf(key: string, session: Session): Promise<KeyState | undefined> {
  try {
    const { KeyMetadata } = await session.client(KMSClient).send(new DescribeKeyCommand({ KeyId: key }));
    return { key, status: KeyMetadata?.KeyState ?? '', manager: KeyMetadata?.KeyManager ?? '' };
  } catch (error) {
    if (isNamed(error, 'NotFoundException')) return undefined;
    throw error;
  }
}

export async function tagsOf(key: string, session: Session): Promise<Readonly<Record<string, string>>> {
  const { Tags } = await session.client(KMSClient).send(new ListResourceTagsCommand({ KeyId: key, Limit: 50 }));
  return Object.fromEntries((Tags ?? []).map(({ TagKey, TagValue }) => [TagKey ?? '', TagValue ?? '']));
}

/** The CloudFormation stack that made the key. */
export async function stackOf(key: string, session: Session): Promise<string | undefined> {
  return (await tagsOf(key, session))['aws:cloudformation:stack-name'];
}
