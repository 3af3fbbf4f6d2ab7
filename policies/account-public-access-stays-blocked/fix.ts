import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
  S3ControlClient,
} from '@aws-sdk/client-s3-control';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { missingFlags, type PublicAccessBlock, wholeBlock } from '../../lib/policy/public-access-block';

interface State {
  readonly account: string;
  /** Absent when the account has none. */
  readonly block?: PublicAccessBlock;
}

export const fix = defineFix<State, Pick<State, 'account'>>({
  permissions: [
    {
      // PutAccountPublicAccessBlock is what IAM calls deleting the block, too.
      actions: ['s3:GetAccountPublicAccessBlock', 's3:PutAccountPublicAccessBlock'],
      resources: ['*'],
      because: "an account's public access block has no ARN to name",
    },
  ],

  async read({ account }, session) {
    try {
      const { PublicAccessBlockConfiguration: block } = await session
        .client(S3ControlClient)
        .send(new GetPublicAccessBlockCommand({ AccountId: account }));
      return { account, ...(block && { block: { ...block } }) };
    } catch (error) {
      if (isNamed(error, 'NoSuchPublicAccessBlockConfiguration')) return { account };
      throw error;
    }
  },

  decide({ account, block }) {
    const missing = missingFlags(block);
    if (missing.length === 0) return { kind: 'leave', because: `${account} blocks public access` };
    return { kind: 'plan', change: { account }, because: `${account} lacks ${missing.join(', ')}` };
  },

  async apply({ account }, session) {
    try {
      await put(session, account, wholeBlock);
    } catch (error) {
      // The organization's policy came to hold the block meanwhile; nobody in the account can change it any more.
      if (!isHeldByOrganization(error)) throw error;
    }
  },

  async undo({ account, block }, _change, session) {
    if (block) await put(session, account, block);
    else await session.client(S3ControlClient).send(new DeletePublicAccessBlockCommand({ AccountId: account }));
  },
});

async function put(session: Session, AccountId: string, block: PublicAccessBlock): Promise<void> {
  await session
    .client(S3ControlClient)
    .send(new PutPublicAccessBlockCommand({ AccountId, PublicAccessBlockConfiguration: block }));
}

/** S3 says no in the same words as for missing rights, but for the reason it gives. */
function isHeldByOrganization(error: unknown): boolean {
  return isNamed(error, 'AccessDenied') && /organizational S3 Block Public Access policy/i.test(String(error));
}
