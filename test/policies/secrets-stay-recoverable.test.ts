import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/secrets-stay-recoverable';
import { monitor } from '../../policies/secrets-stay-recoverable/monitor';
import { matches } from '../events/matches';
import { facts } from '../remediation/a-loop';
import { anApiCall } from './an-api-call';
import { decided } from './decided';
import { judged } from './judged';

const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-AbCdEf';

test.each<[string, JsonObject | null, string | undefined, string, string | undefined]>([
  ['for good', { secretId: 'orders', forceDeleteWithoutRecovery: true }, undefined, 'finding', 'secret:orders'],
  ['for good, by ARN', { secretId: arn, forceDeleteWithoutRecovery: true }, undefined, 'finding', arn],
  [
    'for good, denied',
    { secretId: 'orders', forceDeleteWithoutRecovery: true },
    'AccessDenied',
    'attempted',
    'secret:orders',
  ],
  ['denied, and no more is known', null, 'AccessDenied', 'attempted', ':root'],
  [
    'denied, with a week to spare',
    { secretId: 'orders', recoveryWindowInDays: 7 },
    'AccessDenied',
    'ignored',
    undefined,
  ],
  ['with a week to spare', { secretId: 'orders', recoveryWindowInDays: 7 }, undefined, 'ignored', undefined],
  [
    'explicitly not for good',
    { secretId: 'orders', forceDeleteWithoutRecovery: false },
    undefined,
    'ignored',
    undefined,
  ],
  [
    'for good, which was gone',
    { secretId: 'orders', forceDeleteWithoutRecovery: true },
    'ResourceNotFoundException',
    'ignored',
    undefined,
  ],
])('a secret deleted %s', (_title, requestParameters, errorCode, kind, ending) => {
  const call = anApiCall({
    eventSource: 'secretsmanager.amazonaws.com',
    eventName: 'DeleteSecret',
    awsRegion: 'eu-west-1',
    requestParameters,
    ...(errorCode && { errorCode }),
  });
  const event = errorCode ? call : { ...call, account: facts.managementAccount };
  const finding = judged(monitor, event);
  expect(finding.kind).toBe(kind);
  if (finding.kind !== 'ignored') {
    expect(finding.resources[0]?.arn.endsWith(String(ending))).toBe(true);
    expect(monitor.patterns.some((pattern) => matches(pattern, event))).toBe(true);
  }
});

test('where a policy binds, only the attempt counts: what succeeds came before the policy', () => {
  const event = anApiCall({
    eventSource: 'secretsmanager.amazonaws.com',
    eventName: 'DeleteSecret',
    requestParameters: { secretId: arn, forceDeleteWithoutRecovery: true },
  });
  expect(judged(monitor, event)).toMatchObject({
    kind: 'ignored',
    because: expect.stringMatching(/management account/),
  });
});

test('other calls are none of its business', () => {
  const event = anApiCall({ eventName: 'RotateSecret', requestParameters: { forceDeleteWithoutRecovery: true } });
  expect(judged(monitor, event).kind).toBe('ignored');
});

test.each([
  ['for good', { 'secretsmanager:ForceDeleteWithoutRecovery': 'true' }, 'DenySecretsWithoutRecovery'],
  ['not for good', { 'secretsmanager:ForceDeleteWithoutRecovery': 'false' }, 'allowed'],
  ['without a word', {}, 'allowed'],
])('deleting %s is %s', (_title, context, expected) => {
  expect(decided(guardrail, { action: 'secretsmanager:DeleteSecret', resource: arn, context })).toBe(expected);
});
