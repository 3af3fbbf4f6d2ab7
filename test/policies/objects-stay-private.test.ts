import type { Finding } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/objects-stay-private';
import { type Change, decide, type State } from '../../policies/objects-stay-private/decide';
import { fix } from '../../policies/objects-stay-private/fix';
import { monitor } from '../../policies/objects-stay-private/monitor';
import { objectResource, partsOf } from '../../policies/objects-stay-private/object-version';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { type ApiCallParts, anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const allUsers = 'http://acs.amazonaws.com/groups/global/AllUsers';
const anObject = { bucketName: 'pictures', key: 'a/b.jpg' };
const grant = (grantee: JsonObject) => ({
  AccessControlPolicy: { AccessControlList: { Grant: { Grantee: grantee, Permission: 'READ' } } },
});
const s3 = (parts: ApiCallParts) => anApiCall({ eventSource: 's3.amazonaws.com', awsRegion: 'eu-west-1', ...parts });
const found = (finding: Finding) =>
  finding.kind === 'ignored' ? finding.kind : `${finding.kind} ${finding.resources.map(({ id }) => id).join()}`;

describe('finding', () => {
  test.each<[string, ApiCallParts, string]>([
    [
      'a canned ACL',
      { eventName: 'PutObjectAcl', requestParameters: { ...anObject, 'x-amz-acl': 'public-read' } },
      'finding pictures/a/b.jpg',
    ],
    [
      'a grant in the body',
      { eventName: 'PutObjectAcl', requestParameters: { ...anObject, ...grant({ URI: allUsers }) } },
      'finding pictures/a/b.jpg',
    ],
    [
      'a grant in a header, as CloudTrail puts headers together',
      {
        eventName: 'PutObject',
        requestParameters: { ...anObject, AccessControlList: { x_amz_grant_read: `uri=${allUsers}` } },
      },
      'finding pictures/a/b.jpg',
    ],
    [
      'an old version',
      { eventName: 'PutObjectAcl', requestParameters: { ...anObject, 'x-amz-acl': 'public-read', versionId: 'v1' } },
      'finding pictures/a/b.jpg?versionId=v1',
    ],
    [
      'a new version, which the answer names',
      {
        eventName: 'PutObject',
        requestParameters: { ...anObject, 'x-amz-acl': 'public-read' },
        responseElements: { 'x-amz-version-id': 'v2' },
      },
      'finding pictures/a/b.jpg?versionId=v2',
    ],
    [
      'an upload in parts',
      { eventName: 'CreateMultipartUpload', requestParameters: { ...anObject, 'x-amz-acl': 'public-read' } },
      'finding pictures',
    ],
    [
      'ACLs that count again',
      {
        eventName: 'PutBucketOwnershipControls',
        requestParameters: { bucketName: 'pictures', OwnershipControls: { Rule: { ObjectOwnership: 'ObjectWriter' } } },
      },
      'finding pictures',
    ],
    [
      'ownership controls that are gone',
      {
        eventName: 'DeleteBucketOwnershipControls',
        requestParameters: { bucketName: 'pictures', ownershipControls: '' },
      },
      'finding pictures',
    ],
    [
      'a denied attempt',
      {
        eventName: 'PutObjectAcl',
        errorCode: 'AccessDenied',
        requestParameters: { ...anObject, 'x-amz-acl': 'public-read' },
      },
      'attempted pictures/a/b.jpg',
    ],
    [
      'a call that failed by itself',
      {
        eventName: 'PutObjectAcl',
        errorCode: 'AccessControlListNotSupported',
        requestParameters: { ...anObject, 'x-amz-acl': 'public-read' },
      },
      'ignored',
    ],
    [
      'ACLs that stop to count',
      {
        eventName: 'PutBucketOwnershipControls',
        requestParameters: {
          bucketName: 'pictures',
          OwnershipControls: { Rule: { ObjectOwnership: 'BucketOwnerEnforced' } },
        },
      },
      'ignored',
    ],
    [
      'a grant to an account',
      { eventName: 'PutObjectAcl', requestParameters: { ...anObject, ...grant({ ID: 'abc' }) } },
      'ignored',
    ],
    [
      'a private ACL',
      { eventName: 'PutObject', requestParameters: { ...anObject, 'x-amz-acl': 'private' } },
      'ignored',
    ],
    [
      'an object and a bucket with odd names',
      { eventName: 'PutObjectAcl', requestParameters: { bucketName: 'public-read', key: 'public-read' } },
      'ignored',
    ],
    [
      "somebody else's bucket",
      {
        eventName: 'PutObjectAcl',
        requestParameters: { ...anObject, 'x-amz-acl': 'public-read' },
        resources: [{ type: 'AWS::S3::Bucket', accountId: '999900001111' }],
      },
      'ignored',
    ],
    [
      'our own bucket',
      {
        eventName: 'PutObjectAcl',
        requestParameters: { ...anObject, 'x-amz-acl': 'public-read' },
        resources: [
          { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::pictures/a/b.jpg' },
          { type: 'AWS::S3::Bucket', accountId: '111122223333' },
        ],
      },
      'finding pictures/a/b.jpg',
    ],
  ])('%s', (_, parts, expected) => {
    expect(found(judged(monitor, s3(parts)))).toBe(expected);
  });

  test.each<[string, JsonObject, string]>([
    ["S3's own event", { bucket: { name: 'pictures' }, object: { key: 'a' } }, 'finding pictures/a'],
    [
      'and of a version',
      { bucket: { name: 'pictures' }, object: { key: 'a', 'version-id': 'v1' } },
      'finding pictures/a?versionId=v1',
    ],
    ['and of nothing', { bucket: {}, object: { key: 'a' } }, 'ignored'],
    ['and of no object', { bucket: { name: 'pictures' } }, 'ignored'],
  ])('%s', (_, detail, expected) => {
    const event = { ...s3({ eventName: 'unused' }), 'detail-type': 'Object ACL Updated', detail };
    expect(found(judged(monitor, event))).toBe(expected);
  });
});

test.each([
  { bucket: 'b', key: 'k' },
  { bucket: 'b', key: 'k/with/slashes', version: 'v.1-_' },
  { bucket: 'b', key: 'odd?versionId=', version: 'v1' },
  { bucket: 'b', key: 'two\nlines' },
])('an id gives back what it was made of: %j', (object) => {
  expect(partsOf(objectResource(object, 'aws', { account: '1', region: 'r' }))).toEqual(object);
});

describe('decide', () => {
  const everybody = { Grantee: { Type: 'Group', URI: allUsers }, Permission: 'READ' } as const;
  const partner = { Grantee: { Type: 'CanonicalUser', ID: 'partner' }, Permission: 'READ' } as const;
  const open: State = { bucket: 'b', takesAcls: true };

  test.each<[string, State, RegExp]>([
    ['no ACLs count', { ...open, takesAcls: false }, /takes no ACLs/],
    ['public ones are ignored', { ...open, block: { IgnorePublicAcls: true } }, /ignores public ACLs/],
    [
      'the object is shared with an account only',
      { ...open, object: { key: 'k', grants: [partner] } },
      /nothing to everybody/,
    ],
  ])('leaves it: %s', (_, state, because) => {
    expect(decide(state)).toEqual({ kind: 'leave', because: expect.stringMatching(because) });
  });

  test.each<[string, State, Change, RegExp]>([
    [
      'a bucket that heeds public ACLs',
      { ...open, block: { BlockPublicPolicy: true, IgnorePublicAcls: false } },
      { bucket: 'b', block: { BlockPublicPolicy: true, BlockPublicAcls: true, IgnorePublicAcls: true } },
      /heeds public ones/,
    ],
    [
      'an object of another account',
      { ...open, object: { key: 'k' } },
      { bucket: 'b', block: { BlockPublicAcls: true, IgnorePublicAcls: true } },
      /another account's/,
    ],
    [
      'an open object: only the public grants go',
      { ...open, object: { key: 'k', version: 'v', grants: [partner, everybody] } },
      {
        bucket: 'b',
        block: { BlockPublicAcls: true, IgnorePublicAcls: true },
        object: { key: 'k', version: 'v', keep: [partner], remove: [everybody] },
      },
      /b\/k grants everybody READ$/,
    ],
  ])('plans for %s', (_, state, change, because) => {
    expect(decide(state)).toEqual({ kind: 'plan', change, because: expect.stringMatching(because) });
  });
});

describe('fix', () => {
  const resource = objectResource({ bucket: 'b', key: 'k', version: 'v1' }, 'aws', {
    account: '111122223333',
    region: 'eu-west-1',
  });
  const isMember = async () => false;
  const grants = [
    { Grantee: { ID: 'owner' }, Permission: 'FULL_CONTROL' },
    { Grantee: { ID: 'partner' }, Permission: 'READ' },
    { Grantee: { URI: allUsers }, Permission: 'READ' },
    { Grantee: { EmailAddress: 'a@b.example' }, Permission: 'READ_ACP' },
  ];
  const answers: Readonly<Record<string, unknown>> = {
    GetPublicAccessBlock: awsError('NoSuchPublicAccessBlockConfiguration'),
    GetBucketOwnershipControls: awsError('OwnershipControlsNotFoundError'),
    GetObjectAcl: { Grants: grants },
  };

  test('a version is closed: the bucket first, then its public grants, and undone', async () => {
    const session = aSession(({ name }) => answers[name]);
    const state = (await fix.read(resource, session, isMember)) as never;
    const decision = fix.decide(state, facts);
    if (decision.kind !== 'plan') throw new Error(decision.because);
    await fix.apply(decision.change, session);
    expect(session.sent.map(({ name }) => name)).toEqual([
      'GetPublicAccessBlock',
      'GetBucketOwnershipControls',
      'GetObjectAcl',
      'PutPublicAccessBlock',
      'PutObjectAcl',
    ]);
    expect(session.sent.at(-1)?.input).toEqual({
      Bucket: 'b',
      Key: 'k',
      VersionId: 'v1',
      GrantFullControl: 'id="owner"',
      GrantRead: 'id="partner"',
      GrantReadACP: 'emailAddress="a@b.example"',
    });

    const now = grants.filter(({ Grantee }) => !Grantee.URI);
    const later = aSession(({ name }) => (name === 'GetObjectAcl' ? { Grants: now } : {}));
    await fix.undo(state, decision.change, later);
    expect(later.sent.map(({ name }) => name)).toEqual(['DeletePublicAccessBlock', 'GetObjectAcl', 'PutObjectAcl']);
    expect(later.sent.at(-1)?.input.GrantRead).toBe(`id="partner", uri="${allUsers}"`);
  });

  test('an object with no other grant becomes private', async () => {
    const session = aSession(() => ({}));
    const object = { key: 'k', keep: [], remove: [] };
    await fix.apply({ bucket: 'b', block: {}, object } as never, session);
    expect(session.sent.at(-1)?.input).toEqual({ Bucket: 'b', Key: 'k', ACL: 'private' });
  });

  test('a bucket that ignores public ACLs is known after one call', async () => {
    const block = { PublicAccessBlockConfiguration: { IgnorePublicAcls: true } };
    const session = aSession(() => block);
    await fix.read(resource, session, isMember);
    expect(session.sent).toHaveLength(1);
  });

  test.each([
    [
      'an object whose ACL is hidden',
      'GetObjectAcl',
      'AccessDenied',
      { bucket: 'b', takesAcls: true, object: { key: 'k', version: 'v1' } },
    ],
    ['an object that is gone', 'GetObjectAcl', 'NoSuchKey', undefined],
    ['a version that is gone', 'GetObjectAcl', 'NoSuchVersion', undefined],
    ['a bucket that is gone', 'GetPublicAccessBlock', 'NoSuchBucket', undefined],
  ])('%s', async (_, call, error, expected) => {
    const session = aSession(({ name }) => (name === call ? awsError(error) : answers[name]));
    expect(await fix.read(resource, session, isMember)).toEqual(expected);
  });

  test('what nobody expected is no state', async () => {
    const session = aSession(({ name }) => (name === 'GetObjectAcl' ? awsError('InternalError') : answers[name]));
    await expect(fix.read(resource, session, isMember)).rejects.toThrow('InternalError');
  });

  test.each(['AccessDenied', 'NoSuchKey', 'AccessControlListNotSupported'])(
    'the bucket is closed even where the ACL answers %s',
    async (error) => {
      const session = aSession(({ name }) => (name === 'PutObjectAcl' ? awsError(error) : {}));
      const object = { key: 'k', keep: [], remove: [] };
      await expect(fix.apply({ bucket: 'b', block: {}, object } as never, session)).resolves.toBeUndefined();
    },
  );
});

describe('control', () => {
  const put = (action: string, context: Readonly<Record<string, string>> = {}) =>
    decided(guardrail, { action, resource: 'arn:aws:s3:::pictures/a', context });

  test.each([
    ['s3:PutObject', { 's3:x-amz-acl': 'public-read' }, 'DenyPublicObjectAcls'],
    ['s3:PutObjectAcl', { 's3:x-amz-acl': 'authenticated-read' }, 'DenyPublicObjectAcls'],
    ['s3:PutObjectVersionAcl', { 's3:x-amz-grant-read': `uri="${allUsers}"` }, 'DenyPublicObjectReads'],
    ['s3:PutObject', { 's3:x-amz-grant-full-control': `id="a", uri="${allUsers}"` }, 'DenyPublicObjectControl'],
    ['s3:PutObjectAcl', { 's3:x-amz-grant-write-acp': `uri="${allUsers}"` }, 'DenyPublicObjectAclWrites'],
    ['s3:PutObject', {}, 'allowed'],
    ['s3:PutObject', { 's3:x-amz-acl': 'bucket-owner-full-control' }, 'allowed'],
    ['s3:PutObjectAcl', { 's3:x-amz-grant-read': 'id="abc"' }, 'allowed'],
    ['s3:PutObjectTagging', {}, 'allowed'],
    ['s3:GetObject', {}, 'allowed'],
  ])('%s with %j: %s', (action, context, expected) => {
    expect(put(action, context)).toBe(expected);
  });

  test('it is short', () => {
    expect(characters(guardrail)).toBeLessThan(1_300);
  });
});
