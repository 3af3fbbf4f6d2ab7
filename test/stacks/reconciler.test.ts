import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assembly } from '../../lib/assembly/assembly';
import { servicesOf } from '../../lib/config/services';
import { isObject, type JsonObject } from '../../lib/model/json';
import type { Account, Organization } from '../../lib/model/organization';
import type { ReconcilerConfiguration } from '../../lib/organizations/reconcile/handler';
import { loadGuardrails } from '../../policies';
import { reconcilerSettings } from '../../stacks/reconciler-settings';
import { noAdministration } from '../no-administration';
import { anOrganization, memberAccounts } from './an-organization';
import { synthesize } from './synthesize';

const little = { services: servicesOf({ guardDuty: 'off', inspector: 'off', macie: 'off', config: 'off' }) };
const guardrails = loadGuardrails(join(__dirname, 'guardrails'));

test('what lies beside the function is what breakwater reconcile settles from a laptop', () => {
  const organization = anOrganization();
  expect(configurationIn(synthesize(organization))).toEqual({
    settings: JSON.parse(JSON.stringify(reconcilerSettings(organization, guardrails))),
    managementAccount: '000000000001',
    roles: {
      own: { '000000000003': 'arn:aws:iam::000000000003:role/breakwater/breakwater-services' },
      everywhere: 'arn:aws:iam::ACCOUNT:role/breakwater/breakwater-quotas',
    },
  });
});

test('neither template nor configuration grows with accounts', () => {
  const sizes = [1, 400].map((count) => {
    const { accounts } = anOrganization();
    const assembly = synthesize(anOrganization({ accounts: [...accounts, ...memberAccounts(count)] }));
    return [JSON.stringify(configurationIn(assembly)).length, stackOf(assembly, 'breakwater-reconciler').bytes];
  });
  expect(sizes[1]).toEqual(sizes[0]);
});

test('nothing can wait for it: no custom resource, and only the log outlives its stack', () => {
  const resources = Object.values(
    stackOf(synthesize(anOrganization()), 'breakwater-reconciler').template.Resources ?? {},
  );
  expect(resources.filter(({ Type }) => /Custom::|CustomResource/.test(Type))).toEqual([]);
  const retained = resources.filter(({ DeletionPolicy }) => DeletionPolicy === 'Retain').map(({ Type }) => Type);
  expect(retained).toEqual(['AWS::Logs::LogGroup']);
});

test('it is asked by the clock, by deployments and by new accounts', () => {
  const rules = Object.values(stackOf(synthesize(anOrganization()), 'breakwater-reconciler').template.Resources ?? {})
    .filter(({ Type }) => Type === 'AWS::Events::Rule')
    .map(({ Properties }) => Properties?.ScheduleExpression ?? [Properties?.EventBusName, Properties?.EventPattern]);
  const stack = (name: string) => ({ prefix: `arn:aws:cloudformation:eu-west-1:000000000001:stack/${name}` });
  expect(rules).toEqual([
    'rate(1 hour)',
    [
      undefined,
      {
        source: ['aws.cloudformation'],
        'detail-type': ['CloudFormation Stack Status Change'],
        detail: {
          'stack-id': [
            stack('breakwater-organization/'),
            stack('breakwater-accounts-'),
            stack('breakwater-reconciler/'),
          ],
          'status-details': { status: ['CREATE_COMPLETE', 'UPDATE_COMPLETE'] },
        },
      },
    ],
    ['breakwater-account-lifecycle', expect.objectContaining({ source: ['aws.organizations'] })],
  ]);
});

