import { changed, organizationIn, problemsIn, valid } from './folder';

const one = (...lines: readonly string[]) => lines.map((line) => `organization.yaml:${line}`);
const withSuspended = changed('accounts:\n', '  - name: suspended\n    purpose: suspended\naccounts:\n').replace(
  'unit: workloads/production',
  'unit: suspended\n    close: true',
);
const entry = '{ account: orders, id: "111122223333", because: sold to somebody else, owner: web, until: 2026-12-01 }';

it('asks for central root access and nothing else unless said', () => {
  expect(organizationIn({ 'organization.yaml': valid }).administration).toEqual({
    contacts: {},
    rootPowers: ['credentials', 'sessions'],
    trustedServices: [],
    serviceQuotas: [],
    closing: [],
  });
});

it('takes what is said, in its short forms too', () => {
  const text = `${valid}contacts:
  security: { name: Security, title: on call, email: security@small.example, phone: "+31 20 1" }
centralRoot: [credentials]
trustedServices: [ram.amazonaws.com, { service: backup.amazonaws.com, administrator: orders }]
serviceQuotas: [{ service: lambda, quota: L-B99A9384, value: 3000 }]
`;
  expect(organizationIn({ 'organization.yaml': text }).administration).toEqual({
    contacts: { security: { name: 'Security', title: 'on call', email: 'security@small.example', phone: '+31 20 1' } },
    rootPowers: ['credentials'],
    trustedServices: [{ service: 'ram.amazonaws.com' }, { service: 'backup.amazonaws.com', administrator: 'orders' }],
    serviceQuotas: [{ service: 'lambda', quota: 'L-B99A9384', value: 3000, regions: [] }],
    closing: [],
  });
});

it('knows an account under its former name, which the lock file remembers, until the new one is learned', () => {
  const text = changed('name: orders\n', 'name: shop\n    formerly: { name: orders, email: old@small.example }\n');
  const lock = 'accounts:\n  orders: "111122223333"\nshards:\n  orders: 1\n';
  const files = { 'organization.yaml': text, 'organization.lock.yaml': lock };
  expect(problemsIn(files)).toEqual([]);
  expect(organizationIn(files).accounts.at(-1)).toMatchObject({
    name: 'shop',
    email: 'orders@small.example',
    formerly: { name: 'orders', email: 'old@small.example' },
    id: '111122223333',
    shard: 1,
  });
});

it('closes an account that says so itself, while the day lasts', () => {
  const text = `${withSuspended}closing: [${entry}]\n`;
  expect(organizationIn({ 'organization.yaml': text }).administration.closing).toMatchObject([{ account: 'orders' }]);
  const late = text.replace('2026-12-01', '2026-11-20');
  expect(organizationIn({ 'organization.yaml': late }).administration.closing).toEqual([]);
  expect(problemsIn({ 'organization.yaml': late })).toEqual(
    one(
      "29:101: warning: closing of 'orders': until 2026-11-20 has passed, and nothing is closed by this any more; remove it, or say a later day when the account is still to be closed",
    ),
  );
});

const cases: readonly (readonly [mistake: string, text: string, problems: readonly string[]])[] = [
  [
    'an account that only says itself that it is closed',
    withSuspended,
    one(
      "28:12: account 'orders': close is set, and closing at the top of the file does not list the account; add it there with account, id, because, owner and until, or remove this",
    ),
  ],
  [
    'a closing of an account that does not say so, where the baseline goes',
    `${valid}closing: [${entry}]\n`,
    one(
      "26:22: closing of 'orders': account 'orders' does not say close: true itself; add it to the account, or remove this",
      "26:22: closing of 'orders': account 'orders' is in 'workloads/production', where the baseline would fail once it is closed; move it to a unit with purpose 'suspended' first",
    ),
  ],
  [
    'a closing of an account the landing zone stands on',
    `${valid}closing: [${entry.replace('orders', 'management')}]\n`,
    one(
      "26:22: closing of 'management': account 'management' has role 'management', which the landing zone stands on; give the role to another account first",
    ),
  ],
  [
    'a closing of nobody, in a far future, by a number',
    `${valid}closing: [${entry.replace('orders', 'ordres').replace('2026-12-01', '2027-12-01').replace('"111122223333"', '"1111"')}]\n`,
    one(
      "26:22: closing of 'ordres': account 'ordres' does not exist; did you mean 'orders'?",
      "26:34: closing of 'ordres': id must be twelve digits in quotes, got '1111'; copy the id from organization.lock.yaml",
      "26:93: closing of 'ordres': until 2027-12-01 is more than 30 days away; choose 2026-12-21 or earlier",
    ),
  ],
  [
    'former names that are not former',
    changed('name: orders\n', 'name: orders\n    formerly: { name: Orders, email: security@small.example }\n'),
    one(
      "24:23: account 'orders': formerly.name 'Orders' is what it says now; say what it was, or remove it",
      "24:38: account 'orders': formerly.email 'security@small.example' is taken, first in organization.yaml on line 20; two accounts have never had the same; correct one",
    ),
  ],
  [
    'services that are none, and administrators that cannot be',
    `${valid}trustedServices: [backup, { service: ram.amazonaws.com, administrator: management }, { service: ram.amazonaws.com, administrator: order }]
`,
    one(
      "26:19: trustedServices must be the principal of an AWS service, got 'backup'; write one such as backup.amazonaws.com",
      "26:72: trustedServices.administrator 'management' is the management account, which administers every service anyway; name another account, or leave it out",
      "26:131: trustedServices.administrator 'order' does not exist; did you mean 'orders'?",
    ),
  ],
  [
    'quotas and contacts that AWS would refuse',
    `${valid}serviceQuotas: [{ service: lambda, quota: concurrency, value: 0, regions: [eu-wst-1] }]
contacts: { security: { name: "", title: t, email: nobody, phone: call me } }
`,
    one(
      "26:43: serviceQuotas.quota must be the code of a quota, got 'concurrency'; write one such as L-B99A9384",
      '26:63: serviceQuotas.value must be more than 0, got 0; write what every account is to have',
      "26:76: serviceQuotas.regions 'eu-wst-1' is not a region; did you mean 'eu-west-1'?",
      "27:31: contacts.security.name must not be empty, got ''; name a person or a team",
      "27:52: contacts.security.email must be an e-mail address, got 'nobody'; write one such as aws+orders@example.com",
      "27:67: contacts.security.phone may hold digits, spaces and ( ) + - only, got 'call me'; leave out the rest",
    ),
  ],
];

it.each(cases)('reports %s', (_, text, problems) => {
  expect(problemsIn({ 'organization.yaml': text })).toEqual(problems);
});
