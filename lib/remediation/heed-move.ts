import { apiCallIn, textOf } from '../events/api-call';
import type { EventBridgeEvent } from '../model/finding';
import type { Loop } from './loop';

/** Whoever hears that an account was moved drops what is kept of its place, for all functions and before anything else. */
export async function heedMove({ directory }: Pick<Loop, 'directory'>, event: EventBridgeEvent): Promise<void> {
  const { name, ended, parameters } = apiCallIn(event);
  const account = textOf(parameters.accountId);
  if (event.source !== 'aws.organizations' || name !== 'MoveAccount' || ended !== 'succeeded' || !account) return;
  await directory.forget(account);
}
