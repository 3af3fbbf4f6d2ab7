import { configRuleName } from '../../lib/events/config-compliance';
import { compilePatterns } from '../../lib/events/pattern/compile-patterns';
import type { EventBridgeEvent } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/root-stays-unused';
import { monitor } from '../../policies/root-stays-unused/monitor';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const root = { type: 'Root', accountId: '111122223333', arn: 'arn:aws:iam::111122223333:root' };
const assumed = { ...root, sessionContext: { attributes: {}, assumedRoot: 'true' } };

function call(eventName: string, more: JsonObject = {}): EventBridgeEvent {
  return anApiCall({ eventName, userIdentity: root, ...more });
}

function signIn(eventName: string, response: string, more: JsonObject = {}): EventBridgeEvent {
  const event = call(eventName, {
    eventSource: 'signin.amazonaws.com',
    eventType: 'AwsConsoleSignIn',
    responseElements: { [eventName]: response },
    ...more,
  });
  return { ...event, 'detail-type': 'AWS Console Sign In via CloudTrail' };
}

const assumeRoot = (task: string | undefined, more: JsonObject = {}): EventBridgeEvent =>
  anApiCall({
    eventName: 'AssumeRoot',
    eventSource: 'sts.amazonaws.com',
    requestParameters: task
      ? { targetPrincipal: '444455556666', taskPolicyArn: { arn: `arn:aws:iam::aws:policy/root-task/${task}` } }
      : null,
    ...more,
  });

const keyFound: EventBridgeEvent = {
  ...call(''),
  source: 'aws.config',
  'detail-type': 'Config Rules Compliance Change',
  detail: {
    resourceType: 'AWS::::Account',
    resourceId: '111122223333',
    configRuleName: `OrgConfigRule-${configRuleName({ identifier: 'IAM_ROOT_ACCESS_KEY_CHECK' })}-x1y2z3`,
    newEvaluationResult: { complianceType: 'NON_COMPLIANT' },
  },
};

interface Case {
  readonly title: string;
  readonly event: EventBridgeEvent;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly because: RegExp;
  /** @default '111122223333' */
  readonly account?: string;
  /** Whether a pattern asks for the event at all. @default true */
  readonly matched?: boolean;
}

