import { guardrail } from '../../../policies/keys-stay-fresh';
import { aSession } from '../../policies/a-session';
import { isMutation, mend } from './mend';

export interface KeyCase {
  readonly keys: readonly {
    readonly AccessKeyId: string;
    readonly Status: 'Active' | 'Inactive';
    readonly CreateDate: string;
    readonly LastUsed?: string;
  }[];
  readonly expectedDeactivated: readonly string[];
}

/** A user's keys, answered from the case: no local AWS makes a key that is years old. */
export async function mendKeys({ keys, expectedDeactivated }: KeyCase): Promise<string | undefined> {
  const switchedOff = new Set<unknown>();
  const session = aSession(({ name, input }) => {
    if (name === 'ListAccessKeys') {
      const status = (key: KeyCase['keys'][number]) => (switchedOff.has(key.AccessKeyId) ? 'Inactive' : key.Status);
      return {
        AccessKeyMetadata: keys.map((key) => ({ ...key, Status: status(key), CreateDate: dateOf(key.CreateDate) })),
      };
    }
    if (name === 'GetAccessKeyLastUsed') {
      const used = keys.find(({ AccessKeyId, LastUsed }) => AccessKeyId === input.AccessKeyId && LastUsed)?.LastUsed;
      return { AccessKeyLastUsed: used && { LastUsedDate: dateOf(used) } };
    }
    return name === 'UpdateAccessKey' && input.Status === 'Inactive' ? switchedOff.add(input.AccessKeyId) : {};
  });
  const mending = { fix: guardrail.fix, resource: { type: 'AWS::IAM::User', id: 'Lalit' }, session };
  await mend(mending);
  const off = [...switchedOff].join(', ');
  if (off !== expectedDeactivated.join(', ')) return `switched off ${off || 'nothing'}`;
  const before = session.sent.length;
  const again = await mend(mending);
  const changes = session.sent.slice(before).filter(({ name }) => isMutation(name));
  return again === 'leave' && changes.length === 0 ? undefined : `is not left alone: ${again}`;
}

const dateOf = (text: string): Date => (text === 'now' ? new Date() : new Date(text));
