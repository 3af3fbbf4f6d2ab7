import {
  CloudFormationClient,
  CreateStackInstancesCommand,
  CreateStackSetCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand,
  EnablePolicyTypeCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { lifecycleDefinition } from '../../lib/constructs/account-lifecycle/definition';
import type { Lifecycle } from '../../lib/constructs/account-lifecycle/lifecycle';
import type { Session } from '../../lib/model/guardrail';
import type { Json, JsonObject } from '../../lib/model/json';
import { type LocalAws, startLocalAws } from '../../lib/rehearsal/local-aws/local-aws';
import { localSession } from '../../lib/rehearsal/local-aws/local-session';
import { runStateMachine, taskAccount } from '../rehearsal/run-state-machine';

const region = 'eu-west-1';
const regions = ['eu-west-1', 'eu-central-1'];
const stackSet = 'breakwater-baseline';

let local: LocalAws;
let session: Session;
let lifecycle: Lifecycle;
let policy: string;
let mailbox: string;
const unit: Record<string, string> = {};

beforeAll(async () => {
  local = await startLocalAws();
  session = await localSession(local, { account: taskAccount, region, role: 'Administrator' });
  const organizations = session.client(OrganizationsClient);
  await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const { Roots: [root] = [] } = await organizations.send(new ListRootsCommand({}));
  unit.root = String(root?.Id);
  await organizations.send(new EnablePolicyTypeCommand({ RootId: unit.root, PolicyType: 'SERVICE_CONTROL_POLICY' }));
  for (const Name of ['workloads', 'quarantine', 'suspended']) {
    const { OrganizationalUnit } = await organizations.send(
      new CreateOrganizationalUnitCommand({ ParentId: unit.root, Name }),
    );
    unit[Name] = String(OrganizationalUnit?.Id);
  }
  const { Policy } = await organizations.send(
    new CreatePolicyCommand({
      Name: 'breakwater-quarantine',
      Description: '',
      Type: 'SERVICE_CONTROL_POLICY',
      Content: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] }),
    }),
  );
  policy = String(Policy?.PolicySummary?.Id);
  await session
    .client(CloudFormationClient)
    .send(new CreateStackSetCommand({ StackSetName: stackSet, TemplateBody: '{"Resources":{}}' }));
  const { TopicArn: topic = '' } = await session.client(SNSClient).send(new CreateTopicCommand({ Name: 'alerts' }));
  const { QueueUrl = '' } = await session.client(SQSClient).send(new CreateQueueCommand({ QueueName: 'mail' }));
  mailbox = QueueUrl;
  const Endpoint = `arn:aws:sqs:${region}:${taskAccount}:mail`;
  await session.client(SNSClient).send(new SubscribeCommand({ TopicArn: topic, Protocol: 'sqs', Endpoint }));
  lifecycle = {
    partition: 'aws',
    topic,
    quarantine: { policy, arrivals: ['created', 'invited'] },
    baseline: [{ stackSet, regions: regions.length }],
    suspended: [String(unit.suspended)],
    contained: [String(unit.quarantine)],
    baselineWithinMinutes: 120,
  };
}, 60_000);
afterAll(() => local.stop());

let count = 0;

async function anAccount(place: string): Promise<string> {
  count += 1;
  const organizations = session.client(OrganizationsClient);
  const { CreateAccountStatus } = await organizations.send(
    new CreateAccountCommand({ AccountName: `orders-${count}`, Email: `aws+orders-${count}@example.com` }),
  );
  const AccountId = String(CreateAccountStatus?.AccountId);
  if (place !== 'root') {
    const places = { SourceParentId: unit.root, DestinationParentId: unit[place] };
    await organizations.send(new MoveAccountCommand({ AccountId, ...places }));
  }
  return AccountId;
}

// moto lists the stacks of every account, whichever is asked about: so a StackSet of its own for each.
async function withBaseline(account: string, in_: readonly string[]): Promise<Lifecycle> {
  const StackSetName = `${stackSet}-${account}`;
  const cloudFormation = session.client(CloudFormationClient);
  await cloudFormation.send(new CreateStackSetCommand({ StackSetName, TemplateBody: '{"Resources":{}}' }));
  await deploy(account, in_);
  return { ...lifecycle, baseline: [{ stackSet: StackSetName, regions: regions.length }] };
}

