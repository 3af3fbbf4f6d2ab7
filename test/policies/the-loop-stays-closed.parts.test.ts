import type { JsonObject } from '../../lib/model/json';
import { monitor } from '../../policies/the-loop-stays-closed/monitor';
import { isOurs, parts } from '../../policies/the-loop-stays-closed/parts';
import { anApiCall } from './an-api-call';
import { judged } from './judged';

const place = 'eu-west-1:111122223333';
const name = 'breakwater-x';
/** Every call that stops, blinds or takes over a part, with the parameter that names it: type and ARN of what is found. */
const takenOver: Readonly<Record<string, readonly [string, string, readonly (readonly [JsonObject, ...string[]])[]]>> =
  {
    cloudformation: [
      'AWS::CloudFormation::Stack',
      `cloudformation:${place}:stack/${name}`,
      [
        [{ stackName: name }, 'DeleteStack', 'UpdateStack'],
        [{ stackSetName: name }, 'DeleteStackInstances', 'DeleteStackSet', 'UpdateStackSet'],
      ],
    ],
    dynamodb: [
      'AWS::DynamoDB::Table',
      `dynamodb:${place}:table/${name}`,
      [
        [{ tableName: name }, 'DeleteTable', 'UpdateContinuousBackups', 'UpdateTable', 'UpdateTimeToLive'],
        [{ resourceArn: `arn:aws:dynamodb:${place}:table/${name}` }, 'PutResourcePolicy'],
      ],
    ],
    events: [
      'AWS::Events::Rule',
      `events:${place}:rule/${name}`,
      [
        [{ archiveName: name }, 'DeleteArchive'],
        [{ name }, 'DeleteEventBus', 'DeleteRule', 'DisableRule', 'PutRule'],
        [{ rule: name }, 'PutTargets', 'RemoveTargets'],
        [{ eventBusName: name }, 'PutPermission', 'RemovePermission'],
      ],
    ],
    firehose: [
      'AWS::KinesisFirehose::DeliveryStream',
      `firehose:${place}:deliverystream/${name}`,
      [[{ deliveryStreamName: name }, 'DeleteDeliveryStream', 'UpdateDestination']],
    ],
    iam: [
      'AWS::IAM::Role',
      `iam::111122223333:role/${name}`,
      [
        [
          { roleName: name },
          'AttachRolePolicy',
          'CreateRole',
          'DeleteRole',
          'DeleteRolePolicy',
          'DetachRolePolicy',
          'PutRolePermissionsBoundary',
          'PutRolePolicy',
          'UpdateAssumeRolePolicy',
          'UpdateRole',
        ],
      ],
    ],
    lambda: [
      'AWS::Lambda::Function',
      `lambda:${place}:function:${name}`,
      [
        [
          { functionName: name },
          'DeleteFunction20150331',
          'PutFunctionConcurrency20171031',
          'UpdateFunctionCode20150331v2',
          'UpdateFunctionConfiguration20150331v2',
        ],
      ],
    ],
    monitoring: [
      'AWS::CloudWatch::Alarm',
      `cloudwatch:${place}:alarm:${name}`,
      [
        [{ alarmNames: [name] }, 'DeleteAlarms', 'DisableAlarmActions'],
        [{ alarmName: name }, 'PutMetricAlarm', 'SetAlarmState'],
      ],
    ],
    pipes: ['AWS::Pipes::Pipe', `pipes:${place}:pipe/${name}`, [[{ name }, 'DeletePipe', 'StopPipe', 'UpdatePipe']]],
    scheduler: [
      'AWS::Scheduler::Schedule',
      `scheduler:${place}:schedule/default/${name}`,
      [[{ name }, 'DeleteSchedule', 'UpdateSchedule']],
    ],
    sns: [
      'AWS::SNS::Topic',
      `sns:${place}:${name}`,
      [
        [
          { topicArn: `arn:aws:sns:${place}:${name}` },
          'AddPermission',
          'DeleteTopic',
          'RemovePermission',
          'SetTopicAttributes',
        ],
        [{ topicArn: name }, 'DeleteTopic'],
      ],
    ],
    sqs: [
      'AWS::SQS::Queue',
      `sqs:${place}:${name}`,
      [
        [
          { queueUrl: `https://sqs.eu-west-1.amazonaws.com/111122223333/${name}` },
          'AddPermission',
          'DeleteQueue',
          'PurgeQueue',
          'RemovePermission',
          'SetQueueAttributes',
        ],
      ],
    ],
    states: [
      'AWS::StepFunctions::StateMachine',
      `states:${place}:stateMachine:${name}`,
      [
        [
          { stateMachineArn: `arn:aws:states:${place}:stateMachine:${name}` },
          'DeleteStateMachine',
          'UpdateStateMachine',
        ],
      ],
    ],
  };

const calls = Object.entries(takenOver).flatMap(([service, [type, arn, named]]) =>
  named.flatMap(([parameters, ...names]) => names.map((call) => [service, call, parameters, type, arn] as const)),
);

test.each(calls)('%s:%s of a part of the loop %j', (service, eventName, requestParameters, type, arn) => {
  const call = { eventName, eventSource: `${service}.amazonaws.com`, awsRegion: 'eu-west-1' };
  expect(judged(monitor, anApiCall({ ...call, requestParameters }))).toMatchObject({
    kind: 'finding',
    resources: [{ type, arn: `arn:aws:${arn}` }],
  });
  const theirs = JSON.parse(JSON.stringify(requestParameters).replace('breakwater-', 'orders-'));
  expect(judged(monitor, anApiCall({ ...call, requestParameters: theirs })).kind).toBe('ignored');
});

test.each(Object.entries(parts))('%s: calls and parameters are listed in order', (_, { calls, namedBy }) => {
  expect(calls).toEqual([...calls].sort());
  expect(namedBy).toEqual([...namedBy].sort());
});

test.each([
  ['breakwater-hub', true],
  ['StackSet-breakwater-baseline-0', true],
  ['/breakwater/', true],
  ['arn:aws:iam::1:role/breakwater/x', true],
  ['arn:aws:iam::1:role/stacksets-exec-0', true],
  ['https://sqs.eu-west-1.amazonaws.com/1/breakwater-x', true],
  ['breakwater', false],
  ['harbour-breakwater-x', false],
  ['not-stacksets-exec-0', false],
])('%s is ours: %s', (name, ours) => {
  expect(isOurs(name)).toBe(ours);
});