describe('its role', () => {
  test('may do what this organization asks of it, and nothing that another would', () => {
    const actions = actionsOf(anOrganization(little));
    expect(actions.filter((action) => !/^organizations:(List|Describe)/.test(action))).toEqual(
      [
        'account:PutAccountName',
        'cloudformation:ActivateOrganizationsAccess',
        'cloudformation:DescribeOrganizationsAccess',
        'iam:CreateServiceLinkedRole',
        'organizations:AttachPolicy',
        'organizations:CreatePolicy',
        'organizations:DetachPolicy',
        'organizations:EnableAWSServiceAccess',
        'organizations:EnablePolicyType',
        'organizations:RegisterDelegatedAdministrator',
        'organizations:UpdatePolicy',
      ].filter((action) => action !== 'account:PutAccountName'),
    );
  });

  const asked: readonly (readonly [string, Partial<Organization>, string])[] = [
    [
      'contacts',
      { administration: { ...noAdministration, contacts: { billing: someContact() } } },
      'account:PutAlternateContact',
    ],
    [
      'central root access',
      { administration: { ...noAdministration, rootPowers: ['sessions'] } },
      'iam:EnableOrganizationsRootSessions',
    ],
    ['an account that is called otherwise', { accounts: renamed() }, 'account:PutAccountName'],
    ['a region that is off', { governedRegions: ['eu-west-1', 'eu-south-1'] }, 'account:EnableRegion'],
    [
      'a quota',
      { administration: { ...noAdministration, serviceQuotas: [someQuota()] } },
      'servicequotas:RequestServiceQuotaIncrease',
    ],
    ['GuardDuty', { services: servicesOf({ macie: 'off' }) }, 'guardduty:EnableOrganizationAdminAccount'],
    ['Firewall Manager', { services: servicesOf({ firewallManager: 'on' }) }, 'fms:AssociateAdminAccount'],
    [
      "Security Hub's second version",
      { services: servicesOf({ securityHub: { v2: true } }) },
      'securityhub:EnableOrganizationAdminAccount',
    ],
    [
      'Security Lake',
      { services: servicesOf({ securityLake: 'on' }) },
      'securitylake:RegisterDataLakeDelegatedAdministrator',
    ],
  ];
  test.each(asked)('may, for %s, do that too', (_, more, action) => {
    expect(actionsOf(anOrganization(little))).not.toContain(action);
    expect(actionsOf(anOrganization({ ...little, ...more }))).toContain(action);
  });

  test('closes exactly the accounts that the file says twice are to be closed', () => {
    const closing = [{ account: 'orders-prod', id: '111122223333', because: '', owner: '', until: '2030-01-01' }];
    const statements = statementsOf(anOrganization({ ...little, administration: { ...noAdministration, closing } }));
    expect(statements.filter(({ Action }) => String(Action).includes('CloseAccount'))).toEqual([
      {
        Sid: 'Close',
        Effect: 'Allow',
        Action: ['organizations:CloseAccount'],
        Resource: ['arn:aws:organizations::000000000001:account/o-exampleorgid/111122223333'],
      },
    ]);
  });

  test('fits into what IAM takes, with everything on', () => {
    const services = servicesOf({ firewallManager: 'on', securityLake: 'on', securityHub: { v2: true } });
    const administration = {
      ...noAdministration,
      rootPowers: ['credentials', 'sessions'],
      contacts: { billing: someContact() },
      serviceQuotas: [someQuota()],
    } as const;
    const text = JSON.stringify(statementsOf(anOrganization({ services, administration, accounts: renamed() })));
    expect(text.length).toBeLessThan(10_240);
  });
});

test("AWS may make the role of Security Hub's second version where that is asked for, and nowhere else", () => {
  const linked = (v2: boolean) =>
    JSON.stringify(
      statementsOf(anOrganization({ services: servicesOf({ securityHub: { v2 } }) })).filter(
        ({ Action }) => Action === 'iam:CreateServiceLinkedRole',
      ),
    );
  expect(linked(true)).toContain('"securityhubv2.amazonaws.com"');
  expect(linked(false)).not.toContain('securityhubv2');
});

