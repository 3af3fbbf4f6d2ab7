import { guardrail } from '../../policies/public-sharing-stays-blocked';
import { fix } from '../../policies/public-sharing-stays-blocked/fix';
import { monitor } from '../../policies/public-sharing-stays-blocked/monitor';
import { facts } from '../remediation/a-loop';
import { aSession } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';
import { lookedAt } from './looked-at';

const account = '111122223333';
const region = 'eu-west-1';
const isMember = async () => true;
const arnOf = (block: string) => `arn:aws:ec2:${region}:${account}:block-public-access/${block}`;
const settingOf = (id: string) => ({ type: 'AWS::EC2::BlockPublicAccess', id, arn: arnOf(id), account, region });

test.each([
  { eventName: 'DisableSnapshotBlockPublicAccess', kind: 'finding', arns: [arnOf('snapshots')] },
  { eventName: 'DisableImageBlockPublicAccess', kind: 'finding', arns: [arnOf('images')] },
  {
    eventName: 'DisableImageBlockPublicAccess',
    errorCode: 'Client.UnauthorizedOperation',
    kind: 'attempted',
    arns: [arnOf('images')],
  },
  { eventName: 'DisableImageBlockPublicAccess', errorCode: 'Client.DryRunOperation', kind: 'ignored' },
  { eventName: 'EnableSnapshotBlockPublicAccess', kind: 'ignored' },
  { eventName: 'toString', kind: 'ignored' },
])('$eventName $errorCode: $kind', ({ eventName, errorCode, kind, arns }) => {
  const error = errorCode ? { errorCode } : {};
  const event = anApiCall({ eventSource: 'ec2.amazonaws.com', awsRegion: region, eventName, ...(error as object) });
  const finding = judged(monitor, event);
  expect(finding.kind).toBe(kind);
  if (finding.kind !== 'ignored') expect(finding.resources.map(({ arn }) => arn)).toEqual(arns);
});

test.each([
  { state: { block: 'snapshots', state: 'unblocked', declared: false }, kind: 'plan', change: 'snapshots' },
  { state: { block: 'images', state: 'unblocked', declared: false }, kind: 'plan', change: 'images' },
  { state: { block: 'snapshots', state: 'block-new-sharing', declared: false }, kind: 'leave' },
  { state: { block: 'snapshots', state: 'block-all-sharing', declared: true }, kind: 'leave' },
  { state: { block: 'images', state: 'block-new-sharing', declared: false }, kind: 'leave' },
  { state: { block: 'images', state: 'unblocked', declared: true }, kind: 'ask' },
])('$state: $kind', ({ state, kind, change }) => {
  expect(fix.decide(state as never, facts)).toMatchObject({ kind, ...(change && { change }) });
});

test.each([
  {
    block: 'images',
    answer: { ImageBlockPublicAccessState: 'unblocked', ManagedBy: 'account' },
    calls: [
      { name: 'GetImageBlockPublicAccessState', input: {} },
      { name: 'EnableImageBlockPublicAccess', input: { ImageBlockPublicAccessState: 'block-new-sharing' } },
      { name: 'DisableImageBlockPublicAccess', input: {} },
    ],
  },
  {
    block: 'snapshots',
    answer: { State: 'unblocked', ManagedBy: 'account' },
    calls: [
      { name: 'GetSnapshotBlockPublicAccessState', input: {} },
      { name: 'EnableSnapshotBlockPublicAccess', input: { State: 'block-new-sharing' } },
      { name: 'DisableSnapshotBlockPublicAccess', input: {} },
    ],
  },
])('$block are read, blocked and unblocked', async ({ block, answer, calls }) => {
  const session = aSession(() => answer);
  const state = await fix.read(settingOf(block), session, isMember);
  expect(state).toEqual({ block, state: 'unblocked', declared: false });
  await fix.apply(block as never, session);
  await fix.undo(state as never, block as never, session);
  expect(session.sent).toEqual(calls);
});

test('what a policy declares is known as such; silence is no block', async () => {
  const declared = aSession(() => ({ ImageBlockPublicAccessState: 'unblocked', ManagedBy: 'declarative-policy' }));
  expect(await fix.read(settingOf('images'), declared, isMember)).toMatchObject({ declared: true });
  const snapshots = aSession(() => ({ ManagedBy: 'declarative-policy' }));
  expect(await fix.read(settingOf('snapshots'), snapshots, isMember)).toMatchObject({
    state: 'unblocked',
    declared: true,
  });
  expect(
    await fix.read(
      settingOf('images'),
      aSession(() => ({})),
      isMember,
    ),
  ).toMatchObject({ state: 'unblocked' });
});

test('the hourly look finds the block that is off', async () => {
  const session = aSession(({ name }) =>
    name === 'GetImageBlockPublicAccessState'
      ? { ImageBlockPublicAccessState: 'unblocked' }
      : { State: 'block-all-sharing' },
  );
  const found = (await lookedAt(monitor, session)).map(({ arn }) => arn);
  expect(found).toEqual([arnOf('images')]);
});

test.each([
  { action: 'ec2:DisableImageBlockPublicAccess', is: 'DenyPublicSharing' },
  { action: 'ec2:DisableSnapshotBlockPublicAccess', is: 'DenyPublicSharing' },
  { action: 'ec2:EnableSnapshotBlockPublicAccess', is: 'allowed' },
  { action: 'ec2:CreateSnapshot', is: 'allowed' },
])('$action: $is', ({ is, ...request }) => {
  expect(decided(guardrail, request)).toBe(is);
});

test('its statements are small', () => expect(characters(guardrail)).toBeLessThan(1_200));