const cases: readonly Case[] = [
  {
    title: 'root makes a key',
    event: call('CreateAccessKey'),
    kind: 'finding',
    because: /root called CreateAccessKey/,
  },
  {
    title: 'root is denied',
    event: call('CreateAccessKey', { errorCode: 'AccessDenied' }),
    kind: 'attempted',
    because: /CreateAccessKey/,
  },
  {
    title: 'root in the console, as it was once recorded',
    event: call('CreateAccessKey', { userIdentity: { ...root, invokedBy: 'signin.amazonaws.com' } }),
    kind: 'finding',
    because: /CreateAccessKey/,
  },
  {
    title: 'a service for root',
    event: call('Decrypt', { userIdentity: { ...root, invokedBy: 's3.amazonaws.com' } }),
    kind: 'ignored',
    because: /not made by the root user itself/,
    matched: false,
  },
  {
    title: 'a service event that names root',
    event: {
      ...call('CreateGrant', { eventType: 'AwsServiceEvent' }),
      'detail-type': 'AWS Service Event via CloudTrail',
    },
    kind: 'ignored',
    because: /not made by/,
    matched: false,
  },
  {
    title: 'a developer',
    event: anApiCall({ eventName: 'CreateAccessKey' }),
    kind: 'ignored',
    because: /not made by/,
    matched: false,
  },
  {
    title: 'the task of an AssumeRoot session',
    event: call('DeleteLoginProfile', { userIdentity: assumed }),
    kind: 'ignored',
    because: /not made by/,
  },
  {
    title: 'whoever wonders whose key it is',
    event: call('GetCallerIdentity', { eventSource: 'sts.amazonaws.com' }),
    kind: 'finding',
    because: /GetCallerIdentity/,
  },
  {
    title: 'a session of root is taken',
    event: assumeRoot('IAMCreateRootUserPassword'),
    kind: 'finding',
    because: /session of the root user for IAMCreateRootUserPassword/,
    account: '444455556666',
  },
  {
    title: 'a session of root named by its ARN',
    event: assumeRoot('', {
      requestParameters: {
        targetPrincipal: 'arn:aws:iam::444455556666:root',
        taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' },
      },
    }),
    kind: 'finding',
    because: /S3UnlockBucketPolicy/,
    account: '444455556666',
  },
  {
    title: 'a session of root is denied, and nobody is told for what',
    event: assumeRoot(undefined, { errorCode: 'AccessDenied' }),
    kind: 'attempted',
    because: /a task not told/,
  },
  {
    title: 'an audit of root',
    event: assumeRoot('IAMAuditRootUserCredentials'),
    kind: 'ignored',
    because: /audit/,
  },
  {
    title: 'central management of root ends',
    event: anApiCall({ eventName: 'DisableOrganizationsRootCredentialsManagement' }),
    kind: 'finding',
    because: /no longer managed centrally/,
  },
  {
    title: 'central sessions of root end, denied',
    event: anApiCall({ eventName: 'DisableOrganizationsRootSessions', errorCode: 'AccessDenied' }),
    kind: 'attempted',
    because: /DisableOrganizationsRootSessions/,
  },
  {
    title: 'a sign-in without MFA',
    event: signIn('ConsoleLogin', 'Success', { additionalEventData: { MFAUsed: 'No' } }),
    kind: 'finding',
    because: /signed in to the console without MFA/,
  },
  {
    title: 'a sign-in with MFA',
    event: signIn('ConsoleLogin', 'Success', { additionalEventData: { MFAUsed: 'Yes' } }),
    kind: 'finding',
    because: /with MFA/,
  },
  {
    title: 'a sign-in that fails, which has no error code',
    event: signIn('ConsoleLogin', 'Failure'),
    kind: 'attempted',
    because: /failed to sign in/,
  },
  {
    title: 'a recovery is asked for',
    event: signIn('PasswordRecoveryRequested', 'Success'),
    kind: 'finding',
    because: /asked to recover/,
  },
  {
    title: 'a recovery that fails',
    event: signIn('PasswordRecoveryCompleted', 'Failure'),
    kind: 'attempted',
    because: /was recovered/,
  },
  {
    title: 'a changed password',
    event: signIn('PasswordUpdated', 'Success'),
    kind: 'finding',
    because: /password .* was changed/,
  },
  {
    title: 'a changed address',
    event: { ...signIn('EmailUpdated', 'Success'), 'detail-type': 'AWS Console Action via CloudTrail' },
    kind: 'finding',
    because: /e-mail address/,
  },
  {
    title: 'a part of a sign-in',
    event: signIn('CheckMfa', 'Success'),
    kind: 'ignored',
    because: /part of a sign-in/,
    matched: false,
  },
  {
    title: "a developer's sign-in",
    event: signIn('ConsoleLogin', 'Success', { userIdentity: { type: 'IAMUser' } }),
    kind: 'ignored',
    because: /not made by/,
    matched: false,
  },
  { title: 'Config finds an access key', event: keyFound, kind: 'finding', because: /has access keys/, matched: false },
];

const asked = compilePatterns(
  [...monitor.patterns, ...(monitor.reads ?? [])].map((pattern) => ({ key: true, pattern })),
);

test.each(cases)('$title', ({ event, kind, because, account = '111122223333', matched = true }) => {
  expect(asked(event).length > 0).toBe(matched);
  const finding = judged(monitor, event);
  expect(finding.kind).toBe(kind);
  expect(finding.because).toMatch(because);
  if (finding.kind === 'ignored') return;
  expect(finding.resources).toEqual([
    {
      type: 'AWS::::Account',
      id: account,
      arn: `arn:aws:iam::${account}:root`,
      account,
      region: event.region,
    },
  ]);
});

const rootArn = 'arn:aws:iam::111122223333:root';

test.each([
  ['root', { action: 's3:PutBucketPolicy', as: rootArn }, 'DenyRootUser'],
  ['root, reading', { action: 'iam:GetUser', as: rootArn }, 'DenyRootUser'],
  ['a role', { action: 's3:PutBucketPolicy' }, 'allowed'],
  ['a user called root', { action: 's3:PutBucketPolicy', as: 'arn:aws:iam::111122223333:user/root' }, 'allowed'],
  [
    'a session of sts:AssumeRoot',
    { action: 'iam:DeleteLoginProfile', as: rootArn, context: { 'aws:AssumedRoot': 'true' } },
    'allowed',
  ],
] as const)('%s', (_, request, by) => {
  expect(decided(guardrail, request)).toBe(by);
});

test('its control is short', () => {
  expect(characters(guardrail)).toBeLessThan(300);
});
