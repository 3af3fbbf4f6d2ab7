import type { Template } from '../../lib/model/template';
import { resourcesOfType } from '../../lib/model/template';
import { deployOrder } from '../../stacks/deploy-order';
import { anOrganization, memberAccounts } from './an-organization';
import { someAccess } from './some-access';
import { synthesize } from './synthesize';

const organization = anOrganization({ access: someAccess });
const assembly = synthesize(organization);
const stackNamed = (name: string, among = assembly) => {
  const found = among.stacks.find((stack) => stack.name === name);
  if (!found) throw new Error(`no stack ${name}`);
  return found;
};
const propertiesOf = (template: Template, type: string) =>
  resourcesOfType(template, type).map(([, { Properties }]) => Properties ?? {});

describe('breakwater-access', () => {
  const { template, account, region } = stackNamed('breakwater-access');

  it('is in the management account, where alone its own assignments can be made', () => {
    expect([account, region]).toEqual(['000000000001', 'eu-west-1']);
  });

  it('has the permission sets of the file, and two that break the glass', () => {
    const sets = propertiesOf(template, 'AWS::SSO::PermissionSet');
    expect(sets.map(({ Name, SessionDuration }) => [Name, SessionDuration])).toEqual([
      ['Admin', 'PT1H'],
      ['Work', 'PT8H'],
      ['Bills', 'PT2H'],
      ['BreakGlassOperator', 'PT1H'],
      ['BreakGlassApprover', 'PT1H'],
    ]);
    expect(sets[1]).toMatchObject({
      ManagedPolicies: ['arn:aws:iam::aws:policy/PowerUserAccess'],
      PermissionsBoundary: {
        CustomerManagedPolicyReference: { Name: 'breakwater-workload-boundary', Path: '/breakwater/' },
      },
    });
    expect(sets[2]).toMatchObject({
      Description: 'Pays the bills',
      InlinePolicy: someAccess.permissionSets[2]?.inlinePolicy,
      PermissionsBoundary: { ManagedPolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      RelayStateType: 'https://console.aws.amazon.com/billing/',
    });
    expect(sets[3]?.InlinePolicy).toMatchObject({
      Statement: [
        {
          Action: 'sts:AssumeRole',
          Resource: 'arn:aws:iam::000000000003:role/breakwater/breakwater-break-glass-operator',
        },
      ],
    });
  });

  it('assigns them', () => {
    const assignments = propertiesOf(template, 'AWS::SSO::Assignment');
    expect(assignments.map(({ PrincipalId, TargetId }) => [PrincipalId, TargetId])).toEqual([
      [someAccess.groups.platform, '111122223333'],
      [someAccess.groups.security, '000000000001'],
      [someAccess.groups.platform, '000000000003'],
      [someAccess.groups.security, '000000000003'],
    ]);
  });
});

describe('every account', () => {
  const body = stackNamed('breakwater-baseline').stackSets.find(({ name }) => name === 'breakwater-access')?.template;
  const management = stackNamed('breakwater-management-eu-west-1').template;

  it.each([
    ['member', body as Template],
    ['management', management],
  ])('has a break-glass role that the operator alone may take: %s', (_, template) => {
    const role = propertiesOf(template, 'AWS::IAM::Role').find(({ RoleName }) => RoleName === 'breakwater-break-glass');
    expect(role).toMatchObject({
      Path: '/breakwater/',
      MaxSessionDuration: 3600,
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Principal: { AWS: 'arn:aws:iam::000000000003:root' },
            Condition: {
              ArnLike: {
                'aws:PrincipalArn': 'arn:aws:iam::000000000003:role/breakwater/breakwater-break-glass-operator',
              },
              StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' },
            },
          },
        ],
      },
    });
    const [boundary] = propertiesOf(template, 'AWS::IAM::ManagedPolicy');
    expect(boundary).toMatchObject({ ManagedPolicyName: 'breakwater-workload-boundary', Path: '/breakwater/' });
  });

  it('has no break-glass role where nobody may break the glass', () => {
    const { breakGlass: _, ...access } = someAccess;
    const { stacks } = synthesize(anOrganization({ access }));
    expect(stacks.map(({ name }) => name)).not.toContain('breakwater-break-glass');
    const text = stacks.map(({ template }) => JSON.stringify(template)).join();
    expect(text).not.toContain('"breakwater-break-glass"');
    expect(text).toContain('breakwater-workload-boundary');
  });
});

