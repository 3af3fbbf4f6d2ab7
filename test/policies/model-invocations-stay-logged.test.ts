import { guardrail } from '../../policies/model-invocations-stay-logged';
import { monitor } from '../../policies/model-invocations-stay-logged/monitor';
import { anApiCall } from './an-api-call';
import { decided } from './decided';
import { judged } from './judged';

const remove = 'DeleteModelInvocationLoggingConfiguration';
const put = 'PutModelInvocationLoggingConfiguration';

test.each([
  [remove, undefined, 'finding', /no longer logged/],
  [remove, 'AccessDenied', 'attempted', /no longer logged/],
  [put, undefined, 'finding', /elsewhere/],
  [put, 'ValidationException', 'ignored', /failed/],
  ['GetModelInvocationLoggingConfiguration', undefined, 'ignored', /alone/],
  ['toString', undefined, 'ignored', /alone/],
])('%s, %s, is %s', (name, errorCode, kind, because) => {
  const finding = judged(
    monitor,
    anApiCall({ eventName: name, eventSource: 'bedrock.amazonaws.com', ...(errorCode && { errorCode }) }),
  );
  expect(finding).toMatchObject({ kind, because: expect.stringMatching(because) });
  if (finding.kind !== 'ignored') expect(finding.resources).toMatchObject([{ type: 'AWS::::Account' }]);
});

test.each([
  [`bedrock:${remove}`, 'DenyUnloggedModels'],
  [`bedrock:${put}`, 'DenyUnloggedModels'],
  ['bedrock:GetModelInvocationLoggingConfiguration', 'allowed'],
  ['bedrock:InvokeModel', 'allowed'],
])('%s is %s', (action, expected) => {
  expect(decided(guardrail, { action })).toBe(expected);
});
