import {
  type CloudTrailRecord,
  deliverability,
  deliveryRegion,
  envelope,
  items,
  type RuleState,
} from '../../lib/events/cloudtrail-record';

const record = (fields: Partial<CloudTrailRecord> = {}): CloudTrailRecord => ({
  eventID: '6f1d2b0a-3f3a-4a58-9d0a-0d8f4c1e2b3c',
  eventTime: '2026-11-21T10:00:00Z',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'RunInstances',
  eventType: 'AwsApiCall',
  awsRegion: 'eu-west-1',
  recipientAccountId: '111122223333',
  ...fields,
});

describe('the items of a list', () => {
  it.each([
    ['nothing', undefined, []],
    ['null', null, []],
    ['an empty text', '', []],
    ['an empty object', {}, []],
    ['an empty list of items', { items: [] }, []],
    ['an empty object of items', { items: {} }, []],
    ['an empty text of items', { items: '' }, []],
    ['a quantity of none', { quantity: 0 }, []],
    ['several items', { items: [{ id: 1 }, { id: 2 }] }, [{ id: 1 }, { id: 2 }]],
    ['one item', { items: { id: 1 } }, [{ id: 1 }]],
    ['items and their quantity', { quantity: 1, items: ['x'] }, ['x']],
    ['an array', [{ id: 1 }], [{ id: 1 }]],
    ['the one element itself', { id: 1 }, [{ id: 1 }]],
    ['a text', 'sg-1', ['sg-1']],
    ['a number', 0, [0]],
  ])('%s', (_, value, expected) => {
    expect(items(value)).toEqual(expected);
  });
});

describe('an envelope', () => {
  it('is what EventBridge delivers', () => {
    expect(envelope(record())).toEqual({
      version: '0',
      id: '6f1d2b0a-3f3a-4a58-9d0a-0d8f4c1e2b3c',
      'detail-type': 'AWS API Call via CloudTrail',
      source: 'aws.ec2',
      account: '111122223333',
      time: '2026-11-21T10:00:00Z',
      region: 'eu-west-1',
      resources: [],
      detail: record(),
    });
  });

  it.each([
    ['AwsApiCall', 'AWS API Call via CloudTrail', 'aws.ec2'],
    ['AwsServiceEvent', 'AWS Service Event via CloudTrail', 'aws.ec2'],
    ['AwsConsoleAction', 'AWS Console Action via CloudTrail', 'aws.ec2'],
    ['AwsConsoleSignIn', 'AWS Console Sign In via CloudTrail', 'aws.ec2'],
    ['AwsVpceEvent', 'AWS Network Activity Event via CloudTrail', 'aws.ec2'],
    ['AwsCloudTrailInsight', 'AWS Insight via CloudTrail', 'aws.cloudtrail'],
    [undefined, 'AWS API Call via CloudTrail', 'aws.ec2'],
  ])('of type %s', (eventType, detailType, source) => {
    expect(envelope(record({ eventType }))).toMatchObject({ 'detail-type': detailType, source });
  });

  it('takes the account of the caller where an old record names no recipient', () => {
    const old = record({ recipientAccountId: undefined, userIdentity: { accountId: '444455556666' } });
    expect(envelope(old).account).toBe('444455556666');
  });
});

describe('the region an event is delivered in', () => {
  it.each([
    ['ec2.amazonaws.com', 'eu-west-1', 'eu-west-1'],
    ['iam.amazonaws.com', 'eu-west-1', 'us-east-1'],
    ['organizations.amazonaws.com', 'us-east-1', 'us-east-1'],
    ['globalaccelerator.amazonaws.com', 'eu-west-1', 'us-west-2'],
    ['sts.amazonaws.com', 'eu-west-1', 'eu-west-1'],
    ['signin.amazonaws.com', 'eu-north-1', 'eu-north-1'],
    ['iam.amazonaws.com', 'us-gov-east-1', 'us-gov-west-1'],
    ['iam.amazonaws.com', 'cn-northwest-1', 'cn-north-1'],
    ['ec2.amazonaws.com', 'cn-northwest-1', 'cn-northwest-1'],
  ])('%s recorded in %s: %s', (eventSource, awsRegion, expected) => {
    expect(deliveryRegion(record({ eventSource, awsRegion }))).toBe(expected);
    expect(envelope(record({ eventSource, awsRegion })).region).toBe(expected);
  });
});

