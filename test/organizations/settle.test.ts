import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DetachPolicyCommand,
  MoveAccountCommand,
  type OrganizationsClient,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import { describeChange } from '../../lib/organizations/describe-change';
import type { LivingOrganization } from '../../lib/organizations/living';
import { planOrganization, settleOrganization } from '../../lib/organizations/settle';
import { type LocalAws, startLocalAws } from '../../lib/rehearsal/local-aws/local-aws';
import { dieAfter, isChange, newManagementAccount } from './local-organization';
import { account, document, policy, ref, root, template, unit } from './templates';

const templates = [
  template({
    Security: unit('security'),
    Workloads: unit('workloads', root, { Tags: [{ Key: 'breakwater:purpose', Value: 'workloads' }] }),
    Production: unit('production', ref('Workloads')),
    Log: account('log', ref('Security')),
    Orders: account('orders', ref('Production'), { Tags: [{ Key: 'data', Value: 'internal' }] }),
    Floor: policy('breakwater-floor', [root, ref('Production')], { Content: document('floor') }),
    Perimeter: policy('breakwater-perimeter', [ref('Workloads'), ref('Orders')], { Type: 'RESOURCE_CONTROL_POLICY' }),
  }),
];

let local: LocalAws;
beforeAll(async () => {
  local = await startLocalAws();
}, 30_000);
afterAll(() => local.stop());

describe('an organization made from nothing', () => {
  test('is what the templates say, and a second run changes nothing', async () => {
    const { organizations, calls } = await newManagementAccount(local);
    const settled = await settleOrganization({ organizations, templates });
    expect(shape(settled.living)).toEqual({
      policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
      units: ['security', 'workloads', 'workloads/production'],
      accounts: ['log in security', 'master in the root', 'orders in workloads/production'],
      policies: ['breakwater-floor on the root, workloads/production', 'breakwater-perimeter on orders, workloads'],
    });
    expect(settled.planned.map(describeChange)).toEqual([
      'create the organization, with all features',
      'enable policies of type SERVICE_CONTROL_POLICY',
      'enable policies of type RESOURCE_CONTROL_POLICY',
      'create unit security',
      'create unit workloads',
      'create unit workloads/production',
      'create policy breakwater-floor (SERVICE_CONTROL_POLICY)',
      'create policy breakwater-perimeter (RESOURCE_CONTROL_POLICY)',
      'attach policy breakwater-floor to the root',
      'attach policy breakwater-floor to unit workloads/production',
      'attach policy breakwater-perimeter to unit workloads',
      'create account log (log@example.com)',
      'create account orders (orders@example.com)',
      'attach policy breakwater-perimeter to account orders',
      'move account log from the root to unit security',
      'move account orders from the root to unit workloads/production',
    ]);
    calls.length = 0;
    const again = await settleOrganization({ organizations, templates });
    expect(calls.filter(isChange)).toEqual([]);
    expect(again.planned).toEqual([]);
    expect(again.living.tags).toEqual({
      [idOf(again.living, 'orders')]: { data: 'internal' },
      [idOf(again.living, 'workloads')]: { 'breakwater:purpose': 'workloads' },
    });
    calls.length = 0;
    expect((await planOrganization({ organizations, templates, tags: false })).planned).toEqual([]);
    expect(calls).not.toContain('ListTagsForResource');
  });

  test('is empty without templates, which change nothing later', async () => {
    const { organizations, calls } = await newManagementAccount(local);
    const { applied } = await settleOrganization({ organizations, templates: [] });
    expect(applied.done).toEqual([{ kind: 'create-organization' }]);
    await settleOrganization({ organizations, templates });
    calls.length = 0;
    expect((await settleOrganization({ organizations, templates: [] })).planned).toEqual([]);
    expect(calls.filter(isChange)).toEqual([]);
  });

  test('is the same after a run that was killed before any of its changes', async () => {
    const small = [
      template({
        Workloads: unit('workloads'),
        Production: unit('production', ref('Workloads')),
        Orders: account('orders', ref('Production')),
        Floor: policy('breakwater-floor', [ref('Production'), ref('Orders')]),
      }),
    ];
    const whole = await newManagementAccount(local);
    const expected = shape((await settleOrganization({ ...whole, templates: small })).living);
    const changes = whole.calls.filter(isChange).length;
    expect(changes).toBe(9);
    for (let made = 0; made < changes; made += 1) {
      const { organizations, calls } = await newManagementAccount(local);
      const revive = dieAfter(made, organizations);
      await expect(settleOrganization({ organizations, templates: small })).rejects.toThrow('killed');
      revive();
      calls.length = 0;
      const { living } = await settleOrganization({ organizations, templates: small });
      expect(shape(living)).toEqual(expected);
      expect(calls.filter(isChange)).toHaveLength(changes - made);
    }
  }, 30_000);
});

