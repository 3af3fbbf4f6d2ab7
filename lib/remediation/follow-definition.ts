import type { JsonObject } from '../model/json';
import type { Partition } from '../model/organization';

const askEverySeconds = 60;
// Longer than the function itself is patient, which tells people why; this one only raises an alarm.
const endsAfterSeconds = 13 * 3600;

/** The state machine that asks a guardrail's function how far a fix is, until it has ended. In JSONPath. */
export function followDefinition(partition: Partition): JsonObject {
  return {
    Comment: 'Asks after a fix that takes longer than a function may run',
    QueryLanguage: 'JSONPath',
    TimeoutSeconds: endsAfterSeconds,
    StartAt: 'Wait',
    States: {
      Wait: { Type: 'Wait', Seconds: askEverySeconds, Next: 'Ask' },
      Ask: {
        Type: 'Task',
        Resource: `arn:${partition}:states:::lambda:invoke`,
        Parameters: { 'FunctionName.$': '$.function', Payload: { 'follow.$': '$.follow' } },
        ResultSelector: { 'state.$': '$.Payload.state' },
        ResultPath: '$.answer',
        // Throttled, or somebody else has the resource: both pass.
        Retry: [
          { ErrorEquals: ['States.ALL'], IntervalSeconds: 30, MaxAttempts: 6, BackoffRate: 2, MaxDelaySeconds: 600 },
        ],
        Next: 'HasEnded',
      },
      HasEnded: {
        Type: 'Choice',
        Choices: [{ Variable: '$.answer.state', StringEquals: 'underway', Next: 'Wait' }],
        Default: 'Ended',
      },
      Ended: { Type: 'Succeed' },
    },
  };
}