test('the log archive lends it the lake where there is one, and quotas along with it', () => {
  const rolesIn = (more: Partial<Organization>) => {
    const assembly = synthesize(anOrganization(more));
    const roles = Object.values(stackOf(assembly, 'breakwater-log-archive').template.Resources ?? {})
      .filter(({ Type, Properties }) => Type === 'AWS::IAM::Role' && Properties?.RoleName === 'breakwater-lake')
      .map(({ Properties }) => JSON.stringify(Properties));
    return { roles, own: configurationIn(assembly).roles.own['000000000002'] };
  };
  expect(rolesIn({})).toEqual({ roles: [], own: undefined });
  const services = servicesOf({ securityLake: 'on' });
  const administration = { ...noAdministration, serviceQuotas: [someQuota()] };
  const { roles, own } = rolesIn({ services, administration });
  expect(own).toBe('arn:aws:iam::000000000002:role/breakwater/breakwater-lake');
  expect(roles).toEqual([expect.stringContaining('"securitylake:CreateDataLakeOrganizationConfiguration"')]);
  expect(roles).toEqual([expect.stringContaining('"servicequotas:RequestServiceQuotaIncrease"')]);
  expect(roles).toEqual([expect.stringContaining('role/breakwater/breakwater-run-reconciler')]);
});

test('accounts get the role that asks for quotas only where quotas are asked for', () => {
  const names = (administration: Organization['administration']) =>
    stackOf(synthesize(anOrganization({ administration })), 'breakwater-baseline').stackSets.map(({ name }) => name);
  expect(names(noAdministration)).not.toContain('breakwater-quotas-role');
  expect(names({ ...noAdministration, serviceQuotas: [someQuota()] })).toContain('breakwater-quotas-role');
});

test('an account that is called otherwise now is to CloudFormation what it was', () => {
  const { Resources = {} } = stackOf(
    synthesize(anOrganization({ accounts: renamed() })),
    'breakwater-organization',
  ).template;
  const before = stackOf(synthesize(anOrganization()), 'breakwater-organization').template.Resources ?? {};
  const accounts = (all: typeof Resources) =>
    Object.entries(all).filter(([, { Type }]) => Type === 'AWS::Organizations::Account');
  expect(accounts(Resources)).toEqual(accounts(before));
});

function configurationIn(assembly: Assembly): ReconcilerConfiguration {
  const { S3Key } = codeOf(assembly);
  const folder = join(assembly.directory, `asset.${String(S3Key).replace('.zip', '')}`, 'configuration.json');
  return JSON.parse(readFileSync(folder, 'utf8')) as ReconcilerConfiguration;
}

function codeOf(assembly: Assembly): JsonObject {
  const { Resources = {} } = stackOf(assembly, 'breakwater-reconciler').template;
  const lambda = Object.values(Resources).find(({ Type }) => Type === 'AWS::Lambda::Function');
  return lambda?.Properties?.Code as JsonObject;
}

function statementsOf(organization: Organization): readonly JsonObject[] {
  const { Resources = {} } = stackOf(synthesize(organization), 'breakwater-reconciler').template;
  const role = Object.values(Resources).find(({ Type }) => Type === 'AWS::IAM::Role');
  const policies = (role?.Properties?.Policies ?? []) as readonly JsonObject[];
  const settle = policies.find(({ PolicyName }) => PolicyName === 'Settle')?.PolicyDocument;
  return (isObject(settle) ? settle.Statement : []) as readonly JsonObject[];
}

function actionsOf(organization: Organization): readonly string[] {
  return statementsOf(organization)
    .flatMap(({ Action }) => Action as string | readonly string[])
    .sort();
}

function stackOf({ stacks }: Assembly, name: string) {
  const stack = stacks.find((candidate) => candidate.name === name);
  if (!stack) throw new Error(`there is no stack ${name}`);
  return stack;
}

function renamed(): readonly Account[] {
  return anOrganization().accounts.map((account) =>
    account.name === 'orders-prod' ? { ...account, name: 'shop', formerly: { name: account.name } } : account,
  );
}

function someContact() {
  return { name: 'Money', title: 'books', email: 'money@example.com', phone: '1' };
}

function someQuota() {
  return { service: 'lambda', quota: 'L-B99A9384', value: 3000, regions: [] };
}