describe('an organization that drifted', () => {
  test('is repaired, statement by statement, and what is not ours stays', async () => {
    const { organizations, calls } = await newManagementAccount(local);
    const { living } = await settleOrganization({ organizations, templates });
    const [floor, perimeter] = [idOf(living, 'breakwater-floor'), idOf(living, 'breakwater-perimeter')];
    const [log, security, workloads] = [idOf(living, 'log'), idOf(living, 'security'), idOf(living, 'workloads')];
    await organizations.send(new UpdatePolicyCommand({ PolicyId: floor, Content: '{"Statement":[]}' }));
    await organizations.send(new DetachPolicyCommand({ PolicyId: floor, TargetId: living.root }));
    await organizations.send(new AttachPolicyCommand({ PolicyId: perimeter, TargetId: security }));
    await organizations.send(
      new MoveAccountCommand({ AccountId: log, SourceParentId: security, DestinationParentId: workloads }),
    );
    await createPolicy(organizations, 'theirs', security);
    await createPolicy(organizations, 'breakwater-old', workloads);

    const { planned, applied } = await settleOrganization({ organizations, templates });
    expect(planned.map(describeChange)).toEqual([
      'attach policy breakwater-floor to the root',
      'move account log from unit workloads to unit security',
      'update policy breakwater-floor',
      'detach policy breakwater-old from unit workloads',
      'detach policy breakwater-perimeter from unit security',
      'leave policy theirs alone: it is not ours',
      'leave policy breakwater-old alone: no template holds it any more; delete it when nobody misses it',
    ]);
    expect(applied.done).toHaveLength(5);
    calls.length = 0;
    const { planned: rest } = await settleOrganization({ organizations, templates });
    expect(rest.map(({ kind }) => kind)).toEqual(['unmanaged', 'unmanaged']);
    expect(calls.filter(isChange)).toEqual([]);
  });
});

describe('the number of calls', () => {
  const withAccounts = (count: number) => [
    template({
      Workloads: unit('workloads'),
      ...Object.fromEntries(
        Array.from({ length: count }, (_, number) => [`A${number}`, account(`a${number}`, ref('Workloads'))]),
      ),
      Floor: policy('breakwater-floor', [root]),
    }),
  ];

  test('grows by two with every account to create, and by one with every twenty to read', async () => {
    const few = await newManagementAccount(local);
    await settleOrganization({ ...few, templates: withAccounts(20) });
    const many = await newManagementAccount(local);
    await settleOrganization({ ...many, templates: withAccounts(60) });
    expect(many.calls.length - few.calls.length).toBe(40 * 2 + 40 / 20);

    many.calls.length = 0;
    const { planned } = await planOrganization({ ...many, templates: withAccounts(60) });
    expect(planned).toEqual([]);
    expect(count(many.calls)).toEqual({
      DescribeOrganization: 1,
      ListRoots: 1,
      ListOrganizationalUnitsForParent: 2,
      // One for the root, where the management account is, and one for every twenty in the unit.
      ListAccountsForParent: 1 + 60 / 20,
      ListCreateAccountStatus: 1,
      ListPolicies: 1,
      DescribePolicy: 1,
      ListTargetsForPolicy: 1,
    });
  }, 30_000);
});

