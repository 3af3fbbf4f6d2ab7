import type { JsonObject } from '../../lib/model/json';
import { Busy } from '../../lib/remediation/transient';
import { guardrail } from '../../policies/domains-stay-locked';
import { decide, hasLock } from '../../policies/domains-stay-locked/decide';
import { fix } from '../../policies/domains-stay-locked/fix';
import { monitor } from '../../policies/domains-stay-locked/monitor';
import { deed, transferLock } from '../../policies/domains-stay-locked/resource';
import { facts } from '../remediation/a-loop';
import { aSession, type SentCommand } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const account = '111122223333';
const place = { account, region: 'us-east-1' };
const arn = `arn:aws:route53domains::${account}:domain/example.com`;
const lock = transferLock('example.com', 'aws', place);
const domainName = 'example.com';

interface Case {
  readonly eventName: string;
  readonly request?: JsonObject;
  readonly errorCode?: string;
  readonly kind?: 'finding' | 'attempted' | 'ignored';
  readonly because: string;
  readonly at?: string;
}
const cases: readonly Case[] = [
  { eventName: 'DisableDomainTransferLock', because: 'example.com may be moved to another registrar', at: arn },
  { eventName: 'disableDomainTransferLock', because: 'example.com may be moved to another registrar', at: arn },
  {
    eventName: 'TransferDomainToAnotherAwsAccount',
    request: { domainName, accountId: '999900001111' },
    because: 'example.com is given to account 999900001111',
  },
  { eventName: 'TransferDomainToAnotherAwsAccount', because: 'example.com is given to account unknown' },
  {
    eventName: 'AcceptDomainTransferFromAnotherAwsAccount',
    because: 'example.com was taken over from another account',
  },
  {
    eventName: 'RetrieveDomainAuthCode',
    because: 'somebody has the code that moves example.com to another registrar',
  },
  { eventName: 'PushDomain', because: 'example.com is moved to another registrar' },
  { eventName: 'DeleteDomain', because: 'example.com is given up, for anybody to register' },
  { eventName: 'DisableDomainAutoRenew', because: 'example.com is no longer renewed' },
  { eventName: 'AssociateDelegationSignerToDomain', because: 'example.com trusts another key to sign it' },
  { eventName: 'DisassociateDelegationSignerFromDomain', because: 'example.com is no longer signed' },
  {
    eventName: 'UpdateDomainNameservers',
    request: { domainName, nameservers: [{ name: 'ns1.a.example' }, { name: 'ns2.a.example' }] },
    because: 'example.com is answered for by ns1.a.example, ns2.a.example',
  },
  { eventName: 'UpdateDomainNameservers', because: 'example.com is answered for by other name servers' },
  {
    // As AWS documents the record: the name small, the domain in an object.
    eventName: 'updateDomainContact',
    request: { domainName: { name: domainName } },
    because: 'example.com has another owner, or another address of its owner',
    at: `${arn}/UpdateDomainContact`,
  },
  {
    eventName: 'DisableDomainTransferLock',
    request: {},
    errorCode: 'AccessDeniedException',
    kind: 'attempted',
    because: 'a domain may be moved to another registrar',
    at: `arn:aws:iam::${account}:root`,
  },
  {
    eventName: 'DisableDomainTransferLock',
    errorCode: 'UnsupportedTLD',
    kind: 'ignored',
    because: 'DisableDomainTransferLock failed: UnsupportedTLD',
  },
  { eventName: 'EnableDomainTransferLock', kind: 'ignored', because: 'EnableDomainTransferLock that loses no domain' },
  { eventName: 'toString', kind: 'ignored', because: 'toString that loses no domain' },
  { eventName: '', kind: 'ignored', because: 'it that loses no domain' },
];

test.each(cases)('$eventName $errorCode: $because', ({ eventName, request, errorCode, kind, because, at }) => {
  const finding = judged(
    monitor,
    anApiCall({
      eventSource: 'route53domains.amazonaws.com',
      eventName,
      requestParameters: request ?? { domainName },
      ...(errorCode && { errorCode }),
    }),
  );
  expect(finding).toMatchObject({ kind: kind ?? 'finding', because });
  if (finding.kind !== 'ignored') expect(finding.resources[0]?.arn).toBe(at ?? `${arn}/${eventName}`);
});

test('a lock and what else was done are told apart', () => {
  expect(lock).toMatchObject({ type: 'Breakwater::Route53Domains::TransferLock', id: domainName });
  expect(deed('PushDomain', domainName, 'aws', place)).toMatchObject({ type: 'Breakwater::Route53Domains::Deed' });
});

