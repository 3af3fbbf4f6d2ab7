import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/documents-stay-private';
import { decide, fix } from '../../policies/documents-stay-private/fix';
import { monitor } from '../../policies/documents-stay-private/monitor';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { lookedAt } from './looked-at';

const stranger = '999900001111';
const arn = 'arn:aws:ssm:eu-west-1:111122223333:document/hello';

test.each<[string, JsonObject | null, JsonObject, string, RegExp]>([
  ['everybody', { name: 'hello', accountIdsToAdd: ['All'] }, {}, 'finding', /with everybody/],
  [
    'everybody in small letters',
    { name: 'hello', accountIdsToAdd: ['all', stranger] },
    {},
    'finding',
    /with everybody$/,
  ],
  ['a stranger', { name: 'hello', accountIdsToAdd: [stranger] }, {}, 'finding', /with 999900001111/],
  ['a document by its ARN', { name: arn, accountIdsToAdd: [stranger] }, {}, 'finding', /with 999900001111/],
  [
    'a try whose record says so',
    { name: 'hello', accountIdsToAdd: ['All'] },
    { errorCode: 'AccessDeniedException' },
    'attempted',
    /everybody/,
  ],
  ['taking back', { name: 'hello', accountIdsToRemove: ['All'] }, {}, 'ignored', /nobody more/],
  [
    'a call that failed',
    { name: 'hello', accountIdsToAdd: ['All'] },
    { errorCode: 'InvalidDocument' },
    'ignored',
    /failed/,
  ],
  ['nothing that is named', {}, {}, 'ignored', /no document/],
])('%s', (_, requestParameters, more, kind, because) => {
  const event = anApiCall({
    eventSource: 'ssm.amazonaws.com',
    eventName: 'ModifyDocumentPermission',
    awsRegion: 'eu-west-1',
    requestParameters,
    ...more,
  });
  const finding = monitor.finding(event, facts);
  expect(finding).toMatchObject({ kind, because: expect.stringMatching(because) });
  if (finding.kind !== 'ignored') expect(finding.resources).toMatchObject([{ id: 'hello', arn }]);
});

test('a try whose record says nothing', () => {
  const parts = { eventSource: 'ssm.amazonaws.com', eventName: 'ModifyDocumentPermission', errorCode: 'AccessDenied' };
  expect(monitor.finding(anApiCall(parts), facts)).toMatchObject({
    kind: 'attempted',
    resources: [{ type: 'AWS::::Account' }],
  });
});

test('reconcile looks at documents of our own', async () => {
  const session = aSession(() => ({ DocumentIdentifiers: [{ Name: 'hello' }, {}] }));
  const found = (await lookedAt(monitor, session)).map(({ id }) => id);
  expect(found).toEqual(['hello']);
  expect(session.sent[0]?.input.Filters).toEqual([{ Key: 'Owner', Values: ['Self'] }]);
});

describe('fix', () => {
  const resource = { type: 'AWS::SSM::Document', id: 'hello', arn, account: '111122223333', region: 'eu-west-1' };
  const isMember = async (account: string) => account === '222222222222';
  const pages: Readonly<Record<string, object>> = {
    undefined: {
      AccountIds: ['222222222222', stranger],
      AccountSharingInfoList: [{ AccountId: stranger, SharedDocumentVersion: '2' }],
      NextToken: 'more',
    },
    more: { AccountIds: ['all'] },
  };

  test('takes the share from strangers on every page, and undo gives exactly that back', async () => {
    const session = aSession(({ name, input }) =>
      name === 'DescribeDocumentPermission' ? pages[String(input.NextToken)] : {},
    );
    const state = await fix.read(resource, session, isMember);
    const decision = fix.decide(state as never, facts);
    if (decision.kind !== 'plan') throw new Error(decision.because);
    await fix.apply(decision.change, session);
    await fix.undo(state as never, decision.change, session);
    const share = { Name: 'hello', PermissionType: 'Share' };
    expect(session.sent.slice(2).map(({ input }) => input)).toEqual([
      { ...share, AccountIdsToRemove: [stranger, 'all'] },
      { ...share, AccountIdsToAdd: [stranger], SharedDocumentVersion: '2' },
      { ...share, AccountIdsToAdd: ['all'], SharedDocumentVersion: undefined },
    ]);
  });

  test('twenty accounts a call', async () => {
    const strangers = Array.from({ length: 21 }, (_, index) => ({ account: String(index).padStart(12, '9') }));
    const session = aSession(() => ({}));
    await fix.apply({ document: 'hello', strangers } as never, session);
    expect(session.sent.map(({ input }) => (input.AccountIdsToRemove as string[]).length)).toEqual([20, 1]);
  });

  test('gone is success, another error is one', async () => {
    expect(
      await fix.read(
        resource,
        aSession(() => awsError('InvalidDocument')),
        isMember,
      ),
    ).toBeUndefined();
    await expect(
      fix.read(
        resource,
        aSession(() => awsError('AccessDeniedException')),
        isMember,
      ),
    ).rejects.toThrow();
  });

  test('tags', async () => {
    const session = aSession(() => ({ TagList: [{ Key: 'team', Value: 'orders' }] }));
    expect(await fix.tags?.(resource, session)).toEqual({ team: 'orders' });
  });
});

test.each([
  [[], 'leave'],
  [[{ account: stranger }], 'plan'],
  [[{ account: 'all' }], 'plan'],
])('decide on %j: %s', (strangers, kind) => {
  expect(decide({ document: 'hello', strangers }).kind).toBe(kind);
});

test('control: nobody shares, everybody writes and runs', () => {
  expect(decided(guardrail, { action: 'ssm:ModifyDocumentPermission', resource: arn })).toBe('DenySharingDocuments');
  const setting = (path: string) => `arn:aws:ssm:eu-west-1:111122223333:servicesetting/ssm/${path}`;
  for (const action of ['ssm:UpdateServiceSetting', 'ssm:ResetServiceSetting']) {
    const lock = setting('documents/console/public-sharing-permission');
    expect(decided(guardrail, { action, resource: lock })).toBe('DenyPublicDocuments');
    expect(decided(guardrail, { action, resource: setting('parameter-store/high-throughput-enabled') })).toBe(
      'allowed',
    );
  }
  for (const action of [
    'ssm:CreateDocument',
    'ssm:UpdateDocument',
    'ssm:SendCommand',
    'ssm:DescribeDocumentPermission',
  ]) {
    expect(decided(guardrail, { action, resource: arn })).toBe('allowed');
  }
  expect(characters(guardrail)).toBeLessThan(600);
});
