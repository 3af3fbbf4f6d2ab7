import type { Resource } from '../../lib/model/finding';
import type { Json } from '../../lib/model/json';
import { guardrail } from '../../policies/data-stays-inside';
import { fix } from '../../policies/data-stays-inside/fix';
import { monitor } from '../../policies/data-stays-inside/monitor';
import { dataShare, grant } from '../../policies/data-stays-inside/resource';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const stranger = 'arn:aws:iam::999900001111:role/Stranger';
const service = 'cloudtrail.amazonaws.com';
const errand = {
  'aws:PrincipalIsAWSService': 'true',
  'aws:SourceAccount': '999900001111',
  'aws:SourceOrgID': 'o-other',
};
const ourErrand = { ...errand, 'aws:SourceAccount': '111122223333', 'aws:SourceOrgID': 'o-exampleorgid' };
const clear = { 'aws:SecureTransport': 'false' };
const data = [
  's3:GetObject',
  'sqs:SendMessage',
  'kms:Decrypt',
  'secretsmanager:GetSecretValue',
  'dynamodb:GetItem',
  'ecr:BatchGetImage',
  'events:PutEvents',
  'logs:FilterLogEvents',
  'dsql:DbConnect',
  'codeartifact:ReadFromRepository',
];

test.each(data)('%s is for our own', (action) => {
  expect(decided(guardrail, { action })).toBe('allowed');
  expect(decided(guardrail, { action, as: stranger })).toBe('DenyStrangersData');
});

test.each([
  ['a service that a stranger sent', 's3:PutObject', service, errand, 'DenyStrangersErrands'],
  ['a service that we sent', 's3:PutObject', service, ourErrand, 'allowed'],
  ['a service for itself', 's3:PutObject', service, { 'aws:PrincipalIsAWSService': 'true' }, 'allowed'],
  ['plain HTTP', 's3:GetObject', 'WorkloadDeveloper', clear, 'DenyDataInTheClear'],
  ['TLS', 's3:GetObject', 'WorkloadDeveloper', { 'aws:SecureTransport': 'true' }, 'allowed'],
])('%s: %s', (_title, action, as, context, expected) => {
  expect(decided(guardrail, { action, as, context })).toBe(expected);
});

test.each([
  ['156460612806', 'a governed region', 'allowed'],
  ['507241528517', 'another region', 'DenyStrangersData'],
])('%s delivers the logs of load balancers of %s', (account, _region, expected) => {
  const context = { 'aws:PrincipalAccount': account };
  expect(decided(guardrail, { action: 's3:PutObject', as: stranger, context })).toBe(expected);
});

test('it fits', () => expect(characters(guardrail)).toBeLessThan(1_500));

const own = '111122223333';
const sister = '222222222222';
const other = '999900001111';
const shareOf = (account: string) => `arn:aws:redshift:eu-west-1:${account}:datashare:0a1b-2c3d/orders`;
const warehouse = 'data of a warehouse is shared with';

test.each([
  ['a warehouse is put up for sale', { 'redshift:ConsumerIdentifier': 'ADX' }, 'DenySellingData'],
  ['it is shared with an account', { 'redshift:ConsumerIdentifier': sister }, 'allowed'],
])('%s', (_title, context, expected) => {
  expect(decided(guardrail, { action: 'redshift:AuthorizeDataShare', context })).toBe(expected);
});

