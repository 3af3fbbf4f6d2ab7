import { EnableOrganizationAdminAccountCommand, GuardDutyClient } from '@aws-sdk/client-guardduty';
import { acceptEmail } from '../../../lib/organizations/reconcile/accept-email';
import { describeReported, unsettled } from '../../../lib/organizations/reconcile/report';
import type { Settings } from '../../../lib/organizations/reconcile/settings';
import { type LocalAws, startLocalAws } from '../../../lib/rehearsal/local-aws/local-aws';
import { fail } from '../local-organization';
import { everything } from './wanted';
import { createWorld, home, isChange, type World } from './world';

let local: LocalAws;
beforeAll(async () => {
  local = await startLocalAws();
}, 30_000);
afterAll(() => local.stop());

const quotaRefused = { serviceQuotas: [{ service: 'lambda', quota: 'L-00000000', value: 1, regions: [home] }] };
interface Refusal {
  readonly operation: string;
  readonly code: string;
  readonly says: RegExp;
  readonly more?: Partial<Settings>;
}

const refusals: readonly Refusal[] = [
  {
    operation: 'EnableAWSServiceAccess',
    code: 'AccessDeniedException',
    says: /master \(\d{12}\), eu-west-1: .*let whoever runs this call EnableAWSServiceAccess in account \d{12}/,
  },
  {
    operation: 'EnablePolicyType',
    code: 'PolicyTypeNotAvailableForOrganizationException',
    says: /needs all features enabled first/,
  },
  {
    operation: 'RegisterDelegatedAdministrator',
    code: 'DelegatedAdminAccountLimitExceededException',
    says: /three accounts administer the service already; deregister one/,
  },
  {
    operation: 'EnableOrganizationsRootSessions',
    code: 'ServiceAccessNotEnabledException',
    says: /us-east-1: .*the service is not trusted yet; the next run goes on/,
  },
  {
    operation: 'UpdateOrganizationConfiguration',
    code: 'AccessDeniedException',
    says: /security \(\d{12}\), eu-west-1: UpdateOrganizationConfiguration failed/,
  },
  {
    operation: 'AssociateAdminAccount',
    code: 'InvalidOperationException',
    says: /still taking its former administrator away; the next run goes on/,
  },
  {
    operation: 'StartPrimaryEmailUpdate',
    code: 'ConflictException',
    says: /another AWS account has this e-mail; give it another one in organization.yaml/,
  },
  {
    operation: 'EnableRegion',
    code: 'ConflictException',
    says: /AWS is still changing regions of the account; the next run goes on/,
  },
  {
    operation: 'PutAlternateContact',
    code: 'InternalServerException',
    says: /AWS failed on its side; the next run tries again/,
  },
  {
    operation: 'GetAWSDefaultServiceQuota',
    code: 'NoSuchResourceException',
    says: /no such quota in this region; correct serviceQuotas in organization.yaml/,
    more: quotaRefused,
  },
  {
    operation: 'RequestServiceQuotaIncrease',
    code: 'SomethingNew',
    says: /the next run tries again; if it stays, the API reference of this call explains the code/,
  },
];

test.each(refusals)(
  '$operation refused with $code names account, call and what to do, and the rest is settled',
  async ({ operation, code, says, more }) => {
    const world = await createWorld(local);
    world.life.refuse = (asked) => (asked === operation ? fail(code) : undefined);
    const report = await world.run(everything(world, more));
    const failed = report.steps.filter(({ outcome }) => outcome.kind === 'failed');
    expect(failed.length).toBeGreaterThan(0);
    for (const step of failed) {
      expect(step.outcome).toMatchObject({ operation, code, remedy: expect.stringMatching(/^.{20,}$/) });
      expect(describeReported(step)).toContain(`${operation} failed with ${code}: no; `);
    }
    expect(failed.map(describeReported).join('\n')).toMatch(says);
    expect(report.steps.filter(({ outcome }) => outcome.kind === 'done').length).toBeGreaterThan(5);
    expect(unsettled(report)).toBeGreaterThanOrEqual(failed.length);
    // Whatever was refused is made up for, and nothing is done twice.
    world.life.refuse = () => undefined;
    await world.run(everything(world));
    const again = await world.run(everything(world));
    expect(again.steps).toEqual([]);
  },
);

