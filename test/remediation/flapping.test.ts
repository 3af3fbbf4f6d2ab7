import { attend } from '../../lib/remediation/attend';
import { aLoop, incident, type World } from './a-loop';
import { remembered } from './remembered';

process.env.LOG_LEVEL = 'SILENT';

const fixedBefore = (world: World, ...minutes: readonly number[]) =>
  remembered(world, { fixes: minutes.map((ago) => world.now.getTime() - ago * 60_000) });

test.each<[string, Record<string, string>, RegExp]>([
  ['a door that flaps is for people', {}, /fixed 3 times within an hour; alice keeps bringing it back$/],
  [
    'whose stack brings it back is told, where its tags say so',
    { 'aws:cloudformation:stack-name': 'web' },
    /keeps bringing it back; it belongs to the CloudFormation stack web/,
  ],
  [
    'whose cluster brings it back is told, where its tags name it',
    { 'elbv2.k8s.aws/cluster': 'shop' },
    /keeps bringing it back; it belongs to a controller of the Kubernetes cluster shop/,
  ],
  [
    'whose cluster brings it back is told, where a tag is named for it',
    { 'kubernetes.io/cluster/shop': 'owned' },
    /keeps bringing it back; it belongs to a controller of the Kubernetes cluster shop/,
  ],
  [
    'whose scaling group brings it back is told',
    { 'aws:autoscaling:groupName': 'web' },
    /keeps bringing it back; it belongs to the auto scaling group web/,
  ],
])('%s', async (_, tags, because) => {
  const { loop, world } = aLoop();
  fixedBefore(world, 10, 20, 30);
  world.tags = tags;
  const result = await attend(loop, incident);
  expect(result).toMatchObject({ kind: 'reported', because: expect.stringMatching(because) });
  expect([world.applied, world.alerts.length]).toEqual([0, 1]);
  expect(world.records()).toMatchObject([{ state: 'reported' }]);
});

test('tags that cannot be read are no reason not to report', async () => {
  const { loop, world } = aLoop({ tags: () => Promise.reject(new Error('AccessDenied')) });
  fixedBefore(world, 10, 20, 30);
  const result = await attend(loop, incident);
  expect(result).toMatchObject({ kind: 'reported', because: expect.stringMatching(/alice keeps bringing it back$/) });
  expect([world.applied, world.alerts.length]).toEqual([0, 1]);
  expect(world.records()).toMatchObject([{ state: 'reported' }]);
});

test('fixes of long ago are no flapping', async () => {
  const { loop, world } = aLoop();
  fixedBefore(world, 70, 80, 90);
  expect(await attend(loop, incident)).toMatchObject({ kind: 'fixed', because: expect.stringMatching(/open/) });
  expect([world.applied, world.alerts.length]).toEqual([1, 1]);
  expect(world.records()).toMatchObject([{ state: 'fixed' }]);
});
