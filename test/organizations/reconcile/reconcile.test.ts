import { AccountClient, DeleteAlternateContactCommand } from '@aws-sdk/client-account';
import { EnableOrganizationAdminAccountCommand, GuardDutyClient } from '@aws-sdk/client-guardduty';
import { Inspector2Client, UpdateOrganizationConfigurationCommand } from '@aws-sdk/client-inspector2';
import {
  DeregisterDelegatedAdministratorCommand,
  DisableAWSServiceAccessCommand,
  EnableAWSServiceAccessCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { describeReported, unsettled } from '../../../lib/organizations/reconcile/report';
import { type LocalAws, startLocalAws } from '../../../lib/rehearsal/local-aws/local-aws';
import { stateOf } from './state-of';
import { everything } from './wanted';
import { createWorld, home, isChange, type World } from './world';

let local: LocalAws;
let whole: { readonly state: unknown; readonly changes: number };
beforeAll(async () => {
  local = await startLocalAws();
  const world = await createWorld(local);
  await world.run(everything(world));
  whole = { state: await stateOf(world), changes: world.calls.filter(isChange).length };
}, 60_000);
afterAll(() => local.stop());

const planFromNothing = [
  'enable trusted access of cloudtrail.amazonaws.com',
  'enable trusted access of account.amazonaws.com',
  'enable trusted access of iam.amazonaws.com',
  'enable trusted access of guardduty.amazonaws.com',
  'enable trusted access of inspector2.amazonaws.com',
  'enable trusted access of macie.amazonaws.com',
  'enable trusted access of access-analyzer.amazonaws.com',
  'enable trusted access of config.amazonaws.com',
  'enable trusted access of fms.amazonaws.com',
  'enable trusted access of securityhub.amazonaws.com',
  'enable trusted access of securitylake.amazonaws.com',
  'let StackSets reach the accounts of the organization',
  'enable policies of type SERVICE_CONTROL_POLICY',
  'enable policies of type GUARDDUTY_POLICY',
  'create policy breakwater-guardduty (GUARDDUTY_POLICY)',
  'attach policy breakwater-guardduty to the root',
  'let account security administer access-analyzer.amazonaws.com',
  'let account security administer config.amazonaws.com',
  'let account orders administer cloudtrail.amazonaws.com',
  'manage root credentials of member accounts centrally',
  'allow short root sessions in member accounts from the management account',
  'make account security the administrator of GuardDuty in eu-west-1',
  'keep GuardDuty on in every account in eu-west-1, S3_DATA_EVENTS on, RUNTIME_MONITORING on',
  'make account security the administrator of Macie in eu-west-1',
  'switch Macie on in new accounts in eu-west-1',
  'switch Macie on in account master in eu-west-1',
  'switch Macie on in account orders in eu-west-1',
  'make account security the administrator of Inspector in eu-west-1',
  'keep Inspector on in new accounts in eu-west-1: ec2, lambda',
  'make account master a member of Inspector in eu-west-1',
  'make account orders a member of Inspector in eu-west-1',
  'scan EC2, LAMBDA of 3 accounts in eu-west-1',
  'make account security the administrator of Firewall Manager',
  'make account security the administrator of Security Hub V2',
  'make account orders the administrator of Security Lake',
  'collect CLOUD_TRAIL_MGMT, ROUTE53 of new accounts in eu-west-1, eu-central-1',
  'rename account orders to shop',
  'change the e-mail of account shop to shop@example.com; AWS mails a code there',
  'enable region af-south-1 in account master',
  'enable region af-south-1 in account security',
  'enable region af-south-1 in account orders',
  'tell AWS the security contact of account master',
  'tell AWS the billing contact of account master',
  'tell AWS the security contact of account security',
  'tell AWS the billing contact of account security',
  'tell AWS the security contact of account orders',
  'tell AWS the billing contact of account orders',
  'ask for 3000 of quota L-B99A9384 of lambda in account master, eu-west-1',
  'ask for 3000 of quota L-B99A9384 of lambda in account security, eu-west-1',
  'ask for 3000 of quota L-B99A9384 of lambda in account orders, eu-west-1',
  'split bills by breakwater:business-unit',
];

describe('an organization where nothing is settled', () => {
  test('is settled in one run, and a second one changes nothing', async () => {
    const world = await createWorld(local);
    const report = await world.run(everything(world));
    expect(unsettled(report)).toBe(0);
    expect(report.steps.map(({ outcome }) => outcome.kind)).toEqual(report.steps.map(() => 'done'));
    expect(await stateOf(world)).toEqual(whole.state);
    world.calls.length = 0;
    const again = await world.run(everything(world));
    expect(again.steps).toEqual([]);
    expect(again.complete).toBe(true);
    expect(world.calls.filter(isChange)).toEqual([]);
  });

  test('has a plan that tells the steps of the run to come, and makes none', async () => {
    const world = await createWorld(local);
    const plan = await world.run(everything(world), { mode: 'plan' });
    expect(world.calls.filter(isChange)).toEqual([]);
    const done = await world.run(everything(world));
    const said = (steps: typeof plan.steps) => steps.map((step) => named(world, describeReported(step)));
    // The run has renamed an account when it comes to the later settings.
    expect(said(done.steps).map((text) => text.replace('account shop', 'account orders'))).toEqual(
      said(plan.steps).map((text) => text.replace('account shop', 'account orders')),
    );
    expect(said(plan.steps)).toEqual(planFromNothing);
  });

  test('is settled after a run that was killed before any of its changes', async () => {
    expect(whole.changes).toBeGreaterThan(40);
    for (let made = 0; made < whole.changes; made += 1) {
      const world = await createWorld(local);
      world.life.left = made;
      await world.run(everything(world)).catch(() => undefined);
      expect(world.calls.filter(isChange)).toHaveLength(made);
      world.life.left = undefined;
      const { complete, steps } = await world.run(everything(world));
      expect([made, complete, steps.filter(({ outcome }) => outcome.kind !== 'done')]).toEqual([made, true, []]);
      expect(world.calls.filter(isChange)).toHaveLength(whole.changes);
      expect(await stateOf(world)).toEqual(whole.state);
    }
  }, 240_000);
});

test('an organization that somebody has begun to settle by hand ends the same', async () => {
  const world = await createWorld(local);
  const { organizations, guardDuty } = clientsOf(world);
  for (const ServicePrincipal of ['macie.amazonaws.com', 'guardduty.amazonaws.com']) {
    await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
  }
  await guardDuty.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: world.members.security }));
  world.state.rootFeatures.push('RootCredentialsManagement');
  world.state.securityHub.administrator = String(world.members.security);
  world.state.lake.administrator = String(world.members.orders);
  world.calls.length = 0;
  await world.run(everything(world));
  expect(world.calls.filter(isChange)).toHaveLength(whole.changes - 6);
  expect(await stateOf(world)).toEqual(whole.state);
});