interface Case {
  readonly call: string;
  readonly request: Readonly<Record<string, Json>>;
  readonly errorCode?: string;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly because: string;
  readonly at?: readonly string[];
}
const lake = (...receivers: readonly string[]) => ({
  entries: receivers.map((dataLakePrincipalIdentifier) => ({ principal: { dataLakePrincipalIdentifier } })),
});
const grantOf = (receiver: string) => `arn:aws:lakeformation:eu-west-1:${own}:grant/${receiver}`;
const cases: readonly Case[] = [
  {
    call: 'redshift:AuthorizeDataShare',
    request: { dataShareArn: shareOf(own), consumerIdentifier: other },
    kind: 'finding',
    because: `${warehouse} ${other}`,
    at: [shareOf(own)],
  },
  {
    call: 'redshift:AuthorizeDataShare',
    request: { dataShareArn: shareOf(own), consumerIdentifier: `DataCatalog/${other}` },
    kind: 'finding',
    because: `${warehouse} DataCatalog/${other}`,
    at: [shareOf(own)],
  },
  {
    call: 'redshift:AuthorizeDataShare',
    request: { dataShareArn: shareOf(own), consumerIdentifier: 'ADX' },
    errorCode: 'AccessDenied',
    kind: 'attempted',
    because: `${warehouse} ADX`,
    at: [shareOf(own)],
  },
  {
    call: 'redshift:AuthorizeDataShare',
    request: { dataShareArn: shareOf(own), consumerIdentifier: own },
    kind: 'ignored',
    because: 'the account shares with itself',
  },
  {
    call: 'redshift:AuthorizeDataShare',
    request: { dataShareArn: shareOf(own), consumerIdentifier: other },
    errorCode: 'InvalidDataShareFault',
    kind: 'ignored',
    because: 'AuthorizeDataShare failed: InvalidDataShareFault',
  },
  {
    call: 'redshift:AuthorizeDataShare',
    request: { allowWrites: true },
    kind: 'finding',
    because: `${warehouse} somebody`,
    at: [`arn:aws:iam::${own}:root`],
  },
  {
    call: 'redshift:AuthorizeDataShare',
    request: {},
    errorCode: 'AccessDenied',
    kind: 'attempted',
    because: 'AuthorizeDataShare, of which the record says no more',
    at: [`arn:aws:iam::${own}:root`],
  },
  {
    call: 'redshift:AssociateDataShareConsumer',
    request: { dataShareArn: shareOf(other), associateEntireAccount: true },
    kind: 'finding',
    because: `data of ${other} is taken part in`,
    at: [shareOf(other)],
  },
  {
    call: 'redshift:AssociateDataShareConsumer',
    request: { dataShareArn: shareOf(own) },
    kind: 'ignored',
    because: "it is a share of the account's own",
  },
  {
    call: 'redshift:AssociateDataShareConsumer',
    request: { consumerRegion: 'eu-west-1' },
    kind: 'ignored',
    because: "it is a share of the account's own",
  },
  {
    call: 'lakeformation:GrantPermissions',
    request: { principal: { dataLakePrincipalIdentifier: `arn:aws:iam::${other}:role/Reader` } },
    kind: 'finding',
    because: `data of a lake is granted to arn:aws:iam::${other}:role/Reader`,
    at: [grantOf(`arn:aws:iam::${other}:role/Reader`)],
  },
  {
    call: 'lakeformation:BatchGrantPermissions',
    request: lake(other, `arn:aws:iam::${own}:role/Reader`, sister, other),
    kind: 'finding',
    because: `data of a lake is granted to ${other}, ${sister}`,
    at: [grantOf(other), grantOf(sister)],
  },
  {
    call: 'lakeformation:GrantPermissions',
    request: {
      principal: { dataLakePrincipalIdentifier: `arn:aws:organizations::${other}:organization/o-someoneelse` },
    },
    kind: 'finding',
    because: `data of a lake is granted to arn:aws:organizations::${other}:organization/o-someoneelse`,
    at: [grantOf(`arn:aws:organizations::${other}:organization/o-someoneelse`)],
  },
  {
    call: 'lakeformation:GrantPermissions',
    request: { principal: { dataLakePrincipalIdentifier: `arn:aws:organizations::${sister}:ou/o-exampleorgid/ou-1` } },
    kind: 'ignored',
    because: "it is for the account's own",
  },
  {
    call: 'lakeformation:BatchGrantPermissions',
    request: lake('IAM_ALLOWED_PRINCIPALS', own, 'arn:aws:identitystore:::user/0a1b'),
    kind: 'ignored',
    because: "it is for the account's own",
  },
  {
    call: 'lakeformation:PutDataLakeSettings',
    request: { dataLakeSettings: { externalDataFilteringAllowList: [{ dataLakePrincipalIdentifier: other }] } },
    kind: 'finding',
    because: `data of a lake is granted to ${other}`,
    at: [grantOf(other)],
  },
  { call: 'lakeformation:GrantPermissions', request: {}, kind: 'ignored', because: "it is for the account's own" },
  { call: 'redshift:', request: {}, kind: 'ignored', because: 'it that shares no data' },
  { call: 'redshift:RejectDataShare', request: {}, kind: 'ignored', because: 'RejectDataShare that shares no data' },
];

test.each(cases)('$call $request $errorCode: $because', ({ call, request, errorCode, kind, because, at }) => {
  const [service, eventName = ''] = call.split(':');
  const finding = judged(
    monitor,
    anApiCall({
      eventSource: `${service}.amazonaws.com`,
      eventName,
      awsRegion: 'eu-west-1',
      requestParameters: request,
      ...(errorCode && { errorCode }),
    }),
  );
  expect(finding).toMatchObject({ kind, because });
  if (finding.kind !== 'ignored') expect(finding.resources.map(({ arn }) => arn)).toEqual(at);
});

test('a share and a grant are told apart', () => {
  const place = { account: own, region: 'eu-west-1' };
  expect(dataShare(shareOf(own), place)).toMatchObject({
    type: 'Breakwater::Redshift::DataShare',
    id: '0a1b-2c3d/orders',
  });
  expect(grant(other, 'aws', place)).toMatchObject({ type: 'Breakwater::LakeFormation::Grant', id: other });
});

