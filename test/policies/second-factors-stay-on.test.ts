import { guardrail } from '../../policies/second-factors-stay-on';
import { monitor } from '../../policies/second-factors-stay-on/monitor';
import { matches } from '../events/matches';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const developer = { type: 'AssumedRole' };
const jo = (mfaAuthenticated?: string) => ({
  type: 'IAMUser',
  userName: 'jo',
  ...(mfaAuthenticated && { sessionContext: { attributes: { mfaAuthenticated } } }),
});
const ofJo = { userName: 'jo', serialNumber: 'arn:aws:iam::111122223333:mfa/jo' };
const user = { type: 'AWS::IAM::User', id: 'jo', arn: 'arn:aws:iam::111122223333:user/jo' };
const account = { type: 'AWS::::Account', id: '111122223333' };

it.each([
  ['DeactivateMFADevice', developer, ofJo, {}, 'finding', user],
  ['DeactivateMFADevice', jo(), ofJo, {}, 'finding', user],
  ['DeactivateMFADevice', jo('false'), ofJo, {}, 'finding', user],
  ['DeactivateMFADevice', jo('true'), ofJo, {}, 'ignored', undefined],
  ['DeactivateMFADevice', jo('true'), { ...ofJo, userName: 'kim' }, {}, 'finding', { id: 'kim' }],
  ['DeactivateMFADevice', { type: 'AssumedRole', userName: 'jo' }, ofJo, {}, 'finding', user],
  ['DeactivateMFADevice', { type: 'Root' }, { serialNumber: 'x' }, {}, 'finding', account],
  ['DeactivateMFADevice', developer, null, { errorCode: 'AccessDenied' }, 'attempted', account],
  ['DeactivateMFADevice', jo('true'), ofJo, { errorCode: 'AccessDenied' }, 'attempted', user],
  ['DeactivateMFADevice', developer, ofJo, { errorCode: 'NoSuchEntityException' }, 'ignored', undefined],
  ['EnableMFADevice', developer, ofJo, {}, 'finding', user],
  ['EnableMFADevice', jo(), ofJo, {}, 'ignored', undefined],
  ['EnableMFADevice', jo('true'), { ...ofJo, userName: 'kim' }, {}, 'finding', { id: 'kim' }],
  ['EnableMFADevice', developer, null, { errorCode: 'AccessDenied' }, 'attempted', account],
  ['DeleteVirtualMFADevice', developer, ofJo, {}, 'ignored', undefined],
])('%s by %j of %j, %j: %s', (eventName, userIdentity, requestParameters, more, kind, resource) => {
  const event = anApiCall({ eventName, userIdentity, requestParameters, ...more });
  const finding = judged(monitor, event);
  expect(finding.kind).toBe(kind);
  const resources = finding.kind === 'ignored' ? undefined : finding.resources;
  expect(resources).toEqual(resource && [expect.objectContaining(resource)]);
});

const signIn = (type: string, MFAUsed: string, ConsoleLogin: string) => ({
  ...anApiCall({
    eventName: 'ConsoleLogin',
    eventSource: 'signin.amazonaws.com',
    eventType: 'AwsConsoleSignIn',
    userIdentity: { type, userName: 'jo' },
    responseElements: { ConsoleLogin },
    additionalEventData: { LoginTo: 'https://console.aws.amazon.com/console/home', MobileVersion: 'No', MFAUsed },
  }),
  'detail-type': 'AWS Console Sign In via CloudTrail',
});

it.each([
  ['IAMUser', 'No', 'Success', 'finding'],
  ['IAMUser', 'Yes', 'Success', 'ignored'],
  ['IAMUser', 'No', 'Failure', 'ignored'],
  ['AssumedRole', 'No', 'Success', 'ignored'],
  ['Root', 'No', 'Success', 'ignored'],
])('a sign-in of %s with factor %s, %s: %s', (type, used, result, kind) => {
  const event = signIn(type, used, result);
  const finding = judged(monitor, event);
  expect(finding).toMatchObject(kind === 'finding' ? { kind, resources: [user] } : { kind });
  expect(monitor.patterns.some((pattern) => matches(pattern, event))).toBe(kind === 'finding');
});

const arn = (path: string) => `arn:aws:iam::111122223333:user/${path}`;
const withFactor = { 'aws:MultiFactorAuthPresent': 'true' };
it.each([
  ['iam:DeactivateMFADevice', 'WorkloadDeveloper', arn('jo'), {}, 'DenyOthersSecondFactors'],
  ['iam:DeactivateMFADevice', 'WorkloadDeveloper', arn('jo'), withFactor, 'DenyOthersSecondFactors'],
  ['iam:EnableMFADevice', 'WorkloadDeveloper', arn('jo'), {}, 'DenyOthersSecondFactors'],
  ['iam:DeactivateMFADevice', arn('jo'), arn('kim'), withFactor, 'DenyOthersSecondFactors'],
  ['iam:DeactivateMFADevice', arn('jo'), arn('jo'), {}, 'DenySecondFactorsWithoutOne'],
  ['iam:DeactivateMFADevice', arn('jo'), arn('jo'), withFactor, 'allowed'],
  ['iam:DeactivateMFADevice', arn('team/jo'), arn('team/jo'), withFactor, 'allowed'],
  ['iam:EnableMFADevice', arn('jo'), arn('jo'), {}, 'allowed'],
  ['iam:CreateVirtualMFADevice', arn('jo'), 'arn:aws:iam::111122223333:mfa/jo', {}, 'allowed'],
  ['iam:DeactivateMFADevice', 'arn:aws:iam::111122223333:root', '*', { 'aws:AssumedRoot': 'true' }, 'allowed'],
])('%s by %s on %s with %j: %s', (action, as, resource, context, sid) => {
  expect(decided(guardrail, { action, resource, as, context })).toBe(sid);
});

it('stays compact', () => expect(characters(guardrail)).toBeLessThan(1_000));
