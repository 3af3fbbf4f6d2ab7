import { type LocalAws, startLocalAws } from '../../lib/rehearsal/local-aws/local-aws';
import { followDefinition } from '../../lib/remediation/follow-definition';
import { runStateMachine, taskAccount } from '../rehearsal/run-state-machine';

const region = 'eu-west-1';
const definition = followDefinition('aws');
let local: LocalAws;
beforeAll(async () => {
  local = await startLocalAws();
  // Functions that answer what they are told to, and need no Docker.
  await post('config', { lambda: { use_docker: false } });
});
afterAll(() => local.stop());

const post = (path: string, body: object) =>
  fetch(`${local.endpoint}/moto-api/${path}`, { method: 'POST', body: JSON.stringify(body) });

async function run(...answers: readonly string[]) {
  const results = answers.map((state) => JSON.stringify({ state }));
  await post('static/lambda-simple/response', { results, account_id: taskAccount, region });
  return runStateMachine(local, { definition, input: { follow: '0123', function: 'breakwater-x' }, region });
}

it.each([
  ['until it is fixed', ['underway', 'underway', 'fixed']],
  ['until it has failed, which somebody has heard by then', ['underway', 'failed']],
  ['once, if it was undone meanwhile', ['undone']],
])('asks %s', async (_, answers) => {
  const { status, states } = await run(...answers);
  expect(status).toBe('SUCCEEDED');
  expect(states).toEqual([...answers.flatMap(() => ['Wait', 'Ask', 'HasEnded']), 'Ended']);
});

it('asks in the partition it is in', () => {
  expect(JSON.stringify(followDefinition('aws-cn'))).toContain('arn:aws-cn:states:::lambda:invoke');
});
