import { namesIn } from '../../lib/organizations/living';
import { settleOrganization } from '../../lib/organizations/settle';
import { type StackSet, stackSetsIn } from '../../lib/organizations/stack-sets/declared';
import { rollOutStackSet } from '../../lib/organizations/stack-sets/roll-out';
import { type LocalAws, startLocalAws } from '../../lib/rehearsal/local-aws/local-aws';
import { localSession } from '../../lib/rehearsal/local-aws/local-session';
import { newManagementAccount, record } from './local-organization';
import { account, ref, template, unit } from './templates';

const regions = ['eu-west-1', 'us-east-1'];
const trust = {
  Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const rule = { EventPattern: { source: ['aws.s3'] } };
const body = {
  Conditions: { AtHome: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } },
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Condition: 'AtHome',
      Properties: { RoleName: 'breakwater-forwarder', Path: '/breakwater/', AssumeRolePolicyDocument: trust },
    },
    Rule: { Type: 'AWS::Events::Rule', Properties: { Name: 'everywhere', ...rule } },
    HomeRule: { Type: 'AWS::Events::Rule', Condition: 'AtHome', Properties: { Name: 'at-home', ...rule } },
  },
};
const templates = [
  template({
    Workloads: unit('workloads'),
    Production: unit('production', ref('Workloads')),
    Sandbox: unit('sandbox'),
    Orders: account('orders', ref('Production')),
    Play: account('play', ref('Sandbox')),
    Outside: account('outside'),
    Baseline: {
      Type: 'AWS::CloudFormation::StackSet',
      Properties: {
        StackSetName: 'breakwater-baseline',
        PermissionModel: 'SERVICE_MANAGED',
        Capabilities: ['CAPABILITY_NAMED_IAM'],
        AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: true },
        ManagedExecution: { Active: true },
        TemplateBody: JSON.stringify(body),
        StackInstancesGroup: [
          {
            DeploymentTargets: { OrganizationalUnitIds: [ref('Workloads'), ref('Production'), ref('Sandbox')] },
            Regions: regions,
          },
        ],
      },
    },
  }),
];

let local: LocalAws;
beforeAll(async () => {
  local = await startLocalAws();
}, 30_000);
afterAll(() => local.stop());

test('a stack set puts real stacks into the accounts of its units and nowhere else; a second run finds nothing to do', async () => {
  const { organizations, cloudFormation } = await newManagementAccount(local);
  const { living } = await settleOrganization({ organizations, templates });
  const idOf = (name: string) => living.accounts.find((one) => one.name === name)?.id ?? '';
  const [stackSet] = stackSetsIn(templates, namesIn(living)) as readonly [StackSet];
  const calls = record(cloudFormation);

  const first = await rollOutStackSet(cloudFormation, stackSet, { living });
  expect(first).toMatchObject({ done: ['created', 'stacks created'], failures: [], unmanaged: [] });
  expect(first.stacks.map((stack) => `${stack.account} ${stack.region}`).sort()).toEqual(
    ['orders', 'play'].flatMap((name) => regions.map((region) => `${idOf(name)} ${region}`)).sort(),
  );
  expect(await rules(idOf('orders'), 'eu-west-1')).toEqual(['at-home', 'everywhere']);
  expect(await rules(idOf('orders'), 'us-east-1')).toEqual(['everywhere']);
  expect(await rules(idOf('outside'), 'eu-west-1')).toEqual([]);
  expect(await roles(idOf('play'))).toContain('/breakwater/breakwater-forwarder');
  expect(await roles(idOf('outside'))).not.toContain('/breakwater/breakwater-forwarder');

  calls.length = 0;
  const second = await rollOutStackSet(cloudFormation, stackSet, { living });
  expect(second).toEqual({ ...first, done: [] });
  expect(calls).toEqual(['DescribeStackSet', 'ListStackSetOperations', 'ListStackInstances']);

  const changed = { ...stackSet, templateBody: JSON.stringify({ ...body, Description: 'new' }) };
  expect(await rollOutStackSet(cloudFormation, changed, { living })).toMatchObject({ done: ['updated'] });
  expect(await rollOutStackSet(cloudFormation, changed, { living })).toMatchObject({ done: [] });
});

/** Asks moto directly: it reads the account from the access key and checks no signature. */
async function ask(account: string, region: string, service: string, init: RequestInit): Promise<string> {
  const { identity } = await localSession(local, { account, region, role: 'Reader' });
  const authorization = `AWS4-HMAC-SHA256 Credential=${identity.accessKeyId}/20260101/${region}/${service}/aws4_request`;
  const headers = { ...init.headers, authorization, host: `${service}.${region}.amazonaws.com` };
  return (await fetch(local.endpoint, { ...init, method: 'POST', headers })).text();
}

async function rules(account: string, region: string): Promise<readonly string[]> {
  const headers = { 'x-amz-target': 'AWSEvents.ListRules', 'content-type': 'application/x-amz-json-1.1' };
  const answer = JSON.parse(await ask(account, region, 'events', { body: '{}', headers })) as {
    readonly Rules: readonly { readonly Name: string }[];
  };
  return answer.Rules.map(({ Name }) => Name).sort();
}

async function roles(account: string): Promise<string> {
  const body = new URLSearchParams({ Action: 'ListRoles', Version: '2010-05-08' });
  const answer = await ask(account, 'us-east-1', 'iam', { body });
  return answer.replaceAll(/arn:aws:iam::\d+:role/g, '');
}
