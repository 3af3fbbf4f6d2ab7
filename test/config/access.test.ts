import { lockText } from '../../lib/config/lock-text';
import { organizationIn, problemsIn, valid } from './folder';

const id = (letter: string) => `93677acc-8011-70d1-6a1b-00000000000${letter}`;
const access = `access:
  groups: { platform: ${id('1')}, security: ${id('2')} }
  permissionSets:
    Admin: { managedPolicies: [AdministratorAccess] }
    Work: { managedPolicies: [PowerUserAccess], boundary: workload }
  assignments:
    - { group: platform, permissionSet: Work, units: [workloads] }
    - { group: platform, permissionSet: Admin, accounts: [management] }
  breakGlass: { operators: platform, approvers: security }
`;
const written = (text = access) => ({ 'organization.yaml': valid + text });
const changed = (from: string, to: string) => {
  expect(access).toContain(from);
  return written(access.replace(from, to));
};

it('has no problem', () => expect(problemsIn(written())).toEqual([]));

it.each<[string, Readonly<Record<string, string>>, string]>([
  [
    'a group nobody knows',
    changed('{ group: platform, permissionSet: Work', '{ group: platfrom, permissionSet: Work'),
    "'platfrom' does not exist; did you mean 'platform'?",
  ],
  [
    'a permission set nobody knows',
    changed('permissionSet: Work', 'permissionSet: Wrok'),
    "'Wrok' does not exist; did you mean 'Work'?",
  ],
  [
    'a unit nobody knows',
    changed('units: [workloads]', 'units: [workload]'),
    "'workload' does not exist; did you mean 'workloads'?",
  ],
  [
    'an account nobody knows',
    changed('accounts: [management]', 'accounts: [managment]'),
    "'managment' does not exist; did you mean 'management'?",
  ],
  ['an assignment for nobody', changed(', units: [workloads]', ''), 'is for no account; add units or accounts'],
  ['an id that is none', changed(id('1'), 'platform-engineers'), "must be a group's id"],
  ['a group with a space', changed(`${id('2')} }`, `${id('2')}, our people: ${id('3')} }`), 'may hold letters, digits'],
  [
    'a region that is none',
    changed('access:\n', 'access:\n  region: eu-wset-1\n'),
    "'eu-wset-1' is not a region; did you mean 'eu-west-1'?",
  ],
  [
    'a region where nobody hears',
    changed('access:\n', 'access:\n  region: eu-west-3\n'),
    "'eu-west-3' is not governed, so nobody hears of access that is changed by hand",
  ],
  [
    'a permission set that allows nothing',
    changed('[PowerUserAccess]', '[]'),
    'allows nothing; add managedPolicies or an inlinePolicy',
  ],
  [
    'half a policy',
    changed('managedPolicies: [PowerUserAccess]', 'inlinePolicy: { Version: "2012-10-17" }'),
    'has no Statement; write a whole policy document',
  ],
  [
    'a name that is taken',
    changed('    Admin:', '    BreakGlassOperator: { managedPolicies: [ReadOnlyAccess] }\n    Admin:'),
    'is the name of one that breakGlass makes; rename it',
  ],
  [
    'one group for both',
    changed('approvers: security', 'approvers: platform'),
    'are the operators; name another group',
  ],
  ['one group by two names', changed(id('2'), id('1')), 'are the operators; name another group'],
  [
    'a role that is none',
    changed('approvers: security', 'approvers: "arn:aws:iam::333344445555:user/ada"'),
    'is not the ARN of a role; write one such as',
  ],
  [
    'a session of a day',
    changed('boundary: workload', 'sessionHours: 24'),
    'must be at most 12, which is all AWS takes',
  ],
])('%s is told', (_, files, problem) => {
  const [found = '', ...more] = problemsIn(files);
  expect(found).toContain(problem);
  expect(found).toMatch(/^organization\.yaml:\d+:\d+: /);
  expect(more).toEqual([]);
});

it('fills in what a careful team would choose', () => {
  const { access: built } = organizationIn(written());
  expect(built).toMatchObject({ region: 'eu-west-1', stacks: 1, workloadRoles: 'free', breakGlass: { minutes: 60 } });
  // An administrator's session is short, unless a boundary keeps him from administering.
  expect(built?.permissionSets.map(({ name, sessionHours }) => [name, sessionHours])).toEqual([
    ['Admin', 1],
    ['Work', 4],
  ]);
});

it('is nobody’s business where it is not written', () => {
  expect(organizationIn(written('')).access).toBeUndefined();
});

const arn = 'arn:aws:sso:::instance/ssoins-0a1b2c3d4e5f6a7b';
it.each([
  ['learned', `identityCenter: ${arn}\nassignmentStacks: 4\n`, { instance: arn, stacks: 4 }],
  ['not learned yet', '', { stacks: 1 }],
])('Identity Center is %s', (_, lock, expected) => {
  const { access: built } = organizationIn({ ...written(), 'organization.lock.yaml': lock || 'units: {}\n' });
  expect({ instance: built?.instance, stacks: built?.stacks }).toEqual({ instance: undefined, ...expected });
});

it('what is learned is written down', () => {
  const written = lockText({ units: {}, accounts: {}, identityCenter: arn, assignmentStacks: 4 });
  const { access: built } = organizationIn({ 'organization.yaml': valid + access, 'organization.lock.yaml': written });
  expect(built).toMatchObject({ instance: arn, stacks: 4 });
});

const budgets = 'budgets:\n  organization: 900\n  units: { workloads: 500 }\n';
const alerts = 'alerts: { emails: [money@small.example] }\n';
it('takes budgets, and writes to whom alerts go', () => {
  expect(problemsIn(written(budgets + alerts))).toEqual([]);
  expect(organizationIn(written(budgets + alerts)).budgets).toEqual({
    currency: 'USD',
    organization: 900,
    units: { workloads: 500 },
    anomaliesFrom: 100,
    emails: ['money@small.example'],
  });
});

it.each([
  ['a unit nobody knows', budgets.replace('workloads:', 'workload:') + alerts, 'does not exist; did you mean'],
  ['nobody who reads them', budgets, 'budgets are read by nobody; add emails here or to alerts'],
  [
    'more readers than AWS writes to',
    `${budgets}alerts: { emails: [${[...'abcdefghijk'].map((one) => `${one}@small.example`)}] }\n`,
    'would be read by all of alerts, and AWS writes to 10',
  ],
  ['an amount of nothing', budgets.replace('900', '0') + alerts, 'must be more than 0'],
])('%s is told', (_, text, problem) => {
  expect(problemsIn(written(text))).toEqual([expect.stringContaining(problem)]);
});

it('GovCloud is billed elsewhere', () => {
  const gov = (valid + budgets + alerts).replaceAll('eu-west-1', 'us-gov-west-1').replace(', us-east-1', '');
  expect(problemsIn({ 'organization.yaml': gov })).toEqual([
    expect.stringContaining('budgets cannot be kept here, since AWS bills GovCloud to its commercial accounts'),
  ]);
});
