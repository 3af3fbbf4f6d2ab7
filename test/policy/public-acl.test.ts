import { grantsEverybody, isEverybody } from '../../lib/policy/public-acl';

const allUsers = 'http://acs.amazonaws.com/groups/global/AllUsers';

test.each([
  ['a canned ACL', { 'x-amz-acl': 'public-read' }],
  ['a canned ACL in a list', { 'x-amz-acl': ['public-read-write'] }],
  ['a canned ACL in other letters', { 'x-amz-acl': 'Authenticated-Read' }],
  ['a header', { AccessControlList: { x_amz_grant_read: `uri="${allUsers}"` } }],
  ['a body of one grant', { AccessControlPolicy: { AccessControlList: { Grant: { Grantee: { URI: allUsers } } } } }],
  [
    'a body of several grants',
    {
      AccessControlPolicy: {
        AccessControlList: {
          Grant: [{ Grantee: { ID: 'x' } }, { Grantee: { URI: allUsers.replace('All', 'Authenticated') } }],
        },
      },
    },
  ],
])('%s grants everybody', (_, parameters) => {
  expect(grantsEverybody(parameters)).toBe(true);
});

test.each([
  ['nothing', {}],
  ['null', null],
  ['a private ACL', { 'x-amz-acl': 'private' }],
  ['an account', { 'x-amz-grant-read': 'id="abc"' }],
  ['log delivery', { Grantee: { URI: 'http://acs.amazonaws.com/groups/s3/LogDelivery' } }],
  ['a name that only looks like one', { key: 'public-read.txt' }],
])('%s does not', (_, parameters) => {
  expect(grantsEverybody(parameters)).toBe(false);
});

test('everybody with an account is everybody', () => {
  expect(isEverybody(allUsers)).toBe(true);
  expect(isEverybody('http://acs.amazonaws.com/groups/s3/LogDelivery')).toBe(false);
});
