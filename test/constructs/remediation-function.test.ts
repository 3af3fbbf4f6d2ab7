import { Runtime, RuntimeFamily } from 'aws-cdk-lib/aws-lambda';
import { nodeRuntime } from '../../lib/constructs/hub/hub-function';

test('functions run on the newest Node that Lambda has', () => {
  const names = Runtime.ALL.filter(({ family }) => family === RuntimeFamily.NODEJS).map(({ name }) => name);
  const versions = names.flatMap((name) => Number(/^nodejs(\d+)\.x$/.exec(name)?.[1] ?? []));
  expect(nodeRuntime).toBe(`nodejs${Math.max(...versions)}.x`);
});
