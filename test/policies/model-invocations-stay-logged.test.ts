import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/model-invocations-stay-logged';
import { monitor } from '../../policies/model-invocations-stay-logged/monitor';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const account = '111122223333';
const put = 'PutModelInvocationLoggingConfiguration';
const remove = 'DeleteModelInvocationLoggingConfiguration';
const s3Config = { bucketName: 'models' };

interface Case {
  readonly eventName: string;
  readonly request?: JsonObject | null;
  readonly errorCode?: string;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly because: RegExp;
}
const cases: readonly Case[] = [
  { eventName: remove, request: null, kind: 'finding', because: /no more/ },
  { eventName: remove, errorCode: 'AccessDenied', kind: 'attempted', because: /no more/ },
  { eventName: remove, errorCode: 'ThrottlingException', kind: 'ignored', because: /failed/ },
  { eventName: put, request: { loggingConfig: {} }, kind: 'finding', because: /nowhere/ },
  {
    eventName: put,
    request: { loggingConfig: { s3Config, textDataDeliveryEnabled: false } },
    kind: 'finding',
    because: /text out/,
  },
  {
    eventName: put,
    request: { loggingConfig: { s3Config, textDataDeliveryEnabled: true } },
    kind: 'ignored',
    because: /keeps/,
  },
  {
    eventName: put,
    request: { loggingConfig: { cloudWatchConfig: { logGroupName: 'g' } } },
    kind: 'ignored',
    because: /keeps/,
  },
  { eventName: 'CreateGuardrail', kind: 'ignored', because: /keeps/ },
];
test.each(cases)('$eventName $request $errorCode: $kind', ({ eventName, request = {}, errorCode, kind, because }) => {
  const detail = { requestParameters: request, ...(errorCode && { errorCode }) };
  const event = anApiCall({ eventSource: 'bedrock.amazonaws.com', awsRegion: 'eu-west-1', eventName, ...detail });
  const finding = judged(monitor, event);
  expect(finding).toMatchObject({ kind, because: expect.stringMatching(because) });
  const arn = `arn:aws:bedrock:eu-west-1:${account}:model-invocation-logging`;
  if (finding.kind !== 'ignored') expect(finding.resources.map((one) => one.arn)).toEqual([arn]);
});

test.each([
  { action: 'bedrock:DeleteModelInvocationLoggingConfiguration', is: 'DenyUnloggedModels' },
  { action: 'bedrock:PutModelInvocationLoggingConfiguration', is: 'allowed' },
  { action: 'bedrock:InvokeModel', is: 'allowed' },
])('$action: $is', ({ action, is }) => expect(decided(guardrail, { action })).toBe(is));

test('its statement is small', () => expect(characters(guardrail)).toBeLessThan(1_200));
