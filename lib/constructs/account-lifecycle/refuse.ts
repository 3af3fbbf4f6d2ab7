import { accountRefusals } from '../../model/account-refusals';
import type { Lifecycle } from './lifecycle';
import { choose, put, type States, task, when } from './states';
import { tell } from './tell';

/** AWS refuses to create an account: which one, why, and what to do. */
export function refuse(lifecycle: Lifecycle): States {
  const remedies = Object.entries(accountRefusals);
  return {
    WhyRefused: choose(
      remedies.map(([reason]) => when.is('$.reason', reason, reason)),
      'Unexplained',
    ),
    ...Object.fromEntries(remedies.map(([reason, remedy]) => [reason, put('$.remedy', remedy, 'NameRefused')])),
    Unexplained: put('$.remedy', 'look the reason up in the API reference of CreateAccount', 'NameRefused'),
    // The event hides the name.
    NameRefused: task({
      partition: lifecycle.partition,
      call: 'organizations:describeCreateAccountStatus',
      parameters: { 'CreateAccountRequestId.$': '$.request' },
      keep: { at: '$.about', as: { 'name.$': '$.CreateAccountStatus.AccountName' } },
      failed: 'TellFailure',
      next: 'TellRefused',
    }),
    TellRefused: tell(
      lifecycle,
      {
        subject: ['AWS refused to create account {}', '$.about.name'],
        body: ['{}: {}.', '$.reason', '$.remedy'],
      },
      'Done',
    ),
  };
}