test('what stands on a refused step waits, and says for what', async () => {
  const world = await createWorld(local);
  world.life.refuse = (operation, input) =>
    operation === 'EnableAWSServiceAccess' && JSON.stringify(input).includes('macie')
      ? fail('SomethingNew')
      : undefined;
  const { steps } = await world.run(everything(world));
  const waiting = steps.filter(({ outcome }) => outcome.kind === 'blocked').map(describeReported);
  expect(waiting).toEqual([
    'settle macie-administrator: waits for trusted access of macie.amazonaws.com',
    `settle macie-organization: waits for the administrator of Macie in ${home}`,
  ]);
  expect(world.calls).not.toContain('CreateMember');
});

test('the same refusal is not asked for in a thousand accounts', async () => {
  const names = Array.from({ length: 14 }, (_, number) => `a${number}`);
  const world = await createWorld(local, ['security', 'orders', ...names]);
  world.life.refuse = (operation) => (operation === 'GetAlternateContact' ? fail('AccessDeniedException') : undefined);
  const { steps, notes } = await world.run(everything(world));
  expect(steps.filter(({ setting }) => setting === 'contacts')).toHaveLength(10);
  expect(notes).toContainEqual({
    setting: 'contacts',
    note: 'the rest of contacts is left to the next run',
    wrong: true,
  });
});

test('a region without the service is noted, and nobody is troubled', async () => {
  const world = await createWorld(local);
  const nowhere = Object.assign(new Error('getaddrinfo ENOTFOUND macie2'), { code: 'ENOTFOUND' });
  world.life.refuse = (operation) => (operation === 'GetMacieSession' ? nowhere : undefined);
  const report = await world.run(everything(world));
  expect(report.notes).toContainEqual({
    setting: 'macie-administrator',
    note: `${home} does not offer it`,
    wrong: false,
  });
  expect(report.steps.filter(({ outcome }) => outcome.kind === 'failed')).toEqual([]);
});

describe('time', () => {
  test('that is up before anything has been looked at leaves everything to the next run', async () => {
    const world = await createWorld(local);
    const report = await world.run(everything(world), { until: 0 });
    expect(report).toEqual({ steps: [], notes: [], complete: false });
    expect(world.calls.filter(isChange)).toEqual([]);
  });

  test('is not spent on waiting for AWS past its end', async () => {
    const world = await createWorld(local);
    world.life.refuse = (operation) => (operation === 'PutAccountName' ? fail('TooManyRequestsException') : undefined);
    const { complete, steps } = await world.run(everything(world), { until: Date.now() + 15_000 });
    expect(complete).toBe(false);
    expect(steps.filter(({ outcome }) => outcome.kind !== 'done')).toEqual([]);
    expect(world.calls).not.toContain('PutAccountName');
    world.life.refuse = () => undefined;
    expect((await world.run(everything(world))).complete).toBe(true);
    expect((await world.run(everything(world))).steps).toEqual([]);
  });
});

describe('closing', () => {
  const closing = (world: World, account: string, id = world.members[account]) =>
    everything(world, { closing: [{ account, id: String(id) }], renamed: [] });

  test('closes the account the file names by name and id, once', async () => {
    const world = await createWorld(local, ['security', 'orders', 'old']);
    await world.run(closing(world, 'old'));
    expect(world.calls.filter((operation) => operation === 'CloseAccount')).toHaveLength(1);
    world.calls.length = 0;
    expect((await world.run(closing(world, 'old'))).steps).toEqual([]);
    expect(world.calls).not.toContain('CloseAccount');
  });

  test.each([
    [
      'an id of another account',
      (world: World) => closing(world, 'old', world.members.orders),
      /AWS calls it 'orders'; name and id have to be of the same account/,
    ],
    [
      'an account the landing zone stands on',
      (world: World) => closing(world, 'security'),
      /the landing zone stands on it/,
    ],
    [
      'the management account',
      (world: World) => closing(world, 'master', world.management),
      /the landing zone stands on it/,
    ],
    [
      'an id nobody has',
      (world: World) => closing(world, 'old', '999999999999'),
      /no account of the organization has this id/,
    ],
  ])('refuses %s', async (_, settings, says) => {
    const world = await createWorld(local, ['security', 'orders', 'old']);
    const { notes } = await world.run(settings(world));
    expect(notes.filter(({ setting }) => setting === 'closing')).toEqual([
      { setting: 'closing', note: expect.stringMatching(says), wrong: true },
    ]);
    expect(world.calls).not.toContain('CloseAccount');
  });
});

