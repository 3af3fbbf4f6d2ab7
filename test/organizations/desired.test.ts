import type { Template } from '../../lib/model/template';
import { desiredOrganization } from '../../lib/organizations/desired';
import { account, document, policy, ref, root, template, unit } from './templates';

const exported = (name: string, value: string) => ({ [name]: { Value: ref(value), Export: { Name: name } } });

test('units, accounts and policies are found by Ref, import and id, whatever template they are in', () => {
  const tree = template(
    {
      Production: unit('production', ref('Workloads')),
      Workloads: unit('workloads', root, { Tags: [{ Key: 'purpose', Value: 'workloads' }] }),
    },
    { Outputs: exported('tree:Workloads', 'Workloads') },
  );
  const shard = template({
    Orders: account('orders', { 'Fn::ImportValue': 'tree:Workloads' }, { RoleName: 'Admin' }),
    Known: account('known', 'ou-1-sandbox'),
    InRoot: account('in-root'),
  });
  const controls: Template = {
    Resources: {
      Floor: policy('floor', ['r-1', 'ou-1-sandbox', '200000000000'], {
        Description: 'Floor',
        Content: JSON.stringify(document('one')),
      }),
    },
  };
  const names = { 'r-1': 'root', 'ou-1-sandbox': 'unit sandbox', '200000000000': 'account orders' } as const;
  expect(desiredOrganization([tree, shard, controls], names)).toEqual({
    units: [
      { name: 'workloads', path: 'workloads', parent: 'root', tags: { purpose: 'workloads' } },
      { name: 'production', path: 'workloads/production', parent: 'unit workloads', tags: {} },
    ],
    accounts: [
      { name: 'orders', email: 'orders@example.com', roleName: 'Admin', parent: 'unit workloads', tags: {} },
      { name: 'known', email: 'known@example.com', parent: 'unit sandbox', tags: {} },
      { name: 'in-root', email: 'in-root@example.com', parent: 'root', tags: {} },
    ],
    policies: [
      {
        name: 'floor',
        type: 'SERVICE_CONTROL_POLICY',
        description: 'Floor',
        content: document('one'),
        targets: ['root', 'unit sandbox', 'account orders'],
        tags: {},
      },
    ],
  });
});

test('a parameter stands for its default', () => {
  const parameters = { Parameters: { Root: { Type: 'String', Default: 'r-1' } } };
  const { units } = desiredOrganization([template({ One: unit('one', ref('Root')) }, parameters)], { 'r-1': 'root' });
  expect(units[0]?.parent).toBe('root');
});

const mistakes: readonly { readonly what: string; readonly resources: Template['Resources']; readonly says: string }[] =
  [
    {
      what: 'an id nobody knows',
      resources: { One: unit('one', 'r-9999') },
      says: 'One: no root, unit or account has the id r-9999; the templates were synthesized for another organization',
    },
    {
      what: 'units that are each other’s parents',
      resources: { One: unit('one', ref('Two')), Two: unit('two', ref('One')) },
      says: 'One: is its own ancestor: One → Two → One',
    },
    {
      what: 'an import that no template exports',
      resources: { One: account('one', { 'Fn::ImportValue': 'nowhere' }) },
      says: 'One: imports nowhere, which no template exports; pass every template',
    },
    {
      what: 'a parent that is no place',
      resources: { One: unit('one', ref('Bucket')), Bucket: { Type: 'AWS::S3::Bucket' } },
      says: 'One: Bucket is an AWS::S3::Bucket; a place is a root, a unit or an account',
    },
    {
      what: 'a unit in an account',
      resources: { One: unit('one', ref('Two')), Two: account('two') },
      says: 'One: its parent is account two; units are in the root or in another unit',
    },
    {
      what: 'a reference to nothing',
      resources: { One: unit('one', ref('Gone')) },
      says: 'One: {"Ref":"Gone"} is not a place; use an id, Ref or Fn::ImportValue of a unit',
    },
    {
      what: 'two parents',
      resources: { One: account('one', undefined, { ParentIds: ['r-1', 'r-2'] }) },
      says: 'One: has 2 ParentIds; an account is in one place',
    },
    {
      what: 'the same unit twice',
      resources: { One: unit('one'), Again: unit('one') },
      says: 'the templates declare unit one twice; name each one once',
    },
    {
      what: 'the same e-mail twice, in other letters',
      resources: { One: account('one'), Two: account('two', undefined, { Email: 'ONE@example.com' }) },
      says: 'the templates declare e-mail one@example.com twice; name each one once',
    },
    {
      what: 'a policy type there is not',
      resources: { One: policy('one', [], { Type: 'SCP' }) },
      says: 'One: Type is "SCP"; use one of SERVICE_CONTROL_POLICY,',
    },
    {
      what: 'content that only CloudFormation knows',
      resources: {
        One: policy('one', [], { Content: { Statement: [{ Resource: { 'Fn::GetAtt': ['Topic', 'Arn'] } }] } }),
      },
      says: 'One: Content has {"Fn::GetAtt":["Topic","Arn"]}, which only CloudFormation knows; write the value itself',
    },
    {
      what: 'a resource under a condition',
      resources: { One: { ...unit('one'), Condition: 'Sometimes' } },
      says: 'One: has Condition Sometimes; what the organization is cannot depend on one',
    },
    {
      what: 'a name that only CloudFormation knows',
      resources: { One: account('one', undefined, { AccountName: ref('AWS::StackName') }) },
      says: 'One: AccountName is {"Ref":"AWS::StackName"}; it is a text that is known before deploy',
    },
    {
      what: 'a tag without a value',
      resources: { One: unit('one', root, { Tags: [{ Key: 'lonely' }] }) },
      says: 'One: has the tag {"Key":"lonely"}; a tag is a Key and a Value',
    },
  ];

test.each(mistakes)('refuses $what', ({ resources, says }) => {
  expect(() => desiredOrganization([template(resources ?? {})])).toThrow(says);
});
