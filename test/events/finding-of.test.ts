import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import type { Resource } from '../../lib/model/finding';

const resource: Resource = {
  type: 'AWS::KMS::Key',
  id: 'k',
  arn: 'arn:k',
  account: '111122223333',
  region: 'eu-west-1',
};

test.each([
  { ended: 'succeeded', error: '', is: { kind: 'finding', resources: [resource], because: 'k is off' } },
  { ended: 'denied', error: 'AccessDenied', is: { kind: 'attempted', resources: [resource], because: 'k is off' } },
  {
    ended: 'failed',
    error: 'Client.DryRunOperation',
    is: { kind: 'ignored', because: 'DisableKey failed: Client.DryRunOperation' },
  },
] as const)('a call that $ended is $is.kind', ({ ended, error, is }) => {
  expect(findingOf({ name: 'DisableKey', ended, error }, [resource], 'k is off')).toEqual(is);
});

test('a pattern names the service twice, its calls, and what narrows them', () => {
  expect(callsTo('kms', ['DisableKey'], { errorCode: [{ exists: false }] })).toEqual({
    source: ['aws.kms'],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventSource: ['kms.amazonaws.com'], eventName: ['DisableKey'], errorCode: [{ exists: false }] },
  });
});
