import { CreateAccountFailureReason, OrganizationsClient } from '@aws-sdk/client-organizations';
import { applyChanges, type Progress } from '../../lib/organizations/apply';
import type { Change } from '../../lib/organizations/change';
import { describeChange } from '../../lib/organizations/describe-change';
import { readOrganization } from '../../lib/organizations/read-organization';
import { answerWith, fail } from './local-organization';

const attach: Change = {
  kind: 'attach-policy',
  policy: { name: 'policy breakwater-floor', id: 'p-floor000' },
  target: { name: 'root', id: 'r-1111' },
};
const create: Change = {
  kind: 'create-account',
  account: { name: 'account orders' },
  email: 'o@example.com',
  tags: {},
};
const move: Change = {
  kind: 'move-account',
  account: { name: 'account orders' },
  from: { name: 'root', id: 'r-1111' },
  to: { name: 'unit workloads', id: 'ou-1111-workload' },
};

/** A client that AWS answers in that order, and what it was sent. */
function scripted(...answers: readonly (object | Error)[]) {
  const client = new OrganizationsClient({ region: 'us-east-1' });
  const sent: (readonly [string, object])[] = [];
  answerWith(client, (operation, input) => {
    sent.push([operation, input]);
    return answers[sent.length - 1] ?? fail('NoMoreAnswers');
  });
  return { client, sent };
}

function clock() {
  const slept: number[] = [];
  return { slept, sleep: async (milliseconds: number) => void slept.push(milliseconds) };
}

test('an account is waited for with growing pauses, and then moved by its new id', async () => {
  const status = (State: string, more: object = {}) => ({ CreateAccountStatus: { Id: 'car-1', State, ...more } });
  const { client, sent } = scripted(
    status('IN_PROGRESS'),
    status('IN_PROGRESS'),
    status('IN_PROGRESS'),
    status('SUCCEEDED', { AccountId: '200000000000' }),
    {},
  );
  const { slept, sleep } = clock();
  const { done } = await applyChanges(client, [create, move], { sleep });
  expect(done.map(describeChange)).toEqual([create, move].map(describeChange));
  expect(slept).toEqual([2_000, 3_000, 4_500]);
  expect(sent.at(-1)).toEqual([
    'MoveAccount',
    { AccountId: '200000000000', SourceParentId: 'r-1111', DestinationParentId: 'ou-1111-workload' },
  ]);
});

test('an account that an earlier run asked for is waited for and not asked for again', async () => {
  const { client, sent } = scripted({ CreateAccountStatus: { State: 'SUCCEEDED', AccountId: '200000000000' } }, {});
  await applyChanges(client, [{ kind: 'await-account', account: create.account, request: 'car-1' }, move]);
  expect(sent.map(([operation]) => operation)).toEqual(['DescribeCreateAccountStatus', 'MoveAccount']);
});

test('an account that takes too long is an error that says the next run goes on', async () => {
  const client = new OrganizationsClient({ region: 'us-east-1' });
  answerWith(client, () => ({ CreateAccountStatus: { Id: 'car-1', State: 'IN_PROGRESS' } }));
  await expect(applyChanges(client, [create], clock())).rejects.toThrow(
    'create account orders (o@example.com): CreateAccount failed with AccountTakesTooLong: it is IN_PROGRESS after 15 minutes; AWS is still creating it; run again, it continues where it is',
  );
});

test.each(Object.values(CreateAccountFailureReason))('%s comes with what to do', async (FailureReason) => {
  const { client } = scripted({ CreateAccountStatus: { State: 'FAILED', FailureReason } });
  await expect(applyChanges(client, [create])).rejects.toMatchObject({
    name: 'ChangeFailed',
    change: create,
    operation: 'CreateAccount',
    code: FailureReason,
    remedy: expect.stringMatching(/^.{20,}$/),
  });
});

test('five accounts are created at a time, and after a failure no further one is begun', async () => {
  const accounts = Array.from({ length: 12 }, (_, number): Change => {
    return { ...create, account: { name: `account a${number}` }, email: `a${number}@example.com` };
  });
  const client = new OrganizationsClient({ region: 'us-east-1' });
  let begun = 0;
  answerWith(client, () => {
    begun += 1;
    if (begun === 3) return fail('AccessDeniedException');
    return { CreateAccountStatus: { State: 'SUCCEEDED', AccountId: '200000000000' } };
  });
  await expect(applyChanges(client, accounts)).rejects.toThrow(
    'create account a2 (a2@example.com): CreateAccount failed with AccessDeniedException: no; use credentials of the management account that may call organizations:*',
  );
  expect(begun).toBe(5);
});

