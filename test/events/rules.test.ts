import { eventRulesIn } from '../../lib/events/rules';
import type { Template } from '../../lib/model/template';

const template: Template = {
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue' },
    Forward: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: { source: ['aws.iam'], account: [{ Ref: 'AWS::AccountId' }] },
        Targets: [
          { Id: 'Hub', Arn: { 'Fn::Sub': 'arn:aws:events:${AWS::Region}:1:event-bus/hub' }, RoleArn: { Ref: 'Role' } },
        ],
      },
    },
    Detect: {
      Type: 'AWS::Events::Rule',
      Properties: {
        Name: 'detect',
        EventBusName: { Ref: 'Bus' },
        EventPattern: '{"source":["aws.s3"]}',
        State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
        Targets: [{ Id: 'Queue', Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } }, { Id: 'None' }],
      },
    },
    Hourly: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 hour)', State: 'DISABLED' } },
    Bare: { Type: 'AWS::Events::Rule' },
  },
};

it('reads every event rule with what is known filled in', () => {
  const values = { 'AWS::AccountId': '111122223333', 'AWS::Region': 'eu-west-1', Bus: 'hub', 'Queue.Arn': 'arn:queue' };
  expect(eventRulesIn(template, values)).toEqual([
    {
      logicalId: 'Forward',
      eventBus: 'default',
      pattern: { source: ['aws.iam'], account: ['111122223333'] },
      state: 'ENABLED',
      targets: [{ id: 'Hub', arn: 'arn:aws:events:eu-west-1:1:event-bus/hub', roleArn: { Ref: 'Role' } }],
    },
    {
      logicalId: 'Detect',
      name: 'detect',
      eventBus: 'hub',
      pattern: { source: ['aws.s3'] },
      state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      targets: [{ id: 'Queue', arn: 'arn:queue' }, { id: 'None' }],
    },
    { logicalId: 'Hourly', eventBus: 'default', schedule: 'rate(1 hour)', state: 'DISABLED', targets: [] },
    { logicalId: 'Bare', eventBus: 'default', state: 'ENABLED', targets: [] },
  ]);
});

it('leaves what is not known as it is written', () => {
  const [, detect] = eventRulesIn(template, {});
  expect(detect?.eventBus).toEqual({ Ref: 'Bus' });
  expect(detect?.targets[0]?.arn).toEqual({ 'Fn::GetAtt': ['Queue', 'Arn'] });
});

it('finds none in a template without resources', () => {
  expect(eventRulesIn({}, {})).toEqual([]);
});