async function deploy(account: string, in_: readonly string[]): Promise<void> {
  if (in_.length === 0) return;
  const input = { StackSetName: `${stackSet}-${account}`, Accounts: [account], Regions: [...in_] };
  await session.client(CloudFormationClient).send(new CreateStackInstancesCommand(input));
}

async function isQuarantined(account: string): Promise<boolean> {
  const { Policies = [] } = await session
    .client(OrganizationsClient)
    .send(new ListPoliciesForTargetCommand({ TargetId: account, Filter: 'SERVICE_CONTROL_POLICY' }));
  return Policies.some(({ Id }) => Id === policy);
}

async function mails(): Promise<readonly { readonly subject: string; readonly message: string }[]> {
  const found = [];
  for (;;) {
    const { Messages = [] } = await session
      .client(SQSClient)
      .send(new ReceiveMessageCommand({ QueueUrl: mailbox, MaxNumberOfMessages: 10, VisibilityTimeout: 43_200 }));
    if (Messages.length === 0) return found;
    found.push(
      ...Messages.map(({ Body = '{}' }) => {
        const { Subject: subject, Message: message } = JSON.parse(Body);
        return { subject, message };
      }),
    );
  }
}

/** After the account has waited so long already. */
function run(input: Json, of: Lifecycle = lifecycle, seconds = 0) {
  const definition = lifecycleDefinition(of);
  const { Begin, ...States } = definition.States as Readonly<Record<string, JsonObject>>;
  const patience = { ...(Begin?.Result as JsonObject), seconds };
  return runStateMachine(local, {
    definition: { ...definition, States: { ...States, Begin: { ...Begin, Result: patience } } },
    input,
    region,
  });
}
const subjects = async () => (await mails()).map(({ subject }) => subject);
const named = (account: string) => `Account ${account}`;

it.each(['created', 'invited'])(
  'an account that was %s is cut off, and free once its baseline is in place',
  async (event) => {
    const account = await anAccount('workloads');
    const of = await withBaseline(account, regions);
    const { status, states } = await run({ event, account }, of);
    expect(status).toBe('SUCCEEDED');
    expect(states).toEqual(expect.arrayContaining(['Quarantine', 'LookAtBaseline', 'Release']));
    expect(await isQuarantined(account)).toBe(false);
    expect(await subjects()).toEqual([
      `${named(account)} has joined and is in quarantine`,
      `${named(account)} is active`,
    ]);
  },
);

it('an account whose baseline is late stays cut off, somebody hears of it once, and it is free when the baseline comes', async () => {
  const account = await anAccount('workloads');
  const running = run({ event: 'created', account }, await withBaseline(account, ['eu-west-1']), 120 * 60 - 200);
  const heard = [];
  while (heard.length < 2) heard.push(...(await mails()));
  expect(await isQuarantined(account)).toBe(true);
  expect(heard[1]?.subject).toBe(`${named(account)} waits for its baseline`);
  expect(heard[1]?.message).toMatch(
    /^orders-\d+: it was to be in place within 120 minutes.*breakwater-baseline-\d+ is in 1 of 2 regions/,
  );
  await deploy(account, ['eu-central-1']);
  expect((await running).status).toBe('SUCCEEDED');
  expect(await isQuarantined(account)).toBe(false);
  expect(await subjects()).toEqual([`${named(account)} is active`]);
});

it('an account that nobody gives a unit stays cut off, and is given up after a week', async () => {
  const account = await anAccount('root');
  expect(await run({ event: 'invited', account }, lifecycle, 7 * 24 * 3600 - 1)).toMatchObject({
    status: 'FAILED',
    error: 'BaselineMissing',
    cause: 'It is in no unit: name it with its unit in organization.yaml, and move it there.',
  });
  expect(await isQuarantined(account)).toBe(true);
  expect(await subjects()).toEqual([
    `${named(account)} has joined and is in quarantine`,
    `${named(account)} waits for its baseline`,
    `${named(account)} is no longer waited for`,
  ]);
});

it.each([
  ['suspended', 'is suspended'],
  ['quarantine', 'is contained'],
])('an account that is moved to the %s unit %s', async (place, what) => {
  const account = await anAccount(place);
  expect(await run({ event: 'moved', account })).toMatchObject({ status: 'SUCCEEDED' });
  expect(await isQuarantined(account)).toBe(false);
  expect(await subjects()).toEqual([`${named(account)} ${what}`]);
});

