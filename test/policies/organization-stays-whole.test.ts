import { compilePatterns } from '../../lib/events/pattern/compile-patterns';
import type { Resource } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { guardrail } from '../../policies/organization-stays-whole';
import { type Change, decide, type State } from '../../policies/organization-stays-whole/decide';
import { fix } from '../../policies/organization-stays-whole/fix';
import { monitor } from '../../policies/organization-stays-whole/monitor';
import { facts } from '../remediation/a-loop';
import { aSession, awsError } from './a-session';
import { anApiCall } from './an-api-call';
import { characters, decided } from './decided';
import { judged } from './judged';

const { securityAccount, logArchiveAccount } = facts;
const service = 'config.amazonaws.com';
const stranger = '444455556666';
const whole = 'arn:aws:organizations::999988887777:organization/o-exampleorgid';

interface Case {
  readonly eventName: string;
  readonly parameters?: JsonObject | null;
  readonly more?: JsonObject;
  readonly kind: 'finding' | 'attempted' | 'ignored';
  readonly because: RegExp;
  /** @default '111122223333', the account itself */
  readonly resource?: string;
  readonly matched?: boolean;
}

const account = { eventSource: 'account.amazonaws.com' };
const issuer = 'arn:aws:iam::999988887777:role/cdk-hnb659fds-cfn-exec-role-999988887777-eu-west-1';
const deploying = {
  userIdentity: {
    type: 'AssumedRole',
    invokedBy: 'cloudformation.amazonaws.com',
    sessionContext: { sessionIssuer: { arn: issuer } },
  },
};
const denied = { errorCode: 'AccessDenied' };

const cases: readonly Case[] = [
  { eventName: 'LeaveOrganization', kind: 'finding', because: /leaves/ },
  { eventName: 'LeaveOrganization', more: denied, kind: 'attempted', because: /leaves/ },
  { eventName: 'AcceptHandshake', more: denied, kind: 'attempted', because: /another organization/ },
  {
    eventName: 'RemoveAccountFromOrganization',
    parameters: { accountId: stranger },
    kind: 'finding',
    because: /444455556666 is removed/,
  },
  {
    eventName: 'CloseAccount',
    parameters: { accountId: stranger },
    kind: 'finding',
    because: /444455556666 is closed/,
  },
  { eventName: 'CloseAccount', more: denied, kind: 'attempted', because: /account unknown is closed/ },
  {
    eventName: 'CloseAccount',
    parameters: { accountId: stranger },
    more: deploying,
    kind: 'finding',
    because: /is closed/,
  },
  { eventName: 'DeleteOrganization', kind: 'finding', because: /organization is deleted/ },
  { eventName: 'InviteAccountToOrganization', kind: 'finding', because: /invited/ },
  {
    eventName: 'DeleteOrganizationalUnit',
    parameters: { organizationalUnitId: 'ou-1' },
    kind: 'finding',
    because: /unit ou-1 is deleted/,
  },
  { eventName: 'DeleteOrganizationalUnit', more: denied, kind: 'attempted', because: /unit unknown/ },
  { eventName: 'DeleteOrganizationalUnit', more: deploying, kind: 'ignored', because: /being deployed/ },
  { eventName: 'PutResourcePolicy', kind: 'finding', because: /policy .* is changed/ },
  { eventName: 'PutResourcePolicy', more: deploying, kind: 'ignored', because: /being deployed/ },
  { eventName: 'DeleteResourcePolicy', kind: 'finding', because: /policy .* is deleted/ },
  { eventName: 'DeleteResourcePolicy', more: deploying, kind: 'ignored', because: /being deployed/ },
  {
    eventName: 'DisableAWSServiceAccess',
    parameters: { servicePrincipal: service },
    kind: 'finding',
    because: /config\.amazonaws\.com is no longer trusted/,
    resource: service,
  },
  { eventName: 'DisableAWSServiceAccess', more: denied, kind: 'attempted', because: /a service is no longer/ },
  {
    eventName: 'RegisterDelegatedAdministrator',
    parameters: { servicePrincipal: service, accountId: stranger },
    kind: 'finding',
    because: /444455556666 now administers config/,
    resource: `${stranger}/${service}`,
  },
  {
    eventName: 'RegisterDelegatedAdministrator',
    parameters: { servicePrincipal: service, accountId: securityAccount },
    kind: 'ignored',
    because: /our own accounts/,
  },
  {
    eventName: 'RegisterDelegatedAdministrator',
    parameters: { servicePrincipal: service, accountId: logArchiveAccount },
    kind: 'ignored',
    because: /our own accounts/,
  },
  { eventName: 'RegisterDelegatedAdministrator', more: denied, kind: 'attempted', because: /account unknown now/ },
  {
    eventName: 'DeregisterDelegatedAdministrator',
    parameters: { servicePrincipal: service, accountId: securityAccount },
    kind: 'finding',
    because: /our account no longer administers config/,
    resource: `${securityAccount}/${service}`,
  },
  {
    eventName: 'DeregisterDelegatedAdministrator',
    parameters: { servicePrincipal: service, accountId: stranger },
    kind: 'ignored',
    because: /our own accounts/,
  },
  { eventName: 'DeregisterDelegatedAdministrator', more: denied, kind: 'attempted', because: /administers a service/ },
  {
    eventName: 'PutAlternateContact',
    more: { ...account, ...denied },
    kind: 'attempted',
    because: /the account: an alternate/,
  },
  {
    eventName: 'PutAlternateContact',
    parameters: { AccountId: stranger },
    more: account,
    kind: 'finding',
    because: /444455556666: an alternate contact changes/,
  },
  { eventName: 'DeleteAlternateContact', more: account, kind: 'finding', because: /contact is deleted/ },
  { eventName: 'PutContactInformation', more: account, kind: 'finding', because: /contact information/ },
  { eventName: 'PutAccountName', more: account, kind: 'finding', because: /name changes/ },
  { eventName: 'StartPrimaryEmailUpdate', more: account, kind: 'finding', because: /asked for/ },
  { eventName: 'AcceptPrimaryEmailUpdate', more: account, kind: 'finding', because: /recovers the root password/ },
  { eventName: 'CloseAccount', more: account, kind: 'finding', because: /account is closed/ },
  {
    eventName: 'PutResourcePolicy',
    more: { userIdentity: { invokedBy: 'cloudformation.amazonaws.com' } },
    kind: 'finding',
    because: /changed/,
  },
  {
    eventName: 'LeaveOrganization',
    more: { errorCode: 'ConstraintViolationException' },
    kind: 'ignored',
    because: /failed: Constraint/,
  },
  { eventName: 'CreateAccount', kind: 'ignored', because: /takes nothing apart/, matched: false },
  { eventName: 'EnableAWSServiceAccess', kind: 'ignored', because: /nothing apart/, matched: false },
];