describe('a policy type the local AWS lacks', () => {
  const unsupported = [
    template({
      Floor: policy('breakwater-floor', [root]),
      Defaults: policy('breakwater-ec2', [root], { Type: 'DECLARATIVE_POLICY_EC2', Content: { ec2_attributes: {} } }),
      Backups: policy('breakwater-backup', [root], { Type: 'BACKUP_POLICY', Content: { plans: {} } }),
    }),
  ];

  test('is an error that names the change, the call and the code', async () => {
    const { organizations } = await newManagementAccount(local);
    await expect(settleOrganization({ organizations, templates: unsupported })).rejects.toMatchObject({
      name: 'ChangeFailed',
      operation: 'EnablePolicyType',
      code: 'InvalidInputException',
      message: expect.stringContaining('enable policies of type DECLARATIVE_POLICY_EC2: EnablePolicyType failed'),
    });
  });

  test('is skipped with all that hangs on it, and reported, where the caller allows that', async () => {
    const { organizations } = await newManagementAccount(local);
    const { applied, living } = await settleOrganization({
      organizations,
      templates: unsupported,
      allowUnsupported: true,
    });
    expect(applied.skipped.map(({ change }) => describeChange(change))).toEqual([
      'enable policies of type DECLARATIVE_POLICY_EC2',
      'create policy breakwater-ec2 (DECLARATIVE_POLICY_EC2)',
      'create policy breakwater-backup (BACKUP_POLICY)',
      'attach policy breakwater-ec2 to the root',
      'attach policy breakwater-backup to the root',
    ]);
    expect(applied.skipped[4]?.because).toBe('policy breakwater-backup could not be created here');
    expect(shape(living).policies).toEqual(['breakwater-floor on the root']);
  });
});

describe('templates synthesized with the lock file of another organization', () => {
  const literal = [template({ Sandbox: unit('sandbox', 'r-prod'), One: account('one', 'ou-prod-12345678') })];

  test('are refused, since their ids mean nothing here', async () => {
    const { organizations } = await newManagementAccount(local);
    await expect(settleOrganization({ organizations, templates: literal })).rejects.toThrow(
      'Sandbox: no root, unit or account has the id r-prod; the templates were synthesized for another organization',
    );
  });

  test('build a copy of it when that lock file is given', async () => {
    const { organizations } = await newManagementAccount(local);
    const synthesizedWith = { root: 'r-prod', units: { sandbox: 'ou-prod-12345678' }, accounts: {} } as const;
    const { living } = await settleOrganization({ organizations, templates: literal, synthesizedWith });
    expect(shape(living).accounts).toEqual(['master in the root', 'one in sandbox']);
  });
});

/** The organization without its ids. */
function shape(living: LivingOrganization) {
  const names = new Map<string, string>([
    [living.root, 'the root'],
    ...living.units.map(({ id, path }) => [id, path] as const),
    ...living.accounts.map(({ id, name }) => [id, name] as const),
  ]);
  return {
    policyTypes: living.policyTypes,
    units: living.units.map(({ path }) => path),
    accounts: living.accounts.map(({ name, parent }) => `${name} in ${names.get(parent)}`).sort(),
    policies: living.policies.map(({ name, targets }) => {
      const places = targets.map((target) => names.get(target)).sort();
      return `${name} on ${places.join(', ')}`;
    }),
  };
}

function idOf(living: LivingOrganization, name: string): string {
  const found = [...living.units, ...living.accounts, ...living.policies].find((thing) => thing.name === name);
  return found?.id ?? `no ${name}`;
}

async function createPolicy(organizations: OrganizationsClient, Name: string, TargetId: string): Promise<void> {
  const input = { Name, Type: 'SERVICE_CONTROL_POLICY', Description: '', Content: '{"Statement":[]}' } as const;
  const { Policy } = await organizations.send(new CreatePolicyCommand(input));
  await organizations.send(new AttachPolicyCommand({ PolicyId: Policy?.PolicySummary?.Id, TargetId }));
}

function count(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
