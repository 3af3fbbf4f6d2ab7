import type { SynthesizedStack } from '../../../lib/assembly/assembly';
import type { TemplateResource } from '../../../lib/model/template';
import { delegationsIn } from '../../../lib/review/trust/delegations-in';
import { anOrganization } from '../../stacks/an-organization';

const group = '93677acc-8011-70d1-6a1b-4c5d6e7f8091';
const access = {
  region: 'eu-west-1',
  groups: { platform: group },
  permissionSets: [],
  assignments: [],
  stacks: 1,
  workloadRoles: 'free',
} as const;
const organization = anOrganization({ access });

const permissionSet: TemplateResource = { Type: 'AWS::SSO::PermissionSet', Properties: { Name: 'Auditor' } };
const delegations = (resource: TemplateResource) => {
  const stack: SynthesizedStack = {
    id: 'one',
    name: 'one',
    account: '000000000001',
    region: 'eu-west-1',
    template: { Resources: { Set: permissionSet, Thing: resource } },
    bytes: 0,
    after: [],
    stackSets: [],
  };
  return delegationsIn({ directory: '', stacks: [stack] }, organization);
};
const assignment = (changes: TemplateResource['Properties']): TemplateResource => ({
  Type: 'AWS::SSO::Assignment',
  Properties: {
    PrincipalId: group,
    PermissionSetArn: { 'Fn::GetAtt': ['Set', 'PermissionSetArn'] },
    TargetId: '111122223333',
    ...changes,
  },
});

it.each<[string, TemplateResource, ReturnType<typeof delegations>]>([
  [
    'an administrator of a service',
    { Type: 'AWS::SecurityHub::DelegatedAdmin', Properties: { AdminAccountId: '000000000003' } },
    [{ who: '000000000003', may: 'administer SecurityHub', where: 'every account, in eu-west-1' }],
  ],
  [
    'an administrator that Detective calls an account',
    { Type: 'AWS::Detective::OrganizationAdmin', Properties: { AccountId: '000000000003' } },
    [{ who: '000000000003', may: 'administer Detective', where: 'every account, in eu-west-1' }],
  ],
  ['not any account that is named', { Type: 'AWS::Some::Thing', Properties: { AccountId: '000000000003' } }, []],
  [
    'a group with a permission set of the same stack',
    assignment({}),
    [{ who: 'group platform', may: 'sign in as Auditor', where: '111122223333' }],
  ],
  [
    'a group nobody has named, with a permission set of another stack',
    assignment({ PrincipalId: 'unknown', PermissionSetArn: 'arn:set' }),
    [{ who: 'group unknown', may: 'sign in as arn:set', where: '111122223333' }],
  ],
])('%s', (_, resource, said) => {
  expect(delegations(resource)).toEqual(said);
});
