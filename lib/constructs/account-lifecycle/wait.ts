import { metricsNamespace } from '../../model/metrics';
import type { Lifecycle } from './lifecycle';
import { choose, put, type States, task, wait, when } from './states';
import { tell, tellOfAccount } from './tell';

/** An account waits longer than it should: as many as do, every time they are looked at. */
export const lateMetric = { namespace: metricsNamespace, name: 'AccountsWithoutBaseline' } as const;

/** How often an account is looked at that waits longer than it should. */
export const lateLookSeconds = 2 * 3600;

const giveUpSeconds = 7 * 24 * 3600;
// An execution takes 25,000 events; a look makes about a hundred.
const looks = 50;

/** Looks again until the baseline is in place; somebody hears when that takes too long, and when nobody looks any more. */
export function waitFor(lifecycle: Lifecycle): States {
  const { partition, baselineWithinMinutes } = lifecycle;
  const lookSeconds = Math.max(60, Math.ceil((baselineWithinMinutes * 60) / looks));
  return {
    Patience: choose(
      [
        when.isAtLeast('$.patience.seconds', giveUpSeconds, 'TellGivenUp'),
        when.isAtLeast('$.patience.seconds', baselineWithinMinutes * 60, 'CountLate'),
      ],
      'Wait',
    ),
    Wait: wait(lookSeconds, 'CountWait'),
    CountWait: waited(lookSeconds),
    CountLate: task({
      partition,
      call: 'cloudwatch:putMetricData',
      parameters: {
        Namespace: lateMetric.namespace,
        MetricData: [{ MetricName: lateMetric.name, Value: 1, Unit: 'Count' }],
      },
      failed: 'TellFailure',
      next: 'IsTold',
    }),
    IsTold: choose([when.isTrue('$.patience.told', 'WaitLong')], 'TellLate'),
    TellLate: tellOfAccount(
      lifecycle,
      'waits for its baseline',
      [`it was to be in place within ${baselineWithinMinutes} minutes. {}`, '$.why.text'],
      'RememberTold',
    ),
    RememberTold: put('$.patience.told', true, 'WaitLong'),
    WaitLong: wait(lateLookSeconds, 'CountWaitLong'),
    CountWaitLong: waited(lateLookSeconds),
    TellGivenUp: tellOfAccount(
      lifecycle,
      'is no longer waited for',
      [
        'it had a week. {} It stays as it is; to have it looked at again, start an execution with its id and the event moved.',
        '$.why.text',
      ],
      'GaveUp',
    ),
    GaveUp: { Type: 'Fail', Error: 'BaselineMissing', CausePath: '$.why.text' },
    TellFailure: tell(
      lifecycle,
      {
        subject: ['The lifecycle of an account stopped'],
        body: [
          '{}: {} The account stays as it is; to have it looked at again, start an execution with its id and the event moved. What is known of it: {}',
          '$.failure.Error',
          '$.failure.Cause',
          'States.JsonToString($)',
        ],
      },
      'Stopped',
    ),
    Stopped: { Type: 'Fail', Error: 'LifecycleStopped', CausePath: '$.failure.Cause' },
  };
}

function waited(seconds: number) {
  const patience = {
    'seconds.$': `States.MathAdd($.patience.seconds, ${seconds})`,
    'told.$': '$.patience.told',
  };
  return put('$.patience', patience, 'FindUnit');
}
