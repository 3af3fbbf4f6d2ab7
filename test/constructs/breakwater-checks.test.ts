import { CfnEventBusPolicy, CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnAccount, CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { App, CfnStackSet, Stack } from 'aws-cdk-lib/core';
import { BreakwaterChecks } from '../../lib/constructs/compliance/breakwater-checks';
import { retain } from '../../lib/constructs/retain';

const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } };
const otherAccount = 'arn:aws:iam::999999999999:root';
const ownAccount = 'arn:aws:iam::111122223333:root';
const otherBus = 'arn:aws:events:eu-west-1:999999999999:event-bus/hub';

const cases: readonly { rule: string; wrong: (stack: Stack) => void; right: (stack: Stack) => void }[] = [
  {
    rule: 'OrganizationAccountsRetained',
    wrong: (stack) => void account(stack),
    right: (stack) => retain(account(stack)),
  },
  {
    rule: 'OrganizationPolicyContentIsObject',
    wrong: (stack) => policy(stack, '{"Statement":[]}'),
    right: (stack) => policy(stack, { Statement: [] }),
  },
  {
    rule: 'StackSetReachesNewAccounts',
    wrong: (stack) => stackSet(stack, { enabled: true, retainStacksOnAccountRemoval: false }),
    right: (stack) => stackSet(stack, { enabled: true, retainStacksOnAccountRemoval: true }),
  },
  {
    rule: 'RoleTrustWithinOrganization',
    wrong: (stack) => role(stack, { Principal: { AWS: [ownAccount, otherAccount] } }),
    right: (stack) => role(stack, { Principal: { AWS: otherAccount }, Condition: organization }),
  },
  {
    rule: 'RoleTrustWithinOrganization',
    wrong: (stack) => role(stack, { Principal: '*', Condition: { StringEquals: { 'sts:ExternalId': 'guess' } } }),
    right: (stack) => role(stack, { Principal: { AWS: ownAccount } }),
  },
  {
    rule: 'EventBusPolicyWithinOrganization',
    wrong: (stack) => busPolicy(stack, {}),
    right: (stack) => busPolicy(stack, { Condition: organization }),
  },
  {
    rule: 'EventTargetsCarryRole',
    wrong: (stack) => rule(stack, {}),
    right: (stack) => rule(stack, { roleArn: 'arn:aws:iam::111122223333:role/forwarder' }),
  },
];

test.each(cases)('$rule tells wrong from right', ({ rule: name, wrong, right }) => {
  expect(findings(wrong)).toEqual([`Breakwater-${name}`]);
  expect(findings(right)).toEqual([]);
});

function findings(build: (stack: Stack) => void): readonly string[] {
  const app = new App({ analyticsReporting: false });
  build(new Stack(app, 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } }));
  return new BreakwaterChecks().validateScope(app).violations.map(({ ruleName }) => ruleName);
}

function account(stack: Stack): CfnAccount {
  return new CfnAccount(stack, 'Account', { accountName: 'orders', email: 'orders@example.com' });
}

function policy(stack: Stack, content: unknown): void {
  new CfnPolicy(stack, 'Policy', { name: 'policy', type: 'SERVICE_CONTROL_POLICY', content });
}

function stackSet(stack: Stack, autoDeployment: CfnStackSet.AutoDeploymentProperty): void {
  new CfnStackSet(stack, 'StackSet', { stackSetName: 'set', permissionModel: 'SERVICE_MANAGED', autoDeployment });
}

function role(stack: Stack, statement: object): void {
  const Statement = [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement }];
  new CfnRole(stack, 'Role', { assumeRolePolicyDocument: { Version: '2012-10-17', Statement } });
}

function busPolicy(stack: Stack, statement: object): void {
  new CfnEventBusPolicy(stack, 'Policy', {
    statementId: 'Anybody',
    statement: { Effect: 'Allow', Principal: '*', Action: 'events:PutEvents', Resource: otherBus, ...statement },
  });
}

function rule(stack: Stack, target: object): void {
  new CfnRule(stack, 'Rule', {
    eventPattern: { source: ['aws.s3'] },
    targets: [{ id: 'Hub', arn: otherBus, ...target }],
  });
}