describe('deliverability', () => {
  const all = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
  const s3 = (eventName: string, fields: Partial<CloudTrailRecord> = {}) =>
    record({ eventSource: 's3.amazonaws.com', eventName, ...fields });
  const sts = (eventName: string) => record({ eventSource: 'sts.amazonaws.com', eventName, readOnly: true });

  it.each<[string, CloudTrailRecord, RuleState, true | RegExp]>([
    ['a change', record(), 'ENABLED', true],
    ['a change, to a disabled rule', record(), 'DISABLED', /the rule is disabled/],
    ['a denied change', record({ errorCode: 'AccessDenied' }), 'ENABLED', true],
    [
      'a read',
      record({ eventName: 'DescribeInstances' }),
      'ENABLED',
      /^DescribeInstances only reads; .* in state ENABLED_WITH/,
    ],
    ['a list', record({ eventName: 'ListBuckets', readOnly: true }), 'ENABLED', /only reads/],
    ['a read, to a rule that wants all', record({ eventName: 'GetSecretValue', readOnly: true }), all, true],
    ['a change named like a read', record({ eventName: 'GetThingAndForget', readOnly: false }), 'ENABLED', true],
    ['a read named like a change', record({ eventName: 'BatchGetSecretValue', readOnly: true }), 'ENABLED', true],
    ['assuming a role', sts('AssumeRole'), 'ENABLED', true],
    ['GetFederationToken', sts('GetFederationToken'), 'ENABLED', true],
    ['GetSessionToken', sts('GetSessionToken'), 'ENABLED', true],
    ['GetCallerIdentity', sts('GetCallerIdentity'), 'ENABLED', /only reads/],
    ['a sign-in', record({ eventType: 'AwsConsoleSignIn', eventName: 'ConsoleLogin' }), 'ENABLED', true],
    ['a service event', record({ eventType: 'AwsServiceEvent', eventName: 'GetReady' }), 'ENABLED', true],
    [
      'a console action that reads',
      record({ eventType: 'AwsConsoleAction', eventName: 'GetContact' }),
      'ENABLED',
      /reads/,
    ],
    ['a data event', s3('PutObject', { managementEvent: false }), all, /a data event, and no selector/],
    ['a data event by category', s3('PutObject', { eventCategory: 'Data' }), all, /a data event/],
    ['a data event of an old record', s3('PutObjectAcl'), all, /a data event/],
    ['a bucket call of an old record', s3('PutBucketAcl'), 'ENABLED', true],
    ['network activity', record({ eventType: 'AwsVpceEvent' }), all, /network activity, and no selector/],
    ['an insight', record({ eventType: 'AwsCloudTrailInsight' }), all, /no insight selector/],
  ])('%s', (_, one, state, expected) => {
    if (expected === true) expect(deliverability(one, state)).toBe(true);
    else expect(deliverability(one, state)).toMatch(expected);
  });

  it('follows the selectors of the trail', () => {
    const selectors = {
      dataEvents: ({ eventSource }: CloudTrailRecord) => eventSource === 's3.amazonaws.com',
      networkActivity: true,
      insights: true,
    };
    expect(deliverability(s3('PutObject'), 'ENABLED', selectors)).toBe(true);
    expect(deliverability(s3('GetObject'), all, selectors)).toBe('GetObject only reads data; no rule gets it');
    expect(deliverability(record({ managementEvent: false }), 'ENABLED', selectors)).toMatch(/no selector/);
    expect(deliverability(record({ eventType: 'AwsVpceEvent' }), 'ENABLED', selectors)).toBe(true);
    expect(deliverability(record({ eventType: 'AwsCloudTrailInsight' }), 'ENABLED', selectors)).toBe(true);
  });
});
