import { App, Stack } from 'aws-cdk-lib/core';
import { ManagementAbroad } from '../../lib/constructs/baseline/management-abroad';
import { resourcesOfType, type Template } from '../../lib/model/template';
import { anOrganization } from '../stacks/an-organization';

const app = new App();
const stack = new Stack(app, 'Trail', { analyticsReporting: false });
const heard = ['eu-west-1', 'us-east-1'];
new ManagementAbroad(stack, 'Abroad', { organization: anOrganization(), logGroup: '/trail', heard });
const template = app.synth().getStackByName('Trail').template as Template;
const only = (type: string) => resourcesOfType(template, type)[0]?.[1].Properties;

test('what the management account changes is counted, but where it is heard anyway', () => {
  const conditions = String(only('AWS::Logs::MetricFilter')?.FilterPattern).slice(2, -2).split(' && ');
  expect(conditions).toEqual([
    '($.recipientAccountId = "000000000001")',
    '($.readOnly IS FALSE)',
    '($.eventType = "AwsApiCall")',
    '($.userIdentity.invokedBy NOT EXISTS)',
    '($.awsRegion != "eu-west-1")',
    '($.awsRegion != "us-east-1")',
  ]);
});

test('one is enough for the alarm that the guardrail hears', () => {
  const { Namespace, MetricName, ...alarm } = only('AWS::CloudWatch::Alarm') ?? {};
  expect(alarm).toMatchObject({ AlarmName: 'breakwater-management-abroad', Threshold: 0, Statistic: 'Sum' });
  expect(only('AWS::Logs::MetricFilter')?.MetricTransformations).toEqual([
    { MetricNamespace: Namespace, MetricName, MetricValue: '1' },
  ]);
});