test('a changed e-mail waits for the code that a person types', async () => {
  const world = await createWorld(local);
  const settings = everything(world);
  const management = { account: world.management, region: home };
  await world.run(settings);
  const { notes } = await world.run(settings);
  expect(notes.map(({ note }) => note)).toContain(
    'AWS has mailed a code to shop@example.com: breakwater reconcile --code shop=CODE',
  );
  const accept = (code: string) => acceptEmail(code, settings, management, world.sessions);
  await expect(accept('stock=123456')).rejects.toThrow(
    'write account=123456; accounts that are formerly something else: shop',
  );
  await expect(accept('shop=1')).rejects.toThrow('AcceptPrimaryEmailUpdate failed with ValidationException');
  expect(await accept('shop=123456')).toBe('account shop has the e-mail shop@example.com');
  expect((await world.run(settings)).notes.filter(({ setting }) => setting === 'account-emails')).toEqual([]);
});

describe('what is wrong and not ours to change', () => {
  test('another administrator of GuardDuty stays, and is told', async () => {
    const world = await createWorld(local);
    const client = world.sessions({ account: world.management, region: home }).client(GuardDutyClient);
    await client.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: world.members.orders }));
    const { notes } = await world.run(everything(world));
    expect(notes).toContainEqual({
      setting: 'guardduty-administrator',
      note: `account ${world.members.orders} is the administrator of GuardDuty in ${home}; take that away by hand, then ${world.members.security} becomes it`,
      wrong: true,
    });
  });

  test('policies that AWS cannot merge are told with their fault', async () => {
    const world = await createWorld(local);
    world.state.invalid.push(String(world.members.orders));
    const report = await world.run(everything(world));
    expect(report.notes).toContainEqual({
      setting: 'effective-policies',
      note: `account ${world.members.orders} has an invalid effective GUARDDUTY_POLICY: ELEMENTS_TOO_MANY at plans: too many plans`,
      wrong: true,
    });
    expect(unsettled(report)).toBe(1);
  });

  test('a service that is still trusted stays so, and is told', async () => {
    const world = await createWorld(local);
    await world.run(everything(world));
    const fewer = everything(world, { firewallManager: false });
    const trustedServices = fewer.trustedServices.filter((service) => service !== 'fms.amazonaws.com');
    const { steps, notes } = await world.run({ ...fewer, trustedServices });
    expect(steps).toEqual([]);
    expect(notes.map(({ note }) => note)).toContain(
      'fms.amazonaws.com is still trusted, and nothing here needs it; take that away by hand',
    );
  });

  test('credentials of another organization are refused before anything is read of it', async () => {
    const world = await createWorld(local);
    await expect(world.run(everything(world, { organization: 'o-another' }))).rejects.toThrow(
      /these credentials are of o-\w+, and the lock file of o-another; use the right ones/,
    );
  });
});

test('a service that is paused rests in every account, and can be switched on again', async () => {
  const world = await createWorld(local);
  await world.run(everything(world));
  world.state.guardDutyMembers.push(String(world.members.orders));
  const paused: Settings['services'] = {
    ...everything(world).services,
    guardDuty: { paused: true, protections: ['s3', 'runtime'] },
    macie: { paused: true, discovery: false },
  };
  const { steps } = await world.run(everything(world, { services: paused }));
  expect(steps.map(describeReported)).toEqual([
    `give no new account GuardDuty in ${home}, S3_DATA_EVENTS off, RUNTIME_MONITORING off`,
    `pause GuardDuty in account ${world.members.orders} in ${home}`,
    `leave Macie off in new accounts in ${home}`,
    `pause Macie in account master in ${home}`,
    `pause Macie in account shop in ${home}`,
  ]);
  expect((await world.run(everything(world, { services: paused }))).steps).toEqual([]);
  const again = await world.run(everything(world));
  expect(again.steps.map(describeReported)).toEqual([
    `keep GuardDuty on in every account in ${home}, S3_DATA_EVENTS on, RUNTIME_MONITORING on`,
    `switch Macie on in new accounts in ${home}`,
    `resume Macie in account master in ${home}`,
    `resume Macie in account shop in ${home}`,
  ]);
});

test('looking again costs an account one call for each thing it has, and none of Organizations', async () => {
  const callsWith = async (more: readonly string[]) => {
    const world = await createWorld(local, ['security', 'orders', ...more]);
    await world.run(everything(world));
    world.calls.length = 0;
    await world.run(everything(world));
    return world.calls;
  };
  const [few, many] = [await callsWith([]), await callsWith(['a', 'b', 'c', 'd'])];
  // Two contacts, the regions, and a quota: its own value, the default, and the request that waits.
  expect(many.length - few.length).toBe(4 * (2 + 1 + 3));
});
