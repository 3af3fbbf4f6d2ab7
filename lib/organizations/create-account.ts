import {
  CreateAccountCommand,
  type CreateAccountStatus,
  DescribeCreateAccountStatusCommand,
} from '@aws-sdk/client-organizations';
import type { Hand } from './apply-change';
import { CallFailed } from './calls/call-failed';
import { present } from './calls/present';
import type { Mutation } from './change';

const firstPoll = 2_000;
const slowestPoll = 15_000;
/** AWS takes a minute or two; past this it is somebody's business to look. */
const patience = 900_000;

/** The id of the new account, once it is there. */
export async function createAccount(
  change: Extract<Mutation, { readonly kind: 'create-account' }>,
  hand: Hand,
): Promise<string> {
  const input = {
    AccountName: change.account.name.slice('account '.length),
    Email: change.email,
    RoleName: change.roleName,
    Tags: Object.entries(change.tags).map(([Key, Value]) => ({ Key, Value })),
  };
  const answer = await hand.call('CreateAccount', () => hand.client.send(new CreateAccountCommand(input)));
  return settled(present(answer.CreateAccountStatus, "the creation's status"), hand);
}

/** The id of an account whose creation was asked for in an earlier run. */
export async function awaitAccount(request: string, hand: Hand): Promise<string> {
  return settled(await poll(request, hand), hand);
}

async function settled(first: CreateAccountStatus, hand: Hand): Promise<string> {
  let status = first;
  let waited = 0;
  for (let delay = firstPoll; status.State === 'IN_PROGRESS'; delay = Math.min(slowestPoll, delay * 1.5)) {
    if (waited >= patience)
      throw refused('AccountTakesTooLong', `it is IN_PROGRESS after ${patience / 60_000} minutes`);
    await hand.sleep(delay);
    waited += delay;
    status = await poll(present(status.Id, "the creation's id"), hand);
  }
  if (status.State !== 'SUCCEEDED')
    throw refused(status.FailureReason ?? 'UNKNOWN', 'AWS could not create the account');
  return present(status.AccountId, "the account's id");
}

async function poll(request: string, { client, call }: Hand): Promise<CreateAccountStatus> {
  const input = { CreateAccountRequestId: request };
  const answer = await call('DescribeCreateAccountStatus', () =>
    client.send(new DescribeCreateAccountStatusCommand(input)),
  );
  return present(answer.CreateAccountStatus, "the creation's status");
}

function refused(reason: string, message: string): CallFailed {
  return new CallFailed('CreateAccount', Object.assign(new Error(message), { name: reason }));
}
