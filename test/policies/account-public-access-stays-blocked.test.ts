import { blockFlags, wholeBlock } from '../../lib/policy/public-access-block';
import { guardrail } from '../../policies/account-public-access-stays-blocked';
import { fix } from '../../policies/account-public-access-stays-blocked/fix';
import { monitor } from '../../policies/account-public-access-stays-blocked/monitor';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { type ApiCallParts, anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';
import { lookedAt } from './looked-at';

const account = '111122223333';
const put = (PublicAccessBlockConfiguration: ApiCallParts[string], more = {}): ApiCallParts => ({
  eventName: 'PutAccountPublicAccessBlock',
  requestParameters: { Host: `${account}.s3-control.eu-west-1.amazonaws.com`, PublicAccessBlockConfiguration },
  ...more,
});

test.each<[string, ApiCallParts, string, RegExp]>([
  ['removed', { eventName: 'DeleteAccountPublicAccessBlock' }, 'finding', /lost its/],
  [
    'removed, but denied',
    { eventName: 'DeleteAccountPublicAccessBlock', errorCode: 'AccessDenied' },
    'attempted',
    /lost/,
  ],
  ['weakened', put({ ...wholeBlock, BlockPublicAcls: false }), 'finding', /without BlockPublicAcls$/],
  [
    'emptied',
    put({}),
    'finding',
    /without BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets/,
  ],
  ['whole', put(wholeBlock), 'ignored', /blocks public access/],
  ['failed', put({}, { errorCode: 'InvalidRequest' }), 'ignored', /failed/],
])('a block %s', (_, parts, kind, because) => {
  const finding = judged(monitor, anApiCall({ eventSource: 's3.amazonaws.com', ...parts }));
  expect(finding).toMatchObject({ kind, because: expect.stringMatching(because) });
  if (finding.kind !== 'ignored') expect(finding.resources).toMatchObject([{ id: account, type: 'AWS::::Account' }]);
});

test.each([
  ['eu-west-1', [account]],
  ['us-east-1', []],
])('the hourly look in %s', async (region, expected) => {
  const found = (await lookedAt(monitor, { ...aSession(() => ({})), region })).map(({ id }) => id);
  expect(found).toEqual(expected);
});

describe('fix', () => {
  const resource = { type: 'AWS::::Account', id: account, arn: '', account, region: 'eu-west-1' };
  const read = (answer: unknown) =>
    fix.read(
      resource,
      aSession(() => answer),
      async () => true,
    );

  test.each([
    ['none', awsError('NoSuchPublicAccessBlockConfiguration'), 'plan', blockFlags],
    [
      'half a block',
      { PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true } },
      'plan',
      blockFlags.slice(2),
    ],
    ['the whole block', { PublicAccessBlockConfiguration: wholeBlock }, 'leave', []],
  ])('%s', async (_, answer, kind, missing) => {
    const decision = fix.decide((await read(answer)) as never, facts);
    expect(decision.kind).toBe(kind);
    for (const flag of missing) expect(decision.because).toContain(flag);
  });

  test('what nobody expected is no state', async () => {
    await expect(read(awsError('AccessDenied'))).rejects.toThrow('AccessDenied');
  });

  test('applied whole; undone to what was there', async () => {
    const half = { BlockPublicAcls: true };
    const session = aSession(() => ({}));
    await fix.apply({ account } as never, session);
    await fix.undo({ account, block: half } as never, { account } as never, session);
    await fix.undo({ account } as never, { account } as never, session);
    expect(session.sent).toEqual([
      { name: 'PutPublicAccessBlock', input: { AccountId: account, PublicAccessBlockConfiguration: wholeBlock } },
      { name: 'PutPublicAccessBlock', input: { AccountId: account, PublicAccessBlockConfiguration: half } },
      { name: 'DeletePublicAccessBlock', input: { AccountId: account } },
    ]);
  });

  const denied = (message: string) => Object.assign(new Error(message), { name: 'AccessDenied' });

  test("the organization's policy holds it: as good", async () => {
    const refusal = denied(
      'This account does not allow changes to its account level S3 Block Public Access settings due to an organizational S3 Block Public Access policy in place.',
    );
    await expect(
      fix.apply(
        { account } as never,
        aSession(() => refusal),
      ),
    ).resolves.toBeUndefined();
  });

  test('no right to change it: not as good', async () => {
    const refusal = denied('not authorized, with an explicit deny in a service control policy');
    await expect(
      fix.apply(
        { account } as never,
        aSession(() => refusal),
      ),
    ).rejects.toThrow('explicit deny');
  });
});

test('control: nobody changes it, everybody may read it, and buckets keep their own', () => {
  expect(decided(guardrail, { action: 's3:PutAccountPublicAccessBlock' })).toBe('DenyUnblockingAccount');
  for (const action of ['s3:GetAccountPublicAccessBlock', 's3:PutBucketPublicAccessBlock', 's3:CreateBucket']) {
    expect(decided(guardrail, { action })).toBe('allowed');
  }
  expect(characters(guardrail)).toBeLessThan(300);
});
