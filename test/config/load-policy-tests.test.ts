import { join } from 'node:path';
import { loadPolicyTests } from '../../lib/config/load-policy-tests';
import { formatProblem } from '../../lib/config/problem';
import { folderWith, organizationIn, valid } from './folder';

const organization = organizationIn({ 'organization.yaml': valid });

const good = `principals:
  developer: arn:aws:iam::$account:role/Developer
tests:
  - name: objects are read
    principals: [developer, cloudtrail.amazonaws.com]
    units: workloads
    actions:
      - s3:GetObject arn:aws:s3:::orders/1
      - s3:ListAllMyBuckets
    context: { aws:SecureTransport: "true" }
    expect: allowed
`;

function problems(text: string): readonly string[] {
  const folder = folderWith({ 'policy-tests.yaml': text });
  return loadPolicyTests(folder, organization).problems.map((problem) => formatProblem(problem, folder));
}

it('no file promises nothing', () => {
  expect(loadPolicyTests(folderWith({}), organization)).toEqual({ tests: [], problems: [] });
});

it('each call knows its place', () => {
  const folder = folderWith({ 'policy-tests.yaml': good });
  const file = join(folder, 'policy-tests.yaml');
  expect(loadPolicyTests(folder, organization)).toEqual({
    problems: [],
    tests: [
      {
        name: 'objects are read',
        principals: ['arn:aws:iam::$account:role/Developer', 'cloudtrail.amazonaws.com'],
        units: ['workloads'],
        accounts: [],
        calls: [
          { action: 's3:GetObject', resources: ['arn:aws:s3:::orders/1'], at: { file, line: 8, column: 9 } },
          { action: 's3:ListAllMyBuckets', resources: ['*'], at: { file, line: 9, column: 9 } },
        ],
        context: { 'aws:SecureTransport': 'true' },
        expect: 'allowed',
        by: [],
      },
    ],
  });
});

it('what is not said is every unit, a workload role and any resource', () => {
  const folder = folderWith({ 'policy-tests.yaml': 'tests: [{ name: x, actions: [a:B], expect: denied, by: c }]' });
  expect(loadPolicyTests(folder, organization).tests).toMatchObject([
    {
      units: ['security', 'workloads', 'workloads/production'],
      accounts: [],
      principals: ['arn:$partition:iam::$account:role/WorkloadDeveloper'],
      by: ['c'],
    },
  ]);
});

it('accounts alone are no unit', () => {
  const text = 'tests: [{ name: x, accounts: orders, actions: [a:B], expect: denied }]';
  const folder = folderWith({ 'policy-tests.yaml': text });
  expect(loadPolicyTests(folder, organization).tests).toMatchObject([{ units: [], accounts: ['orders'] }]);
});

it.each([
  [
    'units: workloads',
    'units: workload',
    "6:12: test 'objects are read': units 'workload' does not exist; did you mean 'workloads'?",
  ],
  [
    'units: workloads',
    'accounts: [order]',
    "6:16: test 'objects are read': accounts 'order' does not exist; did you mean 'orders'?",
  ],
  [
    '[developer,',
    '[develper,',
    "5:18: test 'objects are read': principals 'develper' does not exist; did you mean 'developer'?",
  ],
  [
    'expect: allowed',
    'expect: allow',
    "11:13: test 'objects are read': expect must be one of allowed, denied, implicitlyDenied, got 'allow'; choose one",
  ],
  [
    'expect: allowed',
    'expect: allowed\n    by: x',
    "12:9: test 'objects are read': by names who denies, and allowed is expected; remove it, or expect denied",
  ],
  [
    '$account:',
    '$acount:',
    "2:14: principals.developer holds '$acount', which stands for nothing; use $account, $account.NAME, $organization, $partition or $region",
  ],
  [
    'orders/1',
    '$account.order/1',
    "8:9: test 'objects are read': actions holds '$account.order', which stands for nothing; use $account, $account.NAME, $organization, $partition or $region",
  ],
  [
    '- s3:ListAllMyBuckets',
    '- ListAllMyBuckets',
    "9:9: test 'objects are read': actions must be an action, and maybe an ARN after a space, got 'ListAllMyBuckets'; write one such as 's3:GetObject arn:aws:s3:::shop/logo.png'",
  ],
  ['    units:', '    unit:', "6:5: test 'objects are read': unit is not a key; did you mean 'units'?"],
  ['tests:', 'tests: [', '4:11: this is not YAML'],
])("'%s' as '%s' is told with its place", (from, to, expected) => {
  expect(problems(good.replace(from, () => to))[0]).toContain(`policy-tests.yaml:${expected}`);
});
