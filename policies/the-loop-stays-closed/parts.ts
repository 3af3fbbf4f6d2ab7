import type { ResourceKind } from '../../lib/events/resource-kind';

/** A kind of part of the loop, as CloudTrail tells of it. */
export interface Part extends ResourceKind {
  /** Calls that stop, blind or take over such a part. */
  readonly calls: readonly string[];
  /** Parameters that name the part: its name, ARN or URL. */
  readonly namedBy: readonly string[];
}

/** By event source. Calls on the keys and log groups of the loop are watched with everybody's. */
export const parts: Readonly<Record<string, Part>> = {
  'cloudformation.amazonaws.com': {
    calls: ['DeleteStack', 'DeleteStackInstances', 'DeleteStackSet', 'UpdateStack', 'UpdateStackSet'],
    namedBy: ['stackName', 'stackSetName'],
    type: 'AWS::CloudFormation::Stack',
    arn: 'cloudformation:{region}:{account}:stack/{id}',
  },
  'dynamodb.amazonaws.com': {
    calls: ['DeleteTable', 'PutResourcePolicy', 'UpdateContinuousBackups', 'UpdateTable', 'UpdateTimeToLive'],
    namedBy: ['resourceArn', 'tableName'],
    type: 'AWS::DynamoDB::Table',
    arn: 'dynamodb:{region}:{account}:table/{id}',
  },
  'events.amazonaws.com': {
    calls: [
      'DeleteArchive',
      'DeleteEventBus',
      'DeleteRule',
      'DisableRule',
      'PutPermission',
      'PutRule',
      'PutTargets',
      'RemovePermission',
      'RemoveTargets',
    ],
    namedBy: ['archiveName', 'eventBusName', 'name', 'rule'],
    type: 'AWS::Events::Rule',
    arn: 'events:{region}:{account}:rule/{id}',
  },
  'firehose.amazonaws.com': {
    calls: ['DeleteDeliveryStream', 'UpdateDestination'],
    namedBy: ['deliveryStreamName'],
    type: 'AWS::KinesisFirehose::DeliveryStream',
    arn: 'firehose:{region}:{account}:deliverystream/{id}',
  },
  'iam.amazonaws.com': {
    calls: [
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
    namedBy: ['path', 'roleName'],
    type: 'AWS::IAM::Role',
    arn: 'iam::{account}:role/{id}',
  },
  'lambda.amazonaws.com': {
    calls: [
      'DeleteEventSourceMapping20150331',
      'DeleteFunction20150331',
      'PutFunctionConcurrency20171031',
      'UpdateEventSourceMapping20150331',
      'UpdateFunctionCode20150331v2',
      'UpdateFunctionConfiguration20150331v2',
    ],
    namedBy: ['functionName'],
    type: 'AWS::Lambda::Function',
    arn: 'lambda:{region}:{account}:function:{id}',
  },
  'monitoring.amazonaws.com': {
    calls: ['DeleteAlarms', 'DisableAlarmActions', 'PutMetricAlarm', 'SetAlarmState'],
    namedBy: ['alarmName', 'alarmNames'],
    type: 'AWS::CloudWatch::Alarm',
    arn: 'cloudwatch:{region}:{account}:alarm:{id}',
  },
  'pipes.amazonaws.com': {
    calls: ['DeletePipe', 'StopPipe', 'UpdatePipe'],
    namedBy: ['name'],
    type: 'AWS::Pipes::Pipe',
    arn: 'pipes:{region}:{account}:pipe/{id}',
  },
  'scheduler.amazonaws.com': {
    calls: ['DeleteSchedule', 'UpdateSchedule'],
    namedBy: ['name'],
    type: 'AWS::Scheduler::Schedule',
    arn: 'scheduler:{region}:{account}:schedule/default/{id}',
  },
  'sns.amazonaws.com': {
    calls: ['AddPermission', 'DeleteTopic', 'RemovePermission', 'SetTopicAttributes', 'Unsubscribe'],
    namedBy: ['subscriptionArn', 'topicArn'],
    type: 'AWS::SNS::Topic',
    arn: 'sns:{region}:{account}:{id}',
  },
  'sqs.amazonaws.com': {
    calls: ['AddPermission', 'DeleteQueue', 'PurgeQueue', 'RemovePermission', 'SetQueueAttributes'],
    namedBy: ['queueUrl'],
    type: 'AWS::SQS::Queue',
    arn: 'sqs:{region}:{account}:{id}',
  },
  'states.amazonaws.com': {
    calls: ['DeleteStateMachine', 'UpdateStateMachine'],
    namedBy: ['stateMachineArn'],
    type: 'AWS::StepFunctions::StateMachine',
    arn: 'states:{region}:{account}:stateMachine:{id}',
  },
};

/** Whether a name, an ARN, a URL or an IAM path is of the landing zone or of the roles its StackSets deploy through. */
export function isOurs(name: string): boolean {
  return /(^|[/:])(StackSet-)?breakwater(-|\/)|(^|\/)stacksets-exec-/.test(name);
}
