import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { loadOrganization } from '../../lib/config/load-organization';
import { formatProblem } from '../../lib/config/problem';
import { modeIn } from '../../lib/model/organization';
import { folderWith, load, options, organizationIn, problemsIn, valid } from './folder';

describe('a valid organization', () => {
  const files = {
    'organization.yaml': `${valid}    boundary: { data: regulated, businessUnit: finance }
    tags: { cost-center: "0042" }
guardrails:
  buckets-stay-private: notify
  ssh-stays-behind-the-bastion: { units: { workloads/production: enforce } }
`,
  };

  it('gets what is not said', () => {
    expect(organizationIn({ 'organization.yaml': valid })).toMatchObject({
      partition: 'aws',
      defaultMode: 'observe',
      guardrails: {},
      exemptions: [],
      bastion: { cidrs: [], ports: [22] },
      alerts: { emails: [] },
      policyQuotas: {},
    });
  });

  it('has units with their paths, parents first, and the purpose of the unit above', () => {
    expect(organizationIn(files).units).toEqual([
      { name: 'security', path: 'security', purpose: 'security' },
      { name: 'workloads', path: 'workloads', purpose: 'workloads' },
      { name: 'production', path: 'workloads/production', parent: 'workloads', purpose: 'workloads' },
    ]);
  });

  it('has accounts with their boundary as tags beside their own', () => {
    expect(organizationIn(files).accounts.at(-1)).toEqual({
      name: 'orders',
      email: 'orders@small.example',
      role: 'member',
      unit: 'workloads/production',
      boundary: { data: 'regulated', businessUnit: 'finance' },
      tags: {
        'cost-center': '0042',
        'breakwater:account-role': 'member',
        'breakwater:data-classification': 'regulated',
        'breakwater:business-unit': 'finance',
      },
    });
  });

  it('has an exemption for each account that a boundary selects', () => {
    const exemption = (boundary: string) => `exemptions:
  - guardrail: buckets-stay-private
    boundary: ${boundary}
    resource: arn:aws:s3:::*-website
    because: what these accounts hold is public anyway
    owner: shop
    until: 2027-03-01
`;
    const yaml = `${valid}    boundary: { data: public, workload: shop }\n`;
    const [one, ...others] = organizationIn({
      'organization.yaml': `${yaml}${exemption('{ data: public }')}`,
    }).exemptions;
    expect({ one, others }).toMatchObject({
      one: { account: 'orders', resource: 'arn:aws:s3:::*-website' },
      others: [],
    });
    expect(one).not.toHaveProperty('boundary');
    expect(problemsIn({ 'organization.yaml': `${yaml}${exemption('{ data: public, workload: orders }')}` })).toEqual([
      expect.stringMatching(/boundary selects no account/),
    ]);
  });

  it('has the management account and the home region first', () => {
    const [management, ...others] = valid.slice(valid.indexOf('  - name: management')).split(/(?=^ {2}- name)/m);
    const text = `${valid.slice(0, valid.indexOf('  - name: management'))}${others.join('')}${management}`;
    const organization = organizationIn({
      'organization.yaml': text.replace('[eu-west-1, us-east-1]', '[us-east-1, eu-west-1]'),
    });
    expect(organization.accounts.map(({ name }) => name)).toEqual(['management', 'log-archive', 'security', 'orders']);
    expect(organization.governedRegions).toEqual(['eu-west-1', 'us-east-1']);
  });

  it('has modes where the nearest unit wins', () => {
    const organization = organizationIn(files);
    const mode = (id: string, path: string) => modeIn(organization, { id, appliesTo: ['workloads', 'security'] }, path);
    expect(mode('buckets-stay-private', 'workloads')).toBe('notify');
    expect(mode('ssh-stays-behind-the-bastion', 'workloads')).toBe('observe');
    expect(mode('ssh-stays-behind-the-bastion', 'workloads/production')).toBe('enforce');
  });

  it('follows the partition of its home region', () => {
    const text = valid.replace('eu-west-1', 'cn-north-1').replace('[eu-west-1, us-east-1]', '[cn-north-1]');
    expect(organizationIn({ 'organization.yaml': text }).partition).toBe('aws-cn');
  });

  it('finds nothing under names that JavaScript gives every object', () => {
    const organization = organizationIn({
      'organization.yaml': valid
        .replace('- name: production', '- name: constructor')
        .replace('workloads/production', 'workloads/constructor'),
    });
    expect(organization.guardrails.constructor).toBeUndefined();
    expect(organization.accounts[0]?.tags.toString).toBeUndefined();
  });

  it('cannot be changed', () => {
    const organization = organizationIn(files);
    const pieces = [
      organization,
      organization.units[0],
      organization.accounts.at(-1)?.tags,
      organization.bastion.ports,
    ];
    expect(pieces.map(Object.isFrozen)).toEqual([true, true, true, true]);
  });

  it('has no expired exemptions, so that nothing honours one', () => {
    const exemption = 'guardrail: buckets-stay-private, account: orders, because: a good reason, owner: web';
    const { organization, problems } = load({
      'organization.yaml': `${valid}exemptions:\n  - { ${exemption}, until: 2026-11-20 }\n  - { ${exemption}, until: 2027-02-01 }\n`,
    });
    expect(organization?.exemptions.map(({ until }) => until)).toEqual(['2027-02-01']);
    expect(problems.map(({ severity }) => severity)).toEqual(['warning']);
  });
});

