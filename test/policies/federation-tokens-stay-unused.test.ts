import { guardrail } from '../../policies/federation-tokens-stay-unused';
import { monitor } from '../../policies/federation-tokens-stay-unused/monitor';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const arn = 'arn:aws:iam::111122223333:user/mail/jo';
const jo = { type: 'IAMUser', userName: 'jo', arn };
const user = { type: 'AWS::IAM::User', id: 'jo', arn };
const account = { type: 'AWS::::Account', id: '111122223333' };
const factor = { serialNumber: 'arn:aws:iam::111122223333:mfa/jo' };

it.each([
  ['GetFederationToken', jo, { name: 'guest' }, {}, 'finding', user],
  ['GetFederationToken', { type: 'Root' }, { name: 'guest' }, {}, 'finding', account],
  ['GetFederationToken', jo, { name: 'guest', ...factor }, {}, 'finding', user],
  ['GetFederationToken', jo, null, { errorCode: 'AccessDenied' }, 'attempted', user],
  ['GetFederationToken', { type: 'AssumedRole' }, null, { errorCode: 'AccessDenied' }, 'attempted', account],
  ['GetFederationToken', jo, null, { errorCode: 'PackedPolicyTooLarge' }, 'ignored', undefined],
  ['GetSessionToken', jo, null, {}, 'finding', user],
  ['GetSessionToken', jo, { durationSeconds: 900 }, {}, 'finding', user],
  ['GetSessionToken', jo, factor, {}, 'ignored', undefined],
  ['GetSessionToken', { type: 'Root' }, factor, {}, 'finding', account],
  ['GetSessionToken', jo, null, { errorCode: 'AccessDenied' }, 'ignored', undefined],
  ['GetCallerIdentity', jo, null, {}, 'ignored', undefined],
])('%s by %j with %j, %j: %s', (eventName, userIdentity, requestParameters, more, kind, resource) => {
  const event = anApiCall({
    eventName,
    eventSource: 'sts.amazonaws.com',
    awsRegion: 'eu-central-1',
    userIdentity,
    requestParameters,
    ...more,
  });
  const finding = judged(monitor, event);
  expect(finding.kind).toBe(kind);
  const resources = finding.kind === 'ignored' ? undefined : finding.resources;
  expect(resources).toEqual(resource && [expect.objectContaining({ ...resource, region: 'eu-central-1' })]);
});

it.each([
  ['sts:GetFederationToken', 'arn:aws:sts::111122223333:federated-user/guest', 'DenyFederationTokens'],
  ['sts:GetSessionToken', '*', 'allowed'],
  ['sts:GetCallerIdentity', '*', 'allowed'],
  ['sts:AssumeRole', 'arn:aws:iam::111122223333:role/orders', 'allowed'],
])('%s: %s is %s', (action, resource, sid) => {
  expect(decided(guardrail, { action, resource })).toBe(sid);
  expect(decided(guardrail, { action, resource, as: 'arn:aws:iam::111122223333:user/jo' })).toBe(sid);
});

it('stays compact', () => expect(characters(guardrail)).toBeLessThan(300));
