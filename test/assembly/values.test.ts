import { valuesOf } from '../../lib/assembly/values';
import { resolve } from '../../lib/model/template';
import { anOrganization } from '../stacks/an-organization';
import { synthesize } from '../stacks/synthesize';

const organization = anOrganization();
const { stacks } = synthesize(organization);

test('references in the organization stack become the ids that AWS gave', () => {
  const [stack] = stacks;
  if (!stack) throw new Error('there is no stack');
  const values = valuesOf(organization, stack);
  const resources = Object.values(stack.template.Resources ?? {}).map(({ Properties = {} }) =>
    resolve(Properties, values),
  );
  expect(resources).toMatchObject([
    { Name: 'security', ParentId: 'r-abcd' },
    { Name: 'workloads', ParentId: 'r-abcd' },
    { Name: 'production', ParentId: 'ou-abcd-workload' },
    { Name: 'suspended', ParentId: 'r-abcd' },
    { AccountName: 'log-archive', ParentIds: ['ou-abcd-security'] },
    { AccountName: 'security', ParentIds: ['ou-abcd-security'] },
    { AccountName: 'orders-prod', ParentIds: ['ou-abcd-producti'] },
    { TargetIds: ['ou-abcd-security'] },
    { TargetIds: ['ou-abcd-workload'] },
  ]);
});

test('an account that was created is known by its id', () => {
  const [stack] = stacks;
  if (!stack) throw new Error('there is no stack');
  expect(Object.values(valuesOf(organization, stack))).toContain('111122223333');
});

test.each([
  ['aws', 'amazonaws.com'],
  ['aws-cn', 'amazonaws.com.cn'],
] as const)('pseudo parameters follow place and partition %s', (partition, suffix) => {
  const place = { template: {}, account: '111122223333', region: 'us-east-1' };
  expect(valuesOf(anOrganization({ partition }), place)).toEqual({
    'AWS::AccountId': '111122223333',
    'AWS::Region': 'us-east-1',
    'AWS::Partition': partition,
    'AWS::URLSuffix': suffix,
  });
});
