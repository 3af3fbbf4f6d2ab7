import type { JsonObject } from '../../lib/model/json';
import { type LocalAws, startLocalAws } from '../../lib/rehearsal/local-aws/local-aws';
import { localDefinition } from './local-definition';
import { runStateMachine } from './run-state-machine';

const region = 'eu-west-1';
let local: LocalAws;
beforeAll(async () => {
  local = await startLocalAws();
});
afterAll(() => local.stop());

const createTopic = {
  Type: 'Task',
  Resource: 'arn:aws:states:::aws-sdk:sns:createTopic',
  Parameters: { 'Name.$': '$.name' },
  ResultPath: '$.topic',
};

it('calls the services of the local AWS and tells the states it went through', async () => {
  const definition = {
    StartAt: 'Wait',
    States: {
      Wait: { Type: 'Wait', Seconds: 86_400, Next: 'Create' },
      Create: { ...createTopic, Next: 'Tell' },
      Tell: { Type: 'Pass', Parameters: { 'arn.$': '$.topic.TopicArn' }, End: true },
    },
  };
  expect(await runStateMachine(local, { definition, input: { name: 'news' }, region })).toEqual({
    status: 'SUCCEEDED',
    states: ['Wait', 'Create', 'Tell'],
    output: { arn: 'arn:aws:sns:eu-west-1:123456789012:news' },
  });
});

it('catches errors by the names AWS gives them', async () => {
  const definition = {
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:ssm:getParameter',
        Parameters: { Name: 'absent' },
        Retry: [{ ErrorEquals: ['Ssm.ParameterNotFoundException'], IntervalSeconds: 600, MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['Ssm.ParameterNotFoundException'], Next: 'Absent' }],
        End: true,
      },
      Absent: { Type: 'Fail', Error: 'Absent', Cause: 'nobody put it there' },
    },
  };
  expect(await runStateMachine(local, { definition, input: {}, region })).toMatchObject({
    status: 'FAILED',
    states: ['Ask', 'Absent'],
    error: 'Absent',
    cause: 'nobody put it there',
  });
});

it.each<readonly [string, JsonObject, JsonObject]>([
  ['a wait by path', { Type: 'Wait', SecondsPath: '$.s', Next: 'A' }, { Type: 'Wait', Seconds: 0, Next: 'A' }],
  ['an error of AWS itself', { ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['States.ALL'] }],
  [
    'back-off',
    { ErrorEquals: ['States.Timeout'], IntervalSeconds: 60, BackoffRate: 2, MaxDelaySeconds: 600 },
    { ErrorEquals: ['States.Timeout'], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 1 },
  ],
])('%s', (_, definition, adapted) => expect(localDefinition(definition)).toEqual(adapted));