test('an organization that has drifted is brought back, setting by setting', async () => {
  const world = await createWorld(local);
  await world.run(everything(world));
  const { organizations, account, inspector } = clientsOf(world);
  await organizations.send(new DisableAWSServiceAccessCommand({ ServicePrincipal: 'fms.amazonaws.com' }));
  await organizations.send(
    new DeregisterDelegatedAdministratorCommand({
      AccountId: world.members.security,
      ServicePrincipal: 'access-analyzer.amazonaws.com',
    }),
  );
  await account.send(
    new DeleteAlternateContactCommand({ AccountId: world.members.orders, AlternateContactType: 'SECURITY' }),
  );
  await inspector.send(
    new UpdateOrganizationConfigurationCommand({ autoEnable: { ec2: false, ecr: true, lambda: true } }),
  );
  const [policy] = world.state.policies;
  Object.assign(policy ?? {}, { Content: '{}', targets: [String(world.members.orders)] });
  world.state.guardDuty[home] = {
    AutoEnableOrganizationMembers: 'ALL',
    Features: [
      { Name: 'S3_DATA_EVENTS', AutoEnable: 'NONE' },
      { Name: 'EKS_AUDIT_LOGS', AutoEnable: 'ALL' },
      {
        Name: 'RUNTIME_MONITORING',
        AutoEnable: 'ALL',
        AdditionalConfiguration: [{ Name: 'EC2_AGENT_MANAGEMENT', AutoEnable: 'NONE' }],
      },
    ],
  };
  world.state.macie[home]?.members.pop();
  world.state.securityHub.administrator = undefined;
  world.state.lake.collected['eu-central-1']?.pop();
  world.state.names[String(world.members.orders)] = 'mine';
  world.calls.length = 0;
  const { steps } = await world.run(everything(world));
  expect(steps.map(describeReported)).toEqual([
    'enable trusted access of fms.amazonaws.com',
    'attach policy breakwater-guardduty to the root',
    'update policy breakwater-guardduty',
    'detach policy breakwater-guardduty from account mine',
    expect.stringMatching(/^let account \d+ administer access-analyzer.amazonaws.com$/),
    `keep GuardDuty on in every account in ${home}, S3_DATA_EVENTS on, EKS_AUDIT_LOGS off, RUNTIME_MONITORING on`,
    `switch Macie on in account mine in ${home}`,
    `keep Inspector on in new accounts in ${home}: ec2, lambda`,
    expect.stringMatching(/^make account \d+ the administrator of Security Hub V2$/),
    'collect CLOUD_TRAIL_MGMT, ROUTE53 of new accounts in eu-central-1',
    'rename account mine to shop',
    'tell AWS the security contact of account mine',
  ]);
  expect(world.calls.filter(isChange)).toHaveLength(steps.length);
  expect(await stateOf(world)).toEqual(whole.state);
});

function named({ members }: World, text: string): string {
  return Object.entries(members).reduce((sentence, [name, id]) => sentence.replaceAll(id, name), text);
}

function clientsOf({ management, members, sessions }: World) {
  const own = sessions({ account: management, region: home });
  return {
    organizations: own.client(OrganizationsClient),
    account: own.client(AccountClient),
    guardDuty: own.client(GuardDutyClient),
    inspector: sessions({ account: String(members.security), region: home }).client(Inspector2Client),
  };
}
