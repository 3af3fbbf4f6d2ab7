import { arrivals, type NewAccounts } from '../model/new-accounts';
import type { NewAccountsFile } from './schema/new-accounts';

/** What a careful team would choose where the file says nothing; undefined where it wants none of it. */
export function newAccountsOf(file: NewAccountsFile = 'on'): NewAccounts | undefined {
  if (file === 'off') return undefined;
  const { quarantine = arrivals, baselineWithinMinutes = 120 } = file === 'on' ? {} : file;
  return { quarantine: [...quarantine], baselineWithinMinutes };
}