describe('fix', () => {
  const aDomain = (TransferLock?: boolean) => ({
    Domains: [{ DomainName: 'example.com.au' }, { DomainName: domainName, TransferLock }],
  });
  const answers =
    (domains: object, operations: object = {}) =>
    ({ name }: SentCommand) =>
      name === 'ListOperations' ? operations : domains;
  const read = (answer: (sent: SentCommand) => unknown, resource = lock) =>
    fix.read(resource, aSession(answer), async () => true);

  test.each([
    [true, 'leave', 'example.com is locked'],
    [false, 'plan', 'example.com may be moved to another registrar'],
    [undefined, 'plan', 'example.com may be moved to another registrar'],
  ])('a lock that is %s: %s', async (locked, kind, because) => {
    const state = await read(answers(aDomain(locked)));
    expect(fix.decide(state as never, facts)).toMatchObject({ kind, because });
  });

  test('a domain that is no longer there is gone', async () => {
    expect(await read(answers({ Domains: [{ DomainName: 'example.com.au' }] }))).toBeUndefined();
    expect(await read(() => ({}))).toBeUndefined();
  });

  test('while the registry is at it, somebody comes back later', async () => {
    const underway = { Operations: [{ DomainName: domainName }] };
    await expect(read(answers(aDomain(true), underway))).rejects.toThrow(Busy);
    expect(await read(answers(aDomain(true), { Operations: [{ DomainName: 'example.org' }] }))).toMatchObject({
      locked: true,
    });
  });

  test('only what concerns the lock, and has not ended, is waited for', async () => {
    const session = aSession(answers(aDomain(true)));
    await fix.read(lock, session, async () => true);
    expect(session.sent).toEqual([
      { name: 'ListOperations', input: { Type: ['DOMAIN_LOCK'], Status: ['SUBMITTED', 'IN_PROGRESS'] } },
      {
        name: 'ListDomains',
        input: { FilterConditions: [{ Name: 'DomainName', Operator: 'BEGINS_WITH', Values: [domainName] }] },
      },
    ]);
  });

  test('what no call takes back is asked about, and not read', async () => {
    const state = await read(() => new Error('nobody asks'), deed('PushDomain', domainName, 'aws', place));
    expect(fix.decide(state as never, facts)).toMatchObject({
      kind: 'ask',
      because: expect.stringMatching(/example.com/),
    });
  });

  test('locked, and unlocked by undo', async () => {
    const session = aSession(() => ({}));
    await fix.apply({ domain: domainName } as never, session);
    await fix.undo({} as never, { domain: domainName } as never, session);
    expect(session.sent).toEqual([
      { name: 'EnableDomainTransferLock', input: { DomainName: domainName } },
      { name: 'DisableDomainTransferLock', input: { DomainName: domainName } },
    ]);
  });
});

test.each<readonly [string, boolean]>([
  ['example.com', true],
  ['example.co.uk', false],
  ['example.com.au', false],
  ['EXAMPLE.DE', false],
  ...['ch', 'es', 'eu', 'fi', 'it', 'jp', 'nl', 'se'].map((end) => [`example.${end}`, false] as const),
  ['de.example', true],
])('%s may have a lock: %s', (domain, expected) => {
  expect(hasLock(domain)).toBe(expected);
  expect(decide({ kind: 'lock', domain, locked: false }).kind).toBe(expected ? 'plan' : 'leave');
});

test('the hourly look finds domains that could be locked, in the one region there is', async () => {
  const all = [
    { DomainName: 'locked.com', TransferLock: true },
    { DomainName: 'open.com', TransferLock: false },
    { DomainName: 'never.de', TransferLock: false },
    { DomainName: 'unknown.com' },
    {},
  ];
  const look = async (region: string) => {
    const session = { ...aSession(() => ({ Domains: all })), region };
    const found: string[] = [];
    for await (const { id } of monitor.reconcile?.(session, facts) ?? []) found.push(id);
    return found;
  };
  expect(await look('us-east-1')).toEqual(['open.com', 'unknown.com']);
  expect(await look('eu-west-1')).toEqual([]);
});

test.each([
  ['route53domains:DisableDomainTransferLock', 'DenyLosingDomains'],
  ['route53domains:TransferDomainToAnotherAwsAccount', 'DenyLosingDomains'],
  ['route53domains:RetrieveDomainAuthCode', 'DenyLosingDomains'],
  ['route53domains:UpdateDomainNameservers', 'DenyLosingDomains'],
  ['route53domains:RegisterDomain', 'allowed'],
  ['route53domains:EnableDomainTransferLock', 'allowed'],
  ['route53domains:RenewDomain', 'allowed'],
  ['route53:ChangeResourceRecordSets', 'allowed'],
])('%s: %s', (action, expected) => expect(decided(guardrail, { action })).toBe(expected));

test('its statements are small', () => expect(characters(guardrail)).toBeLessThan(800));
