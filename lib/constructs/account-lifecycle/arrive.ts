import { arrivals } from '../../model/new-accounts';
import type { Lifecycle } from './lifecycle';
import { choose, put, type States, task, when } from './states';
import { tell, tellOfAccount } from './tell';

/** An account appears: it is cut off, then looked up. */
export function arrive(lifecycle: Lifecycle): States {
  const { partition, quarantine } = lifecycle;
  const cutOff = arrivals.filter((arrival) => quarantine?.arrivals.includes(arrival));
  const describe = task({
    partition,
    call: 'organizations:describeAccount',
    parameters: { 'AccountId.$': '$.account' },
    keep: { at: '$.about', as: { 'name.$': '$.Account.Name' } },
    expected: { 'Organizations.AccountNotFoundException': 'Gone' },
    failed: 'TellFailure',
    next: 'WhatIsNew',
  });
  return {
    Begin: put('$.patience', { seconds: 0, told: false }, 'KnowBaseline'),
    KnowBaseline: put('$.baseline', lifecycle.baseline, 'WhatHappened'),
    WhatHappened: choose(
      [
        when.is('$.event', 'refused', 'WhyRefused'),
        { And: [when.says('$.event', 'invited'), when.says('$.account', '')], Next: 'TellUnnamed' },
        ...when.isAny('$.event', cutOff, 'Quarantine'),
      ],
      'Describe',
    ),
    TellUnnamed: tell(
      lifecycle,
      {
        subject: ['An invited account has joined'],
        body: ['AWS does not tell which. It is in no quarantine until it is named: breakwater accounts lists it.'],
      },
      'Done',
    ),
    ...(quarantine && {
      Quarantine: task({
        partition,
        call: 'organizations:attachPolicy',
        parameters: { PolicyId: quarantine.policy, 'TargetId.$': '$.account' },
        keep: { at: '$.quarantine', as: { begun: true } },
        expected: {
          'Organizations.DuplicatePolicyAttachmentException': 'Describe',
          'Organizations.TargetNotFoundException': 'Gone',
        },
        failed: 'TellFailure',
        next: 'Describe',
      }),
      TellQuarantined: tellOfAccount(
        lifecycle,
        'has joined and is in quarantine',
        ['it was {}. Nobody works in it until its baseline is in place; you hear of that.', '$.event'],
        'FindUnit',
      ),
    }),
    Describe: describe,
    WhatIsNew: choose(
      [
        when.is('$.event', 'closed', 'TellClosed'),
        ...(quarantine ? [when.isThere('$.quarantine.begun', 'TellQuarantined')] : []),
      ],
      'FindUnit',
    ),
    TellClosed: tellOfAccount(
      lifecycle,
      'is being closed',
      ['AWS keeps it for 90 days, in which AWS Support can open it again. Take it out of organization.yaml.'],
      'Done',
    ),
    Gone: { Type: 'Succeed' },
    Done: { Type: 'Succeed' },
  };
}
