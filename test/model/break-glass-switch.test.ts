import { breakGlassSwitch } from '../../lib/model/break-glass-switch';
import type { JsonObject } from '../../lib/model/json';

const roles = 'arn:aws:iam::*:role/breakwater/breakwater-break-glass';
const facts = { topic: 'arn:aws:sns:eu-west-1:1:alerts', roles, organization: 'o-exampleorgid', minutes: 90 };
const policyName = "{% 'Open-' & $states.context.Execution.Name %}";
const { States, StartAt } = breakGlassSwitch('aws', facts) as unknown as {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, JsonObject>>;
};

/** The states from the first, as long as nothing goes wrong. */
function course(): readonly string[] {
  const names: string[] = [];
  for (let name: unknown = StartAt; typeof name === 'string'; name = States[name]?.Next) names.push(name);
  return names;
}

it('asks before it opens, and closes in the end', () => {
  expect(course()).toEqual(['Ask', 'Open', 'TellOpen', 'Stay', 'Close', 'TellClosed']);
});

it('goes on only when somebody answers, and not for ever', () => {
  expect(States.Ask).toMatchObject({
    Resource: 'arn:aws:states:::sns:publish.waitForTaskToken',
    TimeoutSeconds: 3600,
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'TellRefused' }],
  });
});

it('opens to nothing but the break-glass roles of the organization, and says until when', () => {
  const { RoleName, PolicyName, PolicyDocument } = (States.Open?.Arguments ?? {}) as Record<string, string>;
  expect([RoleName, PolicyName]).toEqual(['breakwater-break-glass-operator', policyName]);
  const [, expression = ''] = /^\{% \$string\((.*)\) %\}$/.exec(String(PolicyDocument)) ?? [];
  expect(JSON.parse(expression.replace('$until', '"2026-11-22T03:00:00Z"'))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: roles,
        Condition: {
          StringEquals: { 'aws:ResourceOrgID': 'o-exampleorgid' },
          DateLessThan: { 'aws:CurrentTime': '2026-11-22T03:00:00Z' },
        },
      },
    ],
  });
  expect(States.Ask?.Assign).toMatchObject({ until: expect.stringContaining('$millis() + 5400000') });
  expect(States.Stay).toMatchObject({ Seconds: 5400 });
});

it('closes what it opened', () => {
  expect(States.Close).toMatchObject({
    Resource: 'arn:aws:states:::aws-sdk:iam:deleteRolePolicy',
    Arguments: { RoleName: 'breakwater-break-glass-operator', PolicyName: policyName },
  });
});

it('tells every end', () => {
  for (const name of ['TellOpen', 'TellClosed', 'TellRefused']) {
    expect(States[name]).toMatchObject({
      Resource: 'arn:aws:states:::sns:publish',
      Arguments: { TopicArn: facts.topic },
    });
  }
});

it('speaks of its own partition', () => {
  const gov = JSON.stringify(breakGlassSwitch('aws-us-gov', { ...facts, topic: 't', roles: 'r' }));
  expect(gov).not.toContain('arn:aws:');
});
