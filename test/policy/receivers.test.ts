import type { JsonObject } from '../../lib/model/json';
import { receiversOf } from '../../lib/policy/receivers';

const allow = (Principal: unknown, Condition?: JsonObject) => ({
  Effect: 'Allow',
  Action: 'sqs:SendMessage',
  Principal,
  ...(Condition && { Condition }),
});
const accounts = (...list: readonly string[]) => ({ everybody: false, accounts: list, organizations: [] });
const nobody = accounts();
const everybody = { everybody: true, accounts: [], organizations: [] };

test.each<[string, unknown, object]>([
  ['everybody', allow('*'), everybody],
  ['everybody, as an AWS principal', allow({ AWS: '*' }), everybody],
  ['everybody among others', allow({ AWS: ['111122223333', '*'] }), everybody],
  ['all but one', { Effect: 'Allow', NotPrincipal: { AWS: '111122223333' } }, everybody],
  ['a condition that restricts nothing', allow('*', { Bool: { 'aws:SecureTransport': 'true' } }), everybody],
  ['an account', allow({ AWS: '111122223333' }), accounts('111122223333')],
  [
    'roles of accounts, each account once',
    allow({
      AWS: [
        'arn:aws:iam::111122223333:root',
        'arn:aws:iam::111122223333:role/a',
        'arn:aws:sts::222233334444:assumed-role/b/c',
      ],
    }),
    accounts('111122223333', '222233334444'),
  ],
  ['a role that is gone', allow({ AWS: 'AROAEXAMPLEEXAMPLE' }), nobody],
  ['a service', allow({ Service: 's3.amazonaws.com' }), nobody],
  ['a federation', allow({ Federated: 'cognito-identity.amazonaws.com' }), nobody],
  ['a deny', { Effect: 'Deny', Principal: '*' }, nobody],
  ['no statement', 'text', nobody],
  [
    'an account by a condition',
    allow('*', { StringEquals: { 'AWS:SourceOwner': '111122223333' } }),
    accounts('111122223333'),
  ],
  [
    "a topic's events",
    allow('*', { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:topic' } }),
    accounts('111122223333'),
  ],
  [
    'an organization',
    allow('*', { StringEquals: { 'aws:PrincipalOrgID': ['o-one', 'o-two'] } }),
    { everybody: false, accounts: [], organizations: ['o-one', 'o-two'] },
  ],
  [
    'a unit of an organization, in an account',
    allow({ AWS: '111122223333' }, { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-one/r-x/ou-y/*' } }),
    { everybody: false, accounts: ['111122223333'], organizations: ['o-one'] },
  ],
  [
    'a condition against an account names nobody',
    allow({ AWS: '222233334444' }, { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }),
    accounts('222233334444'),
  ],
])('%s', (_, statement, expected) => {
  expect(receiversOf(statement)).toEqual(expected);
});