describe('accounts/', () => {
  it('adds the accounts of each file, in the order of their names', () => {
    const { organization, problems } = load({
      'organization.yaml': valid,
      'accounts/b.yaml':
        '- { name: b1, email: b1@small.example, unit: security }\n- { name: b2, email: b2@small.example, unit: security }\n',
      'accounts/a.yml': 'name: a\nemail: a@small.example\nunit: security\n',
      'accounts/README.md': 'Accounts by business unit.',
    });
    expect(problems).toEqual([]);
    expect(organization?.accounts.slice(4).map(({ name }) => name)).toEqual(['a', 'b1', 'b2']);
  });

  it('may hold all of them', () => {
    const [head = '', list = ''] = valid.split('accounts:\n');
    expect(problemsIn({ 'organization.yaml': head, 'accounts/all.yaml': list })).toEqual([]);
  });

  it('reports each problem in the file that has it', () => {
    expect(
      problemsIn({
        'organization.yaml': valid,
        'accounts/a.yaml': 'name: billing\nemail: orders@small.example\nunit: workloads/produktion\n',
        'accounts/b.yaml': '- name: stock\n  email: stock\n  unit: security\n- stock\n',
        'accounts/c.yaml': 'accounts:\n  - name: returns\n',
        'accounts/d.txt': '',
        'accounts/e/f.yaml': '',
      }),
    ).toEqual([
      "accounts/a.yaml:2:8: account 'billing': email 'orders@small.example' is taken, first in organization.yaml on line 24; give each account its own, such as aws+name@example.com",
      "accounts/a.yaml:3:7: account 'billing': unit 'workloads/produktion' does not exist; did you mean 'workloads/production'?",
      "accounts/b.yaml:2:10: account 'stock': email must be an e-mail address, got 'stock'; write one such as aws+orders@example.com",
      "accounts/b.yaml:4:3: an account must be a mapping, got 'stock'; write its name and email",
      "accounts/c.yaml:1:1: the file must hold one account or a list of accounts, got a mapping with 'accounts'; write the list itself",
      'accounts/d.txt:1:1: warning: is not read, since it is not *.yaml; move or rename it',
      'accounts/e:1:1: warning: is not read, since it is a folder; move or rename it',
    ]);
  });

  it('does not miss accounts that may be in a file it could not read', () => {
    const text = valid.replace('    role: security\n', '');
    const exemption =
      '{ guardrail: buckets-stay-private, account: billing, because: a good reason, owner: web, until: 2027-02-01 }';
    expect(
      problemsIn({ 'organization.yaml': `${text}exemptions: [${exemption}]\n`, 'accounts/a.yaml': '- name: [billing' }),
    ).toEqual([
      'accounts/a.yaml:1:17: this is not YAML: a bracket above is not closed; end it with ]; the rest of this file is unchecked',
    ]);
  });

  it('is checked even when organization.yaml cannot be read', () => {
    expect(
      problemsIn({
        'organization.yaml': 'name: [small',
        'accounts/a.yaml':
          '- { name: billing, email: billing, unit: anywhere }\n- { name: Billing, email: b@small.example, unit: anywhere }\n',
      }),
    ).toEqual([
      "accounts/a.yaml:1:27: account 'billing': email must be an e-mail address, got 'billing'; write one such as aws+orders@example.com",
      "accounts/a.yaml:2:11: account 'Billing': name 'Billing' differs only in case from 'billing', first in a.yaml on line 1; rename one",
      'organization.yaml:1:13: this is not YAML: a bracket above is not closed; end it with ]; the rest of this file is unchecked',
    ]);
  });
});