const asked = compilePatterns(monitor.patterns.map((pattern) => ({ key: true, pattern })));

test.each(cases)('$eventName with $parameters $more.errorCode: $kind', (one) => {
  const { eventName, parameters = null, more = {}, kind, because, resource = '111122223333', matched = true } = one;
  const event = anApiCall({
    eventName,
    eventSource: 'organizations.amazonaws.com',
    requestParameters: parameters,
    ...more,
  });
  expect(asked(event).length > 0).toBe(matched);
  const finding = judged(monitor, event);
  expect(finding.kind).toBe(kind);
  expect(finding.because).toMatch(because);
  if (finding.kind !== 'ignored') expect(finding.resources.map(({ id }) => id)).toEqual([resource]);
});

test.each([
  ['Left', 'finding', /an account is gone: left/],
  ['Removed', 'finding', /gone: removed/],
  [undefined, 'finding', /gone: departed/],
  ['Cleaned', 'ignored', /reached its end/],
] as const)('an account departs: %s', (departedMethod, kind, because) => {
  const event = {
    ...anApiCall({
      eventName: 'AccountDepartedOrganization',
      eventSource: 'organizations.amazonaws.com',
      eventType: 'AwsServiceEvent',
      ...(departedMethod && { serviceEventDetails: { departedMethod } }),
    }),
    'detail-type': 'AWS Service Event via CloudTrail',
  };
  expect(asked(event)).toHaveLength(1);
  const finding = judged(monitor, event);
  expect(finding.kind).toBe(kind);
  expect(finding.because).toMatch(because);
});

const office = (admin: string, registered: boolean, of = service): State => ({
  kind: 'administrator',
  account: admin,
  service: of,
  registered,
});

