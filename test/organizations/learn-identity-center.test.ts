import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { learnIdentityCenter } from '../../lib/organizations/learn-identity-center';
import { aSession } from '../policies/a-session';

const ours = { InstanceArn: 'arn:aws:sso:::instance/ssoins-0a1b2c3d4e5f6a7b', OwnerAccountId: '000000000001' };
const theirs = { InstanceArn: 'arn:aws:sso:::instance/ssoins-ffffffffffffffff', OwnerAccountId: '111122223333' };

it.each([
  ['its own', [[ours]], ours.InstanceArn],
  ['its own among those of accounts', [[theirs], [ours]], ours.InstanceArn],
  ['none where only an account has one', [[theirs]], undefined],
  ['none', [[]], undefined],
])('an organization has %s', async (_, pages, expected) => {
  const session = aSession(({ input: { NextToken = 0 } }) => {
    const next = Number(NextToken) + 1;
    return { Instances: pages[Number(NextToken)], ...(next < pages.length && { NextToken: String(next) }) };
  });
  expect(await learnIdentityCenter(session.client(SSOAdminClient), '000000000001')).toBe(expected);
});