describe('what is no organization', () => {
  it('is a folder that does not exist, or is a file', () => {
    const folder = folderWith({ 'organization.yaml': valid });
    for (const name of ['nowhere', 'organization.yaml']) {
      const { organization, problems } = loadOrganization(join(folder, name));
      expect(organization).toBeUndefined();
      expect(problems.map((problem) => formatProblem(problem, folder))).toEqual([
        `${name}:1:1: there is no such folder; create it with an organization.yaml in it`,
      ]);
    }
  });

  it('is a folder without the file, or with a folder in its place', () => {
    expect(problemsIn({ 'organization.yml': valid })).toEqual([
      'organization.yaml:1:1: organization.yaml is not in this folder; create it',
    ]);
    expect(problemsIn({ 'organization.yaml/organization.yaml': valid })).toEqual([
      'organization.yaml:1:1: organization.yaml is not a file; replace it by one',
    ]);
  });
});

it('says so when accounts is no folder, or a link to itself', () => {
  expect(problemsIn({ 'organization.yaml': valid, accounts: '' })).toEqual([
    'accounts:1:1: cannot be listed (ENOTDIR); make it a folder that this user may read',
  ]);
  const folder = folderWith({ 'organization.yaml': valid });
  symlinkSync('accounts', join(folder, 'accounts'));
  expect(loadOrganization(folder, options).problems.map((problem) => formatProblem(problem, folder))).toEqual([
    'accounts:1:1: cannot be listed (ELOOP); make it a folder that this user may read',
  ]);
});

describe('links', () => {
  const said = (folder: string) =>
    loadOrganization(folder, options).problems.map((problem) => formatProblem(problem, folder));

  it.each(['organization.yaml', 'organization.lock.yaml', 'accounts', 'accounts/x.yaml'])(
    'that lead out of the folder are not followed: %s',
    (name) => {
      const secret = folderWith({ file: 'secret: value', 'x.yaml': 'secret: value' });
      const files = { 'organization.yaml': valid, 'accounts/y.yaml': '[]' };
      const rest = Object.entries(files).filter(([file]) => !file.startsWith(name));
      const folder = folderWith(Object.fromEntries(rest));
      symlinkSync(name === 'accounts' ? secret : join(secret, 'file'), join(folder, name));
      expect(said(folder)).toEqual([
        `${name}:1:1: ${name} is a link that leads out of the folder; replace it by what it links to`,
      ]);
    },
  );

  it('inside the folder are', () => {
    const folder = folderWith({ 'all.yaml': valid });
    symlinkSync('all.yaml', join(folder, 'organization.yaml'));
    expect(said(folder)).toEqual([]);
  });
});
