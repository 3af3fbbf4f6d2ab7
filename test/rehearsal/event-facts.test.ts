import { isDataEvent } from '../../lib/rehearsal/recorder/data-event';
import { eventNameOf } from '../../lib/rehearsal/recorder/event-name';
import { isReadOnly } from '../../lib/rehearsal/recorder/read-only';
import { serviceOf } from '../../lib/rehearsal/recorder/services';

describe('an event', () => {
  it.each([
    ['S3', 'PutPublicAccessBlock', 'PutBucketPublicAccessBlock'],
    ['S3 Control', 'PutPublicAccessBlock', 'PutAccountPublicAccessBlock'],
    ['S3', 'PutBucketLifecycleConfiguration', 'PutBucketLifecycle'],
    ['Lambda', 'AddPermission', 'AddPermission20150331v2'],
    ['Lambda', 'CreateFunctionUrlConfig', 'CreateFunctionUrlConfig'],
    ['EC2', 'RunInstances', 'RunInstances'],
  ])('of %s %s is called %s', (service, operation, name) => {
    expect(eventNameOf(service, operation)).toBe(name);
  });

  it.each([
    ['ec2', 'DescribeInstances', true],
    ['s3', 'HeadObject', true],
    ['kms', 'Decrypt', true],
    ['sts', 'AssumeRole', true],
    ['sts', 'GetFederationToken', false],
    ['cloudtrail', 'StopLogging', false],
    ['ssm', 'GetawayPlan', false],
    ['ec2', 'ListenerlessThing', false],
  ])('of %s %s is read-only: %s', (service, operation, expected) => {
    expect(isReadOnly(service, operation)).toBe(expected);
  });

  it.each([
    ['s3', 'PutObject', true],
    ['s3', 'PutObjectAcl', true],
    ['s3', 'PutBucketAcl', false],
    ['dynamodb', 'PutItem', true],
    ['dynamodb', 'DeleteTable', false],
    ['lambda', 'Invoke', true],
    ['lambda', 'AddPermission20150331v2', false],
  ])('of %s %s is a data event: %s', (service, name, expected) => {
    expect(isDataEvent(service, name)).toBe(expected);
  });

  it.each([
    ['CloudWatch Logs', { source: 'logs', prefix: 'logs' }],
    ['CloudWatch', { source: 'monitoring', prefix: 'cloudwatch' }],
    ['S3 Control', { source: 's3', prefix: 's3', style: 's3' }],
    ['IAM', { source: 'iam', homeRegion: 'us-east-1' }],
    ['Secrets Manager', { source: 'secretsmanager', style: 'json', denial: 'AccessDeniedException' }],
  ])('of %s comes from its source', (serviceId, expected) => {
    expect(serviceOf(serviceId)).toMatchObject(expected);
  });
});
