import { closeSync, openSync, writeSync } from 'node:fs';
import type { CloudTrailRecord } from '../lib/events/cloudtrail-record';
import type { JsonObject } from '../lib/model/json';

// Made-up history in the proportions of a real account: four calls of five only read, and most of the rest concern nobody.
const kinds: readonly (readonly [share: number, source: string, name: string, parameters: JsonObject])[] = [
  [30, 'ec2', 'DescribeInstances', { instancesSet: { items: [{ instanceId: 'i-0a1b2c3d4e5f60718' }] }, filterSet: {} }],
  [20, 's3', 'GetBucketAcl', { bucketName: 'orders', Host: 'orders.s3.eu-west-1.amazonaws.com', acl: '' }],
  [15, 'sts', 'GetCallerIdentity', {}],
  [10, 'kms', 'Decrypt', { encryptionContext: { 'aws:lambda:FunctionArn': 'arn:aws:lambda:eu-west-1:1:function:x' } }],
  [5, 'iam', 'GetRole', { roleName: 'Developer' }],
  [8, 'logs', 'CreateLogStream', { logGroupName: '/aws/lambda/orders', logStreamName: '2026/11/21/[$LATEST]0a1b2c3d' }],
  [4, 'sts', 'AssumeRole', { roleArn: 'arn:aws:iam::444455556666:role/Developer', roleSessionName: 'alice' }],
  [
    3,
    'ec2',
    'CreateTags',
    { resourcesSet: { items: [{ resourceId: 'i-0a1b2c3d' }] }, tagSet: { items: [{ key: 'a', value: 'b' }] } },
  ],
  [
    2,
    's3',
    'PutBucketPolicy',
    { bucketName: 'orders', bucketPolicy: { Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*' }] } },
  ],
  [
    2,
    'ec2',
    'AuthorizeSecurityGroupIngress',
    {
      groupId: 'sg-1',
      ipPermissions: {
        items: [{ ipProtocol: 'tcp', fromPort: 443, toPort: 443, ipRanges: { items: [{ cidrIp: '10.0.0.0/8' }] } }],
      },
    },
  ],
  [1, 's3', 'DeleteBucketPublicAccessBlock', { bucketName: 'orders' }],
];

/** A thousand records in which every kind has its share, mixed. */
export function someRecords(): readonly CloudTrailRecord[] {
  const all = kinds.flatMap(([share, source, name, parameters]) =>
    Array.from({ length: share * 10 }, (_, index) => recordOf(source, name, parameters, index)),
  );
  // 7 and 1,000 have no common divisor, so that each is taken once.
  return all.map((_, index) => all[(index * 7) % all.length] as CloudTrailRecord);
}

function recordOf(source: string, eventName: string, requestParameters: JsonObject, index: number): CloudTrailRecord {
  const readOnly = /^(Get|Describe|Decrypt)/.test(eventName);
  const arn = 'arn:aws:iam::444455556666:role/Developer';
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLEEXAMPLE123:session-${index}`,
      arn: `arn:aws:sts::444455556666:assumed-role/Developer/session-${index}`,
      accountId: '444455556666',
      accessKeyId: 'ASIAEXAMPLEEXAMPLE12',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROAEXAMPLEEXAMPLE123',
          arn,
          accountId: '444455556666',
          userName: 'Developer',
        },
        attributes: { creationDate: '2026-11-21T09:00:00Z', mfaAuthenticated: 'false' },
      },
    },
    eventTime: '2026-11-21T10:00:00Z',
    eventSource: `${source}.amazonaws.com`,
    eventName,
    awsRegion: 'eu-west-1',
    sourceIPAddress: '203.0.113.12',
    userAgent: 'aws-sdk-js/3.1169.0 ua/2.1 os/linux#6.1 lang/js md/nodejs#20.20.2 api/example#3.1169.0 m/E,N,g,o',
    requestParameters,
    responseElements: null,
    requestID: `0a1b2c3d-0000-4000-8000-${String(index).padStart(12, '0')}`,
    eventID: `4e5f6071-0000-4000-8000-${String(index).padStart(12, '0')}`,
    readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '444455556666',
    eventCategory: 'Management',
  };
}

/** Writes that many bytes of them, as lines or as CloudTrail does; returns how many records. */
export function writeHistory(file: string, bytes: number, form: 'lines' | 'Records'): number {
  const texts = someRecords().map((record) => JSON.stringify(record));
  const [start, between, end] = form === 'lines' ? ['', '\n', '\n'] : ['{"Records":[', ',', ']}'];
  const block = texts.join(between);
  const blocks = Math.ceil(bytes / block.length);
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, start);
  for (let index = 0; index < blocks; index++) writeSync(descriptor, index === 0 ? block : between + block);
  writeSync(descriptor, end);
  closeSync(descriptor);
  return blocks * texts.length;
}