it('an account that works is not cut off when it is moved while its baseline is renewed', async () => {
  const account = await anAccount('workloads');
  const of = await withBaseline(account, ['eu-west-1']);
  const running = run({ event: 'moved', account }, of);
  await deploy(account, ['eu-central-1']);
  const { status, states } = await running;
  await mails();
  expect(status).toBe('SUCCEEDED');
  expect(states).not.toContain('Quarantine');
});

it('nobody is cut off where nobody is to be', async () => {
  const account = await anAccount('workloads');
  const { quarantine: _, ...open } = await withBaseline(account, regions);
  const { states } = await run({ event: 'created', account }, open);
  expect(states).not.toContain('Quarantine');
  expect(await subjects()).toEqual([`${named(account)} is active`]);
});

it('an account that is closed is told of', async () => {
  const account = await anAccount('suspended');
  expect(await run({ event: 'closed', account })).toMatchObject({ status: 'SUCCEEDED' });
  expect(await subjects()).toEqual([`${named(account)} is being closed`]);
});

it.each([
  ['EMAIL_ALREADY_EXISTS', /^EMAIL_ALREADY_EXISTS: an AWS account has this e-mail already: give it another one/],
  ['MISSING_PAYMENT_INSTRUMENT', /^MISSING_PAYMENT_INSTRUMENT: add a payment method/],
  ['SOMETHING_NEW', /^SOMETHING_NEW: look the reason up/],
])('a refusal for %s names the account, the reason and what to do', async (reason, message) => {
  count += 1;
  const { CreateAccountStatus } = await session
    .client(OrganizationsClient)
    .send(new CreateAccountCommand({ AccountName: `orders-${count}`, Email: `aws+orders-${count}@example.com` }));
  await run({ event: 'refused', reason, request: String(CreateAccountStatus?.Id) });
  const [mail] = await mails();
  expect(mail?.subject).toBe(`AWS refused to create account orders-${count}`);
  expect(mail?.message).toMatch(message);
});

it('an invited account that the event does not name is told of', async () => {
  expect(await run({ event: 'invited', account: '' })).toMatchObject({ status: 'SUCCEEDED' });
  expect(await subjects()).toEqual(['An invited account has joined']);
});

it('an account that is gone needs nothing', async () => {
  const { states, cause } = await run({ event: 'moved', account: '999999999999' });
  expect([states.at(-1), cause]).toEqual(['Gone', undefined]);
  expect(await subjects()).toEqual([]);
});

it('what fails is told, with all that is known', async () => {
  const { status, error } = await run({ event: 'created', account: 'nobody' });
  expect([status, error]).toEqual(['FAILED', 'LifecycleStopped']);
  const [mail] = await mails();
  expect(mail?.subject).toBe('The lifecycle of an account stopped');
  expect(mail?.message).toMatch(/invalid value.*"account":"nobody"/);
});

// The local AWS attaches twice and detaches what is not attached without a word.
it.each([
  ['Quarantine', 'Organizations.DuplicatePolicyAttachmentException', 'Describe'],
  ['Release', 'Organizations.PolicyNotAttachedException', 'Done'],
])('of two executions about one account, one tells: %s', (state, error, next) => {
  const { States } = lifecycleDefinition(lifecycle) as unknown as {
    readonly States: Record<string, { readonly Catch: readonly object[]; readonly Retry: readonly object[] }>;
  };
  expect(States[state]?.Catch[0]).toMatchObject({ ErrorEquals: [error], Next: next });
  expect(States[state]?.Retry[0]).toEqual({ ErrorEquals: [error], MaxAttempts: 0 });
});

it('every state that calls has a time limit, tries again, and tells when it fails', () => {
  const { States } = lifecycleDefinition(lifecycle) as unknown as { readonly States: Record<string, JsonObject> };
  const calls = Object.entries(States).filter(([, { Type }]) => Type === 'Task');
  expect(calls.length).toBeGreaterThan(10);
  for (const [name, { TimeoutSeconds, Retry, Catch }] of calls) {
    expect([name, TimeoutSeconds, Retry]).toEqual([name, 60, expect.arrayContaining([expect.anything()])]);
    if (!name.startsWith('Tell')) {
      expect([name, Catch]).toEqual([name, expect.arrayContaining([expect.objectContaining({ Next: 'TellFailure' })])]);
    }
  }
});