test('while AWS is busy the same call is made again, ever more slowly; success makes it quicker again', async () => {
  const busy = [
    fail('TooManyRequestsException'),
    fail('ConcurrentModificationException'),
    fail('TooManyRequestsException'),
  ];
  const { client, sent } = scripted(...busy, {}, {}, {}, {});
  const { slept, sleep } = clock();
  const heard: Progress[] = [];
  const onProgress = (progress: Progress) => void heard.push(progress);
  await applyChanges(client, [attach, { ...attach }, { ...attach }, { ...attach }], { sleep, onProgress });
  expect(sent).toHaveLength(7);
  expect(slept).toEqual([250, 500, 1_000, 500, 250]);
  expect(heard.filter(({ kind }) => kind === 'waiting')).toHaveLength(3);
  expect(heard.at(-1)).toMatchObject({ kind: 'done', position: 4, of: 4 });
});

test('AWS that stays busy for five minutes is an error', async () => {
  const client = new OrganizationsClient({ region: 'us-east-1' });
  answerWith(client, () => fail('TooManyRequestsException'));
  const { slept, sleep } = clock();
  await expect(applyChanges(client, [attach], { sleep })).rejects.toThrow(
    'attach policy breakwater-floor to the root: AttachPolicy failed with TooManyRequestsException: no; something else uses up the request rate',
  );
  const minutes = slept.reduce((sum, milliseconds) => sum + milliseconds, 0) / 60_000;
  expect(minutes).toBeGreaterThan(4.5);
  expect(minutes).toBeLessThan(5.5);
});

const already: readonly (readonly [string, Change])[] = [
  ['DuplicatePolicyAttachmentException', attach],
  ['PolicyNotAttachedException', { ...attach, kind: 'detach-policy' }],
  [
    'PolicyTypeAlreadyEnabledException',
    { kind: 'enable-policy-type', type: 'TAG_POLICY', root: { name: 'root', id: 'r-1' } },
  ],
  ['DuplicateAccountException', { ...move, account: { name: 'account orders', id: '200000000000' } }],
];
test.each(already)('%s means that it has been done meanwhile', async (code, change) => {
  const { client } = scripted(fail(code));
  const { done } = await applyChanges(client, [change]);
  expect(done).toEqual([change]);
});

test("AWS's own reason is the code, and the place is told", async () => {
  const { client } = scripted(
    fail('ConstraintViolationException', { Reason: 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED' }),
  );
  await expect(applyChanges(client, [attach])).rejects.toThrow(
    'attach policy breakwater-floor to the root: AttachPolicy failed with MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED: no; the place carries as many policies',
  );
});

test('a failure of the network is never taken for something unsupported', async () => {
  const { client } = scripted(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
  const enable: Change = { kind: 'enable-policy-type', type: 'TAG_POLICY', root: { name: 'root', id: 'r-1' } };
  await expect(applyChanges(client, [enable], { allowUnsupported: true })).rejects.toThrow('EnablePolicyType failed');
});

test('a change whose plan was cut short is refused before AWS is asked', async () => {
  const { client, sent } = scripted();
  await expect(applyChanges(client, [move])).rejects.toThrow(
    'account orders: has no id yet; apply a plan from its beginning',
  );
  expect(sent).toEqual([]);
});

test('what is unmanaged is not touched', async () => {
  const { client, sent } = scripted();
  const left: Change = { kind: 'unmanaged', thing: { name: 'policy theirs', id: 'p-1' }, because: 'it is not ours' };
  expect(await applyChanges(client, [left])).toEqual({ done: [], skipped: [] });
  expect(sent).toEqual([]);
});

test('reading without permission names the call and what to do', async () => {
  const { client } = scripted(fail('AccessDeniedException'));
  await expect(readOrganization(client)).rejects.toThrow(
    'DescribeOrganization failed with AccessDeniedException: no; use credentials of the management account',
  );
});
