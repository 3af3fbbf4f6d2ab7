import { AcceptPrimaryEmailUpdateCommand, AccountClient } from '@aws-sdk/client-account';
import { createCall } from '../calls/call';
import { sleep } from '../calls/sleep';
import type { Hands, Place } from './kind';
import type { Settings } from './settings';

/**
 * Ends the change of a root e-mail address with the code AWS has mailed to the new one.
 * @param answer `account=code`
 * @throws Error naming the accounts whose e-mail changes, where it is none of them
 */
export async function acceptEmail(
  answer: string,
  settings: Settings,
  management: Place,
  session: Hands['in'],
): Promise<string> {
  const [, name, code] = /^(.+)=(\d+)$/.exec(answer) ?? [];
  const account = settings.renamed.find((one) => one.name === name);
  if (!account || !code) {
    const names = settings.renamed.map((one) => one.name).join(', ') || 'none';
    throw new Error(`--code ${answer}: write account=123456; accounts that are formerly something else: ${names}`);
  }
  const input = { AccountId: account.id, PrimaryEmail: account.email, Otp: code };
  await createCall(sleep)('AcceptPrimaryEmailUpdate', () =>
    session(management).client(AccountClient).send(new AcceptPrimaryEmailUpdateCommand(input)),
  );
  return `account ${account.name} has the e-mail ${account.email}`;
}