describe('breakwater-break-glass', () => {
  const { template, account } = stackNamed('breakwater-break-glass');

  it('is opened and closed by a machine that logs no token, and whose failure somebody hears of', () => {
    const [machine] = propertiesOf(template, 'AWS::StepFunctions::StateMachine');
    expect(machine).toMatchObject({
      StateMachineName: 'breakwater-break-glass',
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
    });
    const alarms = propertiesOf(template, 'AWS::CloudWatch::Alarm');
    expect(alarms.map(({ MetricName }) => MetricName)).toEqual(['ExecutionsFailed', 'ExecutionsTimedOut']);
    for (const { AlarmActions } of alarms) expect(AlarmActions).toHaveLength(1);
  });
  const roles = Object.fromEntries(
    propertiesOf(template, 'AWS::IAM::Role').map(({ RoleName, ...role }) => [String(RoleName), role]),
  );

  it('is in the security account', () => expect(account).toBe('000000000003'));

  it.each([
    ['operator', 'Operator', ['states:StartExecution', 'states:DescribeExecution', 'states:StopExecution']],
    ['approver', 'Approver', ['states:SendTaskSuccess', 'states:SendTaskFailure']],
  ])('%s: its group alone takes the role, which does nothing else', (who, set, actions) => {
    const role = roles[`breakwater-break-glass-${who}`] as Record<string, unknown>;
    expect(role.AssumeRolePolicyDocument).toMatchObject({
      Statement: [
        {
          Condition: {
            ArnLike: {
              'aws:PrincipalArn': `arn:aws:iam::000000000003:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_BreakGlass${set}_????????????????`,
            },
          },
        },
      ],
    });
    const [policy] = role.Policies as readonly { PolicyDocument: { Statement: readonly { Action: string[] }[] } }[];
    expect(policy?.PolicyDocument.Statement.flatMap(({ Action }) => Action)).toEqual(actions);
    expect(role.ManagedPolicyArns).toBeUndefined();
  });

  it('may be for roles instead of groups', () => {
    const operators = 'arn:aws:iam::000000000003:role/emergency';
    const access = { ...someAccess, breakGlass: { operators, approvers: 'security', minutes: 60 } };
    const other = stackNamed('breakwater-break-glass', synthesize(anOrganization({ access })));
    expect(JSON.stringify(other.template)).toContain(`{"aws:PrincipalArn":"${operators}"}`);
  });
});

it('waits for Identity Center, and nothing else does', () => {
  const { instance: _, ...access } = someAccess;
  const later = deployOrder(anOrganization({ access })).filter(({ deployable }) => !deployable);
  expect(later).toEqual([{ stack: 'breakwater-access', needs: ['IAM Identity Center'], deployable: false }]);
  expect(synthesize(anOrganization({ access })).stacks.map(({ name }) => name)).not.toContain('breakwater-access');
});

it('takes a thousand accounts in stacks of at most five hundred resources', () => {
  const accounts = [...organization.accounts, ...memberAccounts(1000)];
  const { stacks } = synthesize(anOrganization({ access: someAccess, accounts }));
  const access = stacks.filter(({ name }) => /^breakwater-access/.test(name));
  const assignments = access.flatMap(({ template }) => propertiesOf(template, 'AWS::SSO::Assignment'));
  expect(assignments).toHaveLength(1004);
  for (const { template } of access) expect(Object.keys(template.Resources ?? {}).length).toBeLessThanOrEqual(500);
  // An assignment that moves is deleted before it is made again.
  expect(access.slice(1).map(({ name, after }) => [name, after])).toEqual(
    access.slice(1).map(({ name }, index) => [name, expect.arrayContaining([access[index]?.name])]),
  );
});

it.each([
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
] as const)('speaks of its own partition: %s', (partition, region) => {
  const places = { partition, homeRegion: region, governedRegions: [region] };
  const access = { ...someAccess, region, instance: someAccess.instance?.replace('arn:aws:', `arn:${partition}:`) };
  const { stacks } = synthesize(anOrganization({ ...places, access: { ...access, assignments: [] } }));
  const people = stacks.filter(({ name }) => /^breakwater-(access|break-glass)/.test(name));
  expect(people.map(({ name }) => name)).toEqual(['breakwater-break-glass', 'breakwater-access']);
  for (const { template } of people) expect(JSON.stringify(template)).not.toContain('arn:aws:');
  const body = stacks.flatMap(({ stackSets }) => stackSets).find(({ name }) => name === 'breakwater-access');
  expect(JSON.stringify(body?.template)).toContain(`arn:${partition}:iam::aws:policy/AdministratorAccess`);
  expect(JSON.stringify(body?.template)).not.toContain('arn:aws:');
});
