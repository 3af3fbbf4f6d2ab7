import { changed, problemsIn, valid } from './folder';

const one = (...lines: readonly string[]) => lines.map((line) => `organization.yaml:${line}`);

/** What is wrong, the file with it, and what is said: each mistake once, and nothing that follows from it. */
const cases: readonly (readonly [mistake: string, text: string, problems: readonly string[]])[] = [
  ['nothing wrong', valid, []],
  [
    'a misspelt unit',
    changed('unit: workloads/production', 'unit: workload/production'),
    one("25:11: account 'orders': unit 'workload/production' does not exist; did you mean 'workloads/production'?"),
  ],
  [
    'a unit without those above it',
    changed('unit: workloads/production', 'unit: Production'),
    one("25:11: account 'orders': unit 'Production' does not exist; did you mean 'workloads/production'?"),
  ],
  [
    'a unit like no other',
    changed('unit: workloads/production', 'unit: elsewhere'),
    one(
      "25:11: account 'orders': unit 'elsewhere' does not exist; choose one of security, workloads, workloads/production",
    ),
  ],
  [
    'an account without a unit',
    changed('    unit: workloads/production\n', ''),
    one("23:5: account 'orders' has no unit; add one of security, workloads, workloads/production"),
  ],
  [
    'a management account in a unit',
    changed('role: management\n', 'role: management\n    unit: security\n'),
    one("15:11: account 'management': unit is set, but the management account stays in the root; remove it"),
  ],
  [
    'two names that differ in case',
    changed('name: orders', 'name: Security'),
    one(
      "23:11: account 'Security': name 'Security' differs only in case from 'security', first in organization.yaml on line 19; rename one",
    ),
  ],
  [
    'two e-mail addresses that differ in case',
    changed('orders@', 'Security@'),
    one(
      "24:12: account 'orders': email 'Security@small.example' differs only in case from 'security@small.example', first in organization.yaml on line 20; give each account its own, such as aws+name@example.com",
    ),
  ],
  [
    'an e-mail address left to fill in',
    changed('orders@small.example', '<orders>@small.example'),
    one(
      "24:12: account 'orders': email must be an e-mail address, got '<orders>@small.example'; write one such as aws+orders@example.com",
    ),
  ],
  [
    'a missing e-mail address',
    changed('    email: orders@small.example\n', ''),
    one("23:5: account 'orders' has no email; add one, or rootMail.address, which accounts without one extend"),
  ],
  [
    'a planned e-mail address that is taken',
    changed('    email: orders@small.example\n', '')
      .replace('security@small.example', 'aws+orders@small.example')
      .concat('rootMail: { address: aws@small.example }\n'),
    one(
      "23:5: account 'orders' would have the email 'aws+orders@small.example', which is taken, first in organization.yaml on line 20; give each account its own, such as aws+name@example.com",
    ),
  ],
  [
    'a planned e-mail address that is too long',
    changed('    email: orders@small.example\n', '').concat(`rootMail: { address: ${'a'.repeat(45)}@small.example }\n`),
    one(
      `23:5: account 'orders' would have the email '${'a'.repeat(45)}+orders@small.example', longer than 64 characters; give it a shorter one`,
    ),
  ],
  [
    'mail received where nobody governs',
    valid.concat('rootMail: { address: aws@small.example, receive: eu-west-2 }\n'),
    one(
      "26:50: rootMail.receive 'eu-west-2' is not governed, so that nothing can be deployed there; choose one of governedRegions, or add it to them",
    ),
  ],
  [
    'mail received where Amazon SES may not',
    valid
      .replace('us-east-1]', 'us-east-1, eu-west-3]')
      .concat('rootMail: { address: aws@small.example, receive: eu-west-3 }\n'),
    one(
      "26:50: warning: rootMail.receive 'eu-west-3' is not known to be a region where Amazon SES receives mail; look for it under 'Email receiving endpoints' in the AWS General Reference",
    ),
  ],
  [
    'patience beyond a day',
    valid.concat('newAccounts: { baselineWithinMinutes: 2000 }\n'),
    one(
      '26:39: newAccounts.baselineWithinMinutes must be at most 1440, got 2000; nobody should wait a day without hearing why',
    ),
  ],
  [
    'a misspelt key that is required',
    changed('email: orders@', 'emial: orders@'),
    one("24:5: account 'orders': emial is not a key; did you mean 'email'?"),
  ],
  [
    'a misspelt key whose absence would matter',
    changed('unit: workloads/production', 'uint: workloads/production'),
    one("25:5: account 'orders': uint is not a key; did you mean 'unit'?"),
  ],
  [
    'a key like no other',
    `${valid}    vpc: 10.0.0.0/16\n`,
    one(
      "26:5: account 'orders': vpc is not a key; remove it, or use one of name, email, role, unit, boundary, formerly, close, tags",
    ),
  ],
  [
    'a number for a name',
    changed('name: orders', 'name: 0042'),
    one('23:11: account number 4: name must be text, got 42; put it in quotes'),
  ],
  [
    'a name of 51 characters',
    changed('name: orders', `name: ${'o'.repeat(51)}`),
    one(
      `23:11: account '${'o'.repeat(51)}': name must have at most 50 characters, got '${'o'.repeat(51)}'; shorten it`,
    ),
  ],
  [
    'a name outside ASCII',
    changed('name: orders', 'name: Aufträge'),
    one(
      "23:11: account 'Aufträge': name must be printable ASCII that begins with a letter or digit and ends without a space, got 'Aufträge'; rename it",
    ),
  ],
  [
    'a misspelt role',
    changed('role: security', 'role: securty'),
    one(
      "21:11: account 'security': role must be one of management, log-archive, security, network, deployment, member, got 'securty'; did you mean 'security'?",
    ),
  ],
  [
    'a missing role',
    changed('    role: security\n', ''),
    one("11:1: accounts has no account with role 'security'; add 'role: security' to one"),
  ],
  [
    'a role given twice',
    `${valid}    role: security\n`,
    one(
      "26:11: account 'orders': role 'security' is taken, first in organization.yaml on line 21; make one of them a member",
    ),
  ],
  [
    'a misspelt home region',
    changed('homeRegion: eu-west-1', 'homeRegion: eu-wst-1'),
    one("2:13: homeRegion 'eu-wst-1' is not a region; did you mean 'eu-west-1'?"),
  ],
  [
    'a misspelt governed region',
    changed('[eu-west-1,', '[eu-wst-1,'),
    one("3:19: governedRegions 'eu-wst-1' is not a region; did you mean 'eu-west-1'?"),
  ],
  [
    'a home region that is not governed',
    changed('[eu-west-1,', '[eu-west-2,'),
    one("3:18: governedRegions lacks the home region 'eu-west-1'; add it"),
  ],
  [
    'no region for global services',
    changed(', us-east-1]', ']'),
    one(
      "3:18: warning: governedRegions lacks 'us-east-1', where alone IAM and other global services record what happens; add it, or guardrails hear of those only when they reconcile",
    ),
  ],
  [
    'a governed region of another partition',
    changed(', us-east-1]', ', us-east-1, cn-north-1]'),
    one(
      "3:41: governedRegions 'cn-north-1' is in partition 'aws-cn', and the home region eu-west-1 in 'aws'; remove it; each partition has its own organization",
    ),
  ],
  [
    'a governed region twice',
    changed(', us-east-1]', ', us-east-1, eu-west-1]'),
    one("3:41: governedRegions 'eu-west-1' is here twice, first in organization.yaml on line 3; keep one"),
  ],
  [
    'a partition without the home region',
    changed('units:', 'partition: aws-cn\nunits:'),
    one("4:12: partition is 'aws-cn', but eu-west-1 is in 'aws'; change one of them"),
  ],
  [
    'a misspelt purpose',
    changed('purpose: workloads', 'purpose: workload'),
    one(
      "8:14: unit 'workloads': purpose must be one of security, infrastructure, workloads, sandbox, quarantine, suspended, got 'workload'; did you mean 'workloads'?",
    ),
  ],
  [
    'a unit without a purpose of its own or inherited',
    changed('    purpose: workloads\n', ''),
    one(
      "7:5: unit 'workloads' has no purpose, and no unit above it has one; add one of security, infrastructure, workloads, sandbox, quarantine, suspended",
    ),
  ],
  [
    'units six levels deep, said once',
    changed(
      '- name: production\n',
      '- name: production\n        units: [{ name: a, units: [{ name: b, units: [{ name: c, units: [{ name: d, units: [{ name: e }] }] }] }] }]\n',
    ),
    one(
      "11:74: unit 'workloads/production/a/b/c/d' is 6 levels deep, and AWS takes 5; move it up, and what is inside it",
    ),
  ],
  [
    'siblings that differ in case',
    changed('  - name: workloads', '  - name: Security\n    purpose: sandbox\n  - name: workloads'),
    one(
      "7:11: unit 'Security': name 'Security' differs only in case from 'security', first in organization.yaml on line 5; rename one",
    ),
  ],
  [
    'a slash in the name of a unit',
    changed('- name: production', '- name: prod/uction'),
    one(
      "10:15: unit 'workloads/prod/uction': name must be visible text without '/' and without a space at either end, got 'prod/uction'; rename it",
    ),
  ],
  [
    'a list left empty',
    `${valid.slice(0, valid.indexOf('accounts:'))}accounts:\n`,
    one('11:10: accounts must be a list, got nothing; fill it, or remove it'),
  ],
  [
    'tags that AWS or we would refuse',
    `${valid}    tags: { team: 7, "aws:x": a, breakwater:x: a, "a*": a }\n`,
    one(
      "26:19: account 'orders': tags.team must be text, got 7; put it in quotes",
      "26:22: account 'orders': tags.aws:x as a key must not begin with 'aws:' or 'breakwater:', which are taken; rename it",
      "26:34: account 'orders': tags.breakwater:x as a key must not begin with 'aws:' or 'breakwater:', which are taken; rename it",
      "26:51: account 'orders': tags.a* as a key may hold letters, digits, spaces and _ . : / = + - @ only; leave out the rest",
    ),
  ],
  [
    'more tags than fit with those of the boundary',
    `${valid}    boundary: { data: internal }\n    tags: { ${Array.from({ length: 49 }, (_, index) => `t${index}: a`).join(', ')} }\n`,
    one("27:11: account 'orders': tags has 49 tags, and AWS takes 50 with the 2 of its role and boundary; remove some"),
  ],
  [
    'a boundary nobody has defined',
    `${valid}    boundary: { data: secret, businessunit: commerce, workload: " " }\n`,
    one(
      "26:23: account 'orders': boundary.data must be one of public, internal, confidential, regulated, got 'secret'; choose one",
      "26:31: account 'orders': boundary.businessunit is not a key; did you mean 'businessUnit'?",
      "26:65: account 'orders': boundary.workload must not be empty, got ' '; say what it is, or remove it",
    ),
  ],
  [
    'guardrails, units and modes that do not exist',
    `${valid}guardrails:
  defualt: enforce
  bucket-stays-private: enforce
  ssh-stays-behind-the-bastion: { mode: enforced, units: { workload: off, security: on }, uints: {} }
  buckets-stay-private: audit
`,
    one(
      "27:3: guardrail 'defualt' does not exist; did you mean 'default'?",
      "28:3: guardrail 'bucket-stays-private' does not exist; did you mean 'buckets-stay-private'?",
      "29:41: guardrail 'ssh-stays-behind-the-bastion': mode must be one of off, observe, notify, enforce, got 'enforced'; did you mean 'enforce'?",
      "29:60: guardrail 'ssh-stays-behind-the-bastion': units.workload does not exist; did you mean 'workloads'?",
      "29:85: guardrail 'ssh-stays-behind-the-bastion': units.security must be one of off, observe, notify, enforce, got 'on'; choose one",
      "29:91: guardrail 'ssh-stays-behind-the-bastion': uints is not a key; did you mean 'units'?",
      "30:25: guardrail 'buckets-stay-private' must be one of off, observe, notify, enforce, got 'audit'; choose one",
    ),
  ],
  [
    'an exemption that refers to nothing and says nothing',
    `${valid}exemptions:
  - guardrail: buckets-stay-privat
    account: Orders
    unit: workload
    resource: my-bucket
    tag: public
    because: needed
    owner: ""
    until: 2027-02-30
`,
    one(
      "27:16: exemption of 'buckets-stay-privat': guardrail 'buckets-stay-privat' does not exist; did you mean 'buckets-stay-private'?",
      "28:14: exemption of 'buckets-stay-privat': account 'Orders' does not exist; did you mean 'orders'?",
      "29:11: exemption of 'buckets-stay-privat': unit 'workload' does not exist; did you mean 'workloads'?",
      "30:15: exemption of 'buckets-stay-privat': resource must be an ARN, in which * and ? stand for any text, got 'my-bucket'; write one such as arn:aws:s3:::shop-website",
      "31:10: exemption of 'buckets-stay-privat': tag must be key=value, got 'public'; write the tag that the resource carries",
      "32:14: exemption of 'buckets-stay-privat': because must have at least 10 characters, got 'needed'; say why this is all right",
      "33:12: exemption of 'buckets-stay-privat': owner must not be empty, got ''; name who answers for it",
      "34:12: exemption of 'buckets-stay-privat': until must be a day of the calendar, got '2027-02-30'; write year-month-day such as 2027-06-30",
    ),
  ],
  [
    'an exemption without a scope',
    `${valid}exemptions: [{ guardrail: buckets-stay-private, because: a good reason, owner: web, until: 2027-01-31 }]\n`,
    one(
      "26:14: exemption of 'buckets-stay-private' has no scope; add at least one of account, boundary, unit, resource, tag",
    ),
  ],
  [
    'exemptions that never end, have ended, or end soon',
    `${valid}exemptions:
  - { guardrail: buckets-stay-private, account: orders, because: a good reason, owner: web, until: 2027-11-22 }
  - { guardrail: buckets-stay-private, account: orders, because: a good reason, owner: web, until: 2027-11-21 }
  - { guardrail: buckets-stay-private, account: orders, because: a good reason, owner: web, until: 2026-12-22 }
  - { guardrail: buckets-stay-private, account: orders, because: a good reason, owner: web, until: 2026-12-21 }
  - { guardrail: buckets-stay-private, account: orders, because: a good reason, owner: web, until: 2026-11-21 }
  - { guardrail: buckets-stay-private, account: orders, because: a good reason, owner: web, until: 2026-11-20 }
`,
    one(
      "27:100: exemption of 'buckets-stay-private': until 2027-11-22 is more than a year away; choose 2027-11-21 or earlier",
      "30:100: warning: exemption of 'buckets-stay-private': until 2026-12-21 is at most 30 days away, and then the guardrail enforces again; mend what it excuses, or renew it with a fresh reason",
      "31:100: warning: exemption of 'buckets-stay-private': until 2026-11-21 is at most 30 days away, and then the guardrail enforces again; mend what it excuses, or renew it with a fresh reason",
      "32:100: warning: exemption of 'buckets-stay-private': until 2026-11-20 has expired, and the guardrail enforces again; remove the exemption, or renew it with a fresh reason",
    ),
  ],
  [
    'a bastion with no such port of UDP',
    `${valid}bastion: { cidrs: [10.0.0.0/28], udpPorts: [3389, 70000] }\n`,
    one('26:51: bastion.udpPorts must be at most 65535, got 70000; write a UDP port'),
  ],
  [
    'a bastion that is not a range, is everywhere, or has no such port',
    `${valid}bastion: { cidrs: [10.0.0.5/28, 0.0.0.0/0, "::/0", 10.0.0/8, "2001:DB8::/32", "::ffff:10.0.0.0/120"], ports: [0, 65536, ssh] }\n`,
    one(
      "26:20: bastion.cidrs '10.0.0.5/28' is not how AWS writes it; write 10.0.0.0/28",
      "26:33: bastion.cidrs '0.0.0.0/0' is the whole internet; write the range of the bastion subnet",
      "26:44: bastion.cidrs '::/0' is the whole internet; write the range of the bastion subnet",
      "26:52: bastion.cidrs '10.0.0/8' is not a range of addresses; write one such as 10.0.0.0/28 or 2001:db8::/64",
      "26:62: bastion.cidrs '2001:DB8::/32' is not how AWS writes it; write 2001:db8::/32",
      "26:79: bastion.cidrs '::ffff:10.0.0.0/120' is not how AWS writes it; write ::ffff:a00:0/120",
      '26:111: bastion.ports must be at least 1, got 0; write a TCP port',
      '26:114: bastion.ports must be at most 65535, got 65536; write a TCP port',
      "26:121: bastion.ports must be a number, got 'ssh'; rewrite it",
    ),
  ],
  [
    'quotas of policy types that do not exist',
    `${valid}policyQuotas: { SERVICE_CONTROL_POLICIES: { perNode: 5 }, TAG_POLICY: { perNode: 0 } }\n`,
    one(
      "26:17: policyQuotas.SERVICE_CONTROL_POLICIES is not a key; did you mean 'SERVICE_CONTROL_POLICY'?",
      '26:82: policyQuotas.TAG_POLICY.perNode must be at least 1, got 0; write what AWS grants',
    ),
  ],
  [
    'nothing but a name',
    'name: small\n',
    one(
      '1:1: homeRegion is missing; add it: region where the landing zone itself runs, such as eu-west-1',
      '1:1: governedRegions is missing; add it: regions where guardrails act; the home region is one of them',
      '1:1: units is missing; add it: organizational units, as a tree',
      '1:1: accounts is missing; add it: accounts; may be split into accounts/*.yaml, each a list or one account',
    ),
  ],
];

it.each(cases)('reports %s, each mistake once', (_, text, problems) => {
  expect(problemsIn({ 'organization.yaml': text })).toEqual(problems);
});

it('reports a misspelt unit, a shared e-mail address and an unknown region in one run, whatever else is misshapen', () => {
  const text = valid
    .replace('us-east-1]', 'us-eats-1]')
    .replace('purpose: workloads', 'purpose: work')
    .replace('orders@', 'management@')
    .replace('unit: workloads/production', 'unit: workloads/productoin');
  expect(problemsIn({ 'organization.yaml': text })).toEqual(
    one(
      "3:30: governedRegions 'us-eats-1' is not a region; did you mean 'us-east-1'?",
      "8:14: unit 'workloads': purpose must be one of security, infrastructure, workloads, sandbox, quarantine, suspended, got 'work'; choose one",
      "24:12: account 'orders': email 'management@small.example' is taken, first in organization.yaml on line 13; give each account its own, such as aws+name@example.com",
      "25:11: account 'orders': unit 'workloads/productoin' does not exist; did you mean 'workloads/production'?",
    ),
  );
});