describe('fix', () => {
  const place = { account: own, region: 'eu-west-1' };
  const isMember = async (account: string) => account === sister || account === own;
  const share = (...consumers: readonly (readonly [string | undefined, string, boolean?])[]) => ({
    DataShares: [
      {
        DataShareAssociations: consumers.map(([ConsumerIdentifier, Status, ProducerAllowedWrites]) => ({
          ConsumerIdentifier,
          Status,
          ProducerAllowedWrites,
        })),
      },
    ],
  });
  const judge = async (resource: Resource, answer: unknown = {}) => {
    const state = await fix.read(
      resource,
      aSession(() => answer),
      isMember,
    );
    return state && fix.decide(state, facts);
  };

  test.each<[string, object, string]>([
    ['nobody', share(), 'leave'],
    ['an account of the organization', share([sister, 'ACTIVE']), 'leave'],
    ['a stranger who may no longer', share([other, 'DEAUTHORIZED'], [other, 'PENDING_AUTHORIZATION']), 'leave'],
    ['a stranger who is asked for', share([undefined, 'ACTIVE']), 'leave'],
    ['a stranger', share([other, 'AUTHORIZED']), 'plan'],
    ['a stranger who reads', share([other, 'ACTIVE']), 'plan'],
    ['a stranger who could', share([other, 'AVAILABLE']), 'plan'],
    ['everybody', share(['ADX', 'ACTIVE']), 'plan'],
  ])('a share with %s: %s', async (_title, answer, kind) => {
    expect((await judge(dataShare(shareOf(own), place), answer))?.kind).toBe(kind);
  });

  test('a share that is gone is right, another error is one', async () => {
    expect(await judge(dataShare(shareOf(own), place))).toBeUndefined();
    expect(await judge(dataShare(shareOf(own), place), awsError('InvalidDataShareFault'))).toBeUndefined();
    await expect(judge(dataShare(shareOf(own), place), awsError('UnsupportedOperationFault'))).rejects.toThrow();
  });

  test.each<[string, Resource, string, RegExp]>([
    ['a share taken from a stranger', dataShare(shareOf(other), place), 'ask', /takes part in data of 999900001111/],
    ['a share taken from our own', dataShare(shareOf(sister), place), 'leave', /within the organization/],
    ['a grant to a stranger', grant(other, 'aws', place), 'ask', /gives data to 999900001111/],
    ['a grant to our own', grant(`arn:aws:iam::${sister}:role/R`, 'aws', place), 'leave', /within the organization/],
    ['a grant to another organization', grant('o-someoneelse', 'aws', place), 'ask', /gives data to o-someoneelse/],
    ['a grant to ours', grant('o-exampleorgid', 'aws', place), 'leave', /within the organization/],
    ['what the record does not say', { type: 'AWS::::Account', id: own, arn: 'x', ...place }, 'ask', /with whom/],
  ])('%s: %s', async (_title, resource, kind, because) => {
    expect(await judge(resource, new Error('nobody asks AWS'))).toMatchObject({
      kind,
      because: expect.stringMatching(because),
    });
  });

  test('strangers lose the share, and get it back as they had it', async () => {
    const answer = share([other, 'ACTIVE', true], [sister, 'ACTIVE'], ['ADX', 'AUTHORIZED']);
    const decision = await judge(dataShare(shareOf(own), place), answer);
    if (decision?.kind !== 'plan') throw new Error(decision?.because);
    expect(decision.because).toBe(`${shareOf(own)} is shared with ${other}, ADX`);
    const session = aSession(() => ({}));
    await fix.apply(decision.change, session);
    await fix.undo({} as never, decision.change, session);
    const DataShareArn = shareOf(own);
    expect(session.sent).toEqual([
      { name: 'DeauthorizeDataShare', input: { DataShareArn, ConsumerIdentifier: other } },
      { name: 'DeauthorizeDataShare', input: { DataShareArn, ConsumerIdentifier: 'ADX' } },
      { name: 'AuthorizeDataShare', input: { DataShareArn, ConsumerIdentifier: other, AllowWrites: true } },
      { name: 'AuthorizeDataShare', input: { DataShareArn, ConsumerIdentifier: 'ADX', AllowWrites: false } },
    ]);
  });
});

test('the hourly look finds shares with anybody else', async () => {
  const to = (id?: string) => [{ ConsumerIdentifier: id }];
  const session = aSession(() => ({
    DataShares: [
      { DataShareArn: 'a:given', DataShareAssociations: [...to(own), ...to(other)] },
      { DataShareArn: 'a:own', DataShareAssociations: to(own) },
      { DataShareArn: 'a:nobody' },
      { DataShareArn: 'a:unknown', DataShareAssociations: to() },
      { DataShareAssociations: to(other) },
      { DataShareArn: 'a:sold', DataShareAssociations: to('ADX') },
    ],
  }));
  const found: string[] = [];
  for await (const { id } of monitor.reconcile?.(session, facts) ?? []) found.push(id);
  expect(found).toEqual(['given', 'sold']);
});
