import { operatorRoleName } from './break-glass';
import type { JsonObject } from './json';

export interface BreakGlassSwitchFacts {
  readonly topic: string;
  /** Of the break-glass role in every account. */
  readonly roles: string;
  readonly organization: string;
  readonly minutes: number;
}

// Whoever has to agree may be asleep; whoever asks may ask again.
const patienceSeconds = 3600;
const publish = 'arn:aws:states:::sns:publish';

/**
 * Asks a second person, opens, waits, closes. What it opens with says itself until when, so that AWS closes it even if
 * this never comes to its end. Nobody but this may change the operator role.
 */
export function breakGlassSwitch(partition: string, facts: BreakGlassSwitchFacts): JsonObject {
  const { topic: TopicArn, minutes } = facts;
  const inPartition = (resource: string) => resource.replace('arn:aws:', `arn:${partition}:`);
  const tell = (Subject: string, message: string, Next?: string): JsonObject => ({
    Type: 'Task',
    Resource: inPartition(publish),
    Arguments: { TopicArn, Subject, Message: `{% ${message} %}` },
    Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 3 }],
    ...(Next ? { Next } : { End: true }),
  });
  const asked = "'Execution ' & $states.context.Execution.Name & ', reason: ' & $reason";
  return {
    Comment: 'Break-glass access: one asks, another agrees, everybody hears, and it closes by itself',
    QueryLanguage: 'JSONata',
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: inPartition(`${publish}.waitForTaskToken`),
        TimeoutSeconds: patienceSeconds,
        // Reckoned from the moment somebody agreed, and so before it is opened.
        Assign: { reason: theReason, until: `{% ${until(minutes)} %}` },
        Arguments: {
          TopicArn,
          Subject: 'Somebody asks to break the glass',
          Message: question,
        },
        Catch: [{ ErrorEquals: ['States.ALL'], Assign: { reason: theReason }, Next: 'TellRefused' }],
        Next: 'Open',
      },
      Open: {
        Type: 'Task',
        Resource: inPartition('arn:aws:states:::aws-sdk:iam:putRolePolicy'),
        Arguments: {
          RoleName: operatorRoleName,
          PolicyName: policyName,
          PolicyDocument: `{% $string(${openPolicy(facts)}) %}`,
        },
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'TellRefused' }],
        Next: 'TellOpen',
      },
      TellOpen: tell('The glass is broken', `${asked} & '. Open until ' & $until`, 'Stay'),
      Stay: { Type: 'Wait', Seconds: minutes * 60, Next: 'Close' },
      Close: {
        Type: 'Task',
        Resource: inPartition('arn:aws:states:::aws-sdk:iam:deleteRolePolicy'),
        Arguments: { RoleName: operatorRoleName, PolicyName: policyName },
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 10, MaxAttempts: 10, BackoffRate: 2 }],
        Next: 'TellClosed',
      },
      TellClosed: tell('The glass is whole again', asked),
      TellRefused: tell('The glass stays whole', `${asked} & '. Nobody agreed, or it could not be opened'`),
    },
  };
}

// One for each who asks, so that nobody's end is another's.
const policyName = "{% 'Open-' & $states.context.Execution.Name %}";
const theReason = '{% $string($states.input.reason) %}';
const question = [
  "{% 'Reason: ' & $string($states.input.reason)",
  "'\\n\\nAsk by another way who it is. To agree, as approver:'",
  "'\\nnpx breakwater break-glass approve ' & $states.context.Task.Token",
  "'\\n\\nTo refuse, do nothing, or say refuse instead of approve.' %}",
].join(' & ');

// As IAM writes a date; JSONata's own has fractions of a second.
const until = (minutes: number) =>
  `$fromMillis($millis() + ${minutes * 60_000}, '[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01]Z')`;

/** A JSONata expression of the operator's policy while it is open. */
function openPolicy({ roles, organization }: BreakGlassSwitchFacts): string {
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: roles,
        Condition: {
          StringEquals: { 'aws:ResourceOrgID': organization },
          DateLessThan: { 'aws:CurrentTime': 'UNTIL' },
        },
      },
    ],
  });
  return text.replace('"UNTIL"', '$until');
}