test.each<readonly [string, State, string, Change | undefined, string | undefined]>([
  ['what no call brings back', { kind: 'other' }, 'ask', undefined, undefined],
  ['trust that is there', { kind: 'access', service, trusted: true }, 'leave', undefined, undefined],
  [
    'trust that is gone',
    { kind: 'access', service, trusted: false },
    'plan',
    { kind: 'access', service, wanted: true },
    undefined,
  ],
  ['trust nobody needs', { kind: 'access', service: 'ram.amazonaws.com', trusted: false }, 'ask', undefined, undefined],
  ['our administrator', office(securityAccount, true), 'leave', undefined, undefined],
  [
    'our administrator, deregistered',
    office(securityAccount, false),
    'plan',
    { kind: 'administrator', account: securityAccount, service, wanted: true },
    undefined,
  ],
  [
    'the log archive, deregistered',
    office(logArchiveAccount, false),
    'plan',
    { kind: 'administrator', account: logArchiveAccount, service, wanted: true },
    undefined,
  ],
  [
    'our administrator of a service with a call of its own',
    office(securityAccount, false, 'guardduty.amazonaws.com'),
    'ask',
    undefined,
    undefined,
  ],
  [
    'our administrator of a service we do without',
    office(securityAccount, false, 'ram.x'),
    'ask',
    undefined,
    undefined,
  ],
  [
    'a stranger who administers',
    office(stranger, true),
    'plan',
    { kind: 'administrator', account: stranger, service, wanted: false },
    'some services delete what their administrator has configured',
  ],
  ['a stranger who no longer does', office(stranger, false), 'leave', undefined, undefined],
])('%s', (_, state, kind, change, approval) => {
  const decision = decide(state, facts);
  expect(decision.kind).toBe(kind);
  expect(decision).toMatchObject({ ...(change && { change }), ...(approval && { approval }) });
  expect('approval' in decision).toBe(approval !== undefined);
});

const resourceOf = (eventName: string, parameters: JsonObject): Resource => {
  const event = anApiCall({
    eventName,
    eventSource: 'organizations.amazonaws.com',
    requestParameters: parameters,
  });
  const finding = judged(monitor, event);
  if (finding.kind === 'ignored') throw new Error(finding.because);
  return finding.resources[0] as Resource;
};

test('resources are the organization’s, so that exemptions can name them', () => {
  expect(resourceOf('DisableAWSServiceAccess', { servicePrincipal: service }).arn).toBe(`${whole}/service/${service}`);
  expect(resourceOf('RegisterDelegatedAdministrator', { servicePrincipal: service, accountId: stranger }).arn).toBe(
    `${whole}/administrator/${stranger}/${service}`,
  );
});

test('an administrator is found on whatever page it is', async () => {
  const session = aSession(({ input }) =>
    input.NextToken ? { DelegatedAdministrators: [{ Id: stranger }] } : { DelegatedAdministrators: [], NextToken: '2' },
  );
  const resource = resourceOf('RegisterDelegatedAdministrator', { servicePrincipal: service, accountId: stranger });
  expect(await fix.read(resource, session, async () => true)).toEqual(office(stranger, true));
});

test.each([
  ['a service', { kind: 'access', service, wanted: true }, 'EnableAWSServiceAccess', 'DisableAWSServiceAccess'],
  [
    'an office',
    { kind: 'administrator', account: stranger, service, wanted: false },
    'DeregisterDelegatedAdministrator',
    'RegisterDelegatedAdministrator',
  ],
] as const)('undo of %s is the opposite call', async (_, change, applied, undone) => {
  const session = aSession(() => ({}));
  await fix.apply(change as never, session);
  await fix.undo({} as never, change as never, session);
  expect(session.sent.map(({ name }) => name)).toEqual([applied, undone]);
  expect(session.sent.map(({ input }) => input.ServicePrincipal)).toEqual([service, service]);
});

test.each([
  [true, 'AccountAlreadyRegisteredException', false],
  [false, 'AccountNotRegisteredException', false],
  [true, 'AccountNotRegisteredException', true],
  [true, 'ConstraintViolationException', true],
])('wanted %s, answered %s: throws %s', async (wanted, name, throws) => {
  const session = aSession(() => awsError(name));
  const change = { kind: 'administrator', account: stranger, service, wanted };
  const applied = fix.apply(change as never, session);
  await (throws ? expect(applied).rejects.toThrow(name) : expect(applied).resolves.toBeUndefined());
});

test.each([
  ['organizations:LeaveOrganization', 'DenyLeavingOrganization'],
  ['organizations:AcceptHandshake', 'DenyLeavingOrganization'],
  ['account:CloseAccount', 'DenyLeavingOrganization'],
  ['organizations:CloseAccount', 'DenyChangingOrganization'],
  ['organizations:DeleteOrganization', 'DenyChangingOrganization'],
  ['organizations:InviteAccountToOrganization', 'DenyChangingOrganization'],
  ['organizations:MoveAccount', 'DenyChangingOrganization'],
  ['organizations:RemoveAccountFromOrganization', 'DenyChangingOrganization'],
  ['account:PutAlternateContact', 'DenyChangingAccountAddresses'],
  ['account:StartPrimaryEmailUpdate', 'DenyChangingAccountAddresses'],
  ['account:PutAccountName', 'DenyChangingAccountAddresses'],
  ['organizations:DescribeOrganization', 'allowed'],
  ['account:GetAlternateContact', 'allowed'],
  ['account:EnableRegion', 'allowed'],
])('%s: %s', (action, by) => {
  expect(decided(guardrail, { action })).toBe(by);
});

test('its control is short', () => {
  expect(characters(guardrail)).toBeLessThan(1_100);
});
