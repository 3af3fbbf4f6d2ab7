import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/passwords-stay-strong';
import { fix } from '../../policies/passwords-stay-strong/fix';
import { monitor } from '../../policies/passwords-stay-strong/monitor';
import { strengthened, weaknesses } from '../../policies/passwords-stay-strong/strength';
import { facts } from '../remediation/a-loop';
import { anApiCall } from './an-api-call';
import { decided } from './decided';
import { judged } from './judged';

const strong = { minimumPasswordLength: 14, passwordReusePrevention: 24 };

test.each<[string, string, JsonObject | null, string | undefined, string]>([
  ['as strong as it must be', 'UpdateAccountPasswordPolicy', strong, undefined, 'ignored'],
  ['too short', 'UpdateAccountPasswordPolicy', { ...strong, minimumPasswordLength: 13 }, undefined, 'finding'],
  ['forgets', 'UpdateAccountPasswordPolicy', { ...strong, passwordReusePrevention: 23 }, undefined, 'finding'],
  ['says nothing, which is the default', 'UpdateAccountPasswordPolicy', {}, undefined, 'finding'],
  ['denied, whatever it was', 'UpdateAccountPasswordPolicy', null, 'AccessDenied', 'attempted'],
  ['malformed', 'UpdateAccountPasswordPolicy', null, 'ValidationError', 'ignored'],
  ['deleted', 'DeleteAccountPasswordPolicy', null, undefined, 'finding'],
  ['looked at', 'GetAccountPasswordPolicy', null, undefined, 'ignored'],
])('a policy that is %s', (_title, eventName, requestParameters, errorCode, kind) => {
  const event = anApiCall({ eventName, requestParameters, ...(errorCode && { errorCode }) });
  expect(judged(monitor, event).kind).toBe(kind);
});

test.each([
  [{}, ['takes 8 characters', 'remembers 0 passwords']],
  [{ MinimumPasswordLength: 14, PasswordReusePrevention: 24 }, []],
  [{ MinimumPasswordLength: 13, PasswordReusePrevention: 24 }, ['takes 13 characters']],
  [{ MinimumPasswordLength: 20, PasswordReusePrevention: 23 }, ['remembers 23 passwords']],
])('%j: %j', (policy, expected) => {
  expect(weaknesses(policy)).toEqual(expected);
  expect(weaknesses(strengthened(policy))).toEqual([]);
});

test('what is stronger than it must be stays so, and so does the rest', () => {
  const policy = { MinimumPasswordLength: 30, RequireSymbols: true };
  expect(strengthened(policy)).toEqual({ ...policy, PasswordReusePrevention: 24 });
});

test('an account without a policy is given one', () => {
  expect(fix.decide({} as never, facts)).toMatchObject({
    kind: 'plan',
    change: { policy: { MinimumPasswordLength: 14, PasswordReusePrevention: 24 } },
  });
});

test.each([
  ['iam:UpdateAccountPasswordPolicy', 'DenyPasswordPolicy'],
  ['iam:DeleteAccountPasswordPolicy', 'DenyPasswordPolicy'],
  ['iam:GetAccountPasswordPolicy', 'allowed'],
  ['iam:ChangePassword', 'allowed'],
])('%s is %s', (action, expected) => expect(decided(guardrail, { action })).toBe(expected));
