import { fix } from '../../policies/instances-stay-patched/fix';
import { aSession, awsError } from './a-session';

const answering = (answers: Readonly<Record<string, unknown>>) => aSession(({ name }) => answers[name]);

test('an instance is patched, and undo cancels what still runs', async () => {
  const session = answering({ ListCommands: { Commands: [{ CommandId: 'c-1', Status: 'Pending' }] } });
  await fix.apply({ instance: 'i-1' } as never, session);
  await fix.undo({} as never, { instance: 'i-1' } as never, session);
  expect(session.sent[0]).toMatchObject({
    name: 'SendCommand',
    input: {
      DocumentName: 'AWS-RunPatchBaseline',
      InstanceIds: ['i-1'],
      Parameters: { Operation: ['Install'], RebootOption: ['RebootIfNeeded'] },
    },
  });
  expect(session.sent.at(-1)).toEqual({ name: 'CancelCommand', input: { CommandId: 'c-1', InstanceIds: ['i-1'] } });
});

test('an instance is not started again where nobody may', async () => {
  const session = aSession(() => ({}));
  await fix.apply({ instance: 'i-1', reboot: 'never' } as never, session);
  expect(session.sent[0]).toMatchObject({ input: { Parameters: { RebootOption: ['NoReboot'] } } });
  await fix.apply({ group: 'web', healthyPercent: 75 } as never, session);
  expect(session.sent[1]).toMatchObject({ input: { Preferences: { MinHealthyPercentage: 75 } } });
});

test.each([
  ['is patched', { Status: 'Success' }, 'done'],
  ['is being patched', { Status: 'InProgress' }, 'underway'],
  ['waits for its turn', { Status: 'Pending' }, 'underway'],
  ['was not patched', { Status: 'Failed', StatusDetails: 'DeliveryTimedOut' }, 'failed'],
])('an instance that %s is followed by its newest command', async (_, newest, kind) => {
  const older = { Status: kind === 'failed' ? 'Success' : 'Failed', RequestedDateTime: new Date(1) };
  const session = answering({ ListCommands: { Commands: [older, { ...newest, RequestedDateTime: new Date(2) }] } });
  expect(await fix.follow?.({ instance: 'i-1' } as never, session)).toMatchObject({ kind });
});

test.each([
  ['Successful', 'done'],
  ['InProgress', 'underway'],
  ['Baking', 'underway'],
  ['RollbackSuccessful', 'failed'],
  ['Cancelled', 'failed'],
])('a refresh that is %s: %s', async (Status, kind) => {
  const session = answering({ DescribeInstanceRefreshes: { InstanceRefreshes: [{ Status, PercentageComplete: 30 }] } });
  expect(await fix.follow?.({ group: 'web' } as never, session)).toMatchObject({ kind });
});

test('a refresh nobody knows any more has failed', async () => {
  expect(await fix.follow?.({ group: 'web' } as never, answering({}))).toMatchObject({ kind: 'failed' });
});

test('a group is refreshed once, and undo cancels the refresh if there is one', async () => {
  const busy = aSession(() => awsError('InstanceRefreshInProgressFault'));
  await expect(fix.apply({ group: 'web' } as never, busy)).resolves.toBeUndefined();
  const over = aSession(() => awsError('ActiveInstanceRefreshNotFoundFault'));
  await expect(fix.undo({} as never, { group: 'web' } as never, over)).resolves.toBeUndefined();
  const session = aSession(() => ({}));
  await fix.apply({ group: 'web' } as never, session);
  expect(session.sent).toEqual([
    { name: 'StartInstanceRefresh', input: { AutoScalingGroupName: 'web', Preferences: { MinHealthyPercentage: 90 } } },
  ]);
});
