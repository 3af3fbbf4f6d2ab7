import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib/core';
import { readAssembly } from '../../lib/assembly/read-assembly';
import { newAccountsOf } from '../../lib/config/new-accounts';
import { anyOrganizationEvent } from '../../lib/constructs/account-lifecycle/organization-events';
import { checkCompliance } from '../../lib/constructs/compliance/nag';
import type { EventPattern } from '../../lib/model/guardrail';
import { isObject, type Json, type JsonObject } from '../../lib/model/json';
import type { Organization } from '../../lib/model/organization';
import { resourcesOfType, type Template } from '../../lib/model/template';
import { loadGuardrails } from '../../policies';
import { AccountLifecycleStack } from '../../stacks/account-lifecycle-stack';
import { landingZoneApp } from '../../stacks/landing-zone-app';
import { matches } from '../events/matches';
import { anOrganization } from './an-organization';
import { synthesize } from './synthesize';

const guardrails = loadGuardrails().filter(({ id }) => id === 'accounts-stay-quarantined');
const baseline = [{ stackSet: 'breakwater-baseline', regions: 3 }];

function templateOf(changes: Partial<Organization> = {}, also: (app: App) => void = () => {}): Template {
  const organization = anOrganization(changes);
  const app = landingZoneApp({ outdir: mkdtempSync(join(tmpdir(), 'breakwater-synth-')) });
  const { newAccounts = { quarantine: [], baselineWithinMinutes: 120 } } = organization;
  new AccountLifecycleStack(app, 'Accounts', { organization, newAccounts, guardrails, baseline });
  also(app);
  const [stack] = readAssembly(app.synth().directory).stacks;
  if (!stack) throw new Error('nothing was synthesized');
  return stack.template;
}

const template = templateOf();
const one = (type: string, of = template) => resourcesOfType(of, type)[0]?.[1].Properties as JsonObject;

const detail = { eventSource: 'organizations.amazonaws.com' };
const reported = (eventName: string, serviceEventDetails: JsonObject) => ({
  source: 'aws.organizations',
  'detail-type': 'AWS Service Event via CloudTrail',
  detail: { ...detail, eventName, serviceEventDetails },
});
const called = (eventName: string, requestParameters: JsonObject, more: JsonObject = {}) => ({
  source: 'aws.organizations',
  'detail-type': 'AWS API Call via CloudTrail',
  detail: { ...detail, eventName, requestParameters, ...more },
});
const createAccountStatus = { id: 'car-0123456789', accountName: '****', accountId: '111122223333' };
const move = (sourceParentId: string) => ({
  accountId: '111122223333',
  sourceParentId,
  destinationParentId: 'ou-abcd-workload',
});

it.each<readonly [string, JsonObject, string | undefined]>([
  [
    'an account is created',
    reported('CreateAccountResult', { createAccountStatus: { ...createAccountStatus, state: 'SUCCEEDED' } }),
    '{"event":"created","account":"111122223333"}',
  ],
  [
    'an account is refused',
    reported('CreateAccountResult', {
      createAccountStatus: { id: 'car-0123456789', state: 'FAILED', failureReason: 'EMAIL_ALREADY_EXISTS' },
    }),
    '{"event":"refused","reason":"EMAIL_ALREADY_EXISTS","request":"car-0123456789"}',
  ],
  [
    'an invited account joins',
    reported('AccountJoinedOrganization', { joinedMethod: 'Invited', accountId: '111122223333' }),
    '{"event":"invited","account":"111122223333"}',
  ],
  [
    'an invited account joins, as the reference of the call spells it',
    reported('AccountJoinedOrganization', { joinedMethod: 'INVITED', accountId: '111122223333' }),
    '{"event":"invited","account":"111122223333"}',
  ],
  [
    'an invited account joins that the event does not name',
    reported('AccountJoinedOrganization', { joinedMethod: 'Invited' }),
    '{"event":"invited","account":""}',
  ],
  [
    'a created account joins, which is told already',
    reported('AccountJoinedOrganization', { joinedMethod: 'Created', accountId: '111122223333' }),
    undefined,
  ],
  [
    'an account is moved',
    called('MoveAccount', move('ou-abcd-suspende')),
    '{"event":"moved","account":"111122223333"}',
  ],
  ['a new account is given its unit', called('MoveAccount', move('r-abcd')), undefined],
  ['a move is denied', called('MoveAccount', move('ou-abcd-suspende'), { errorCode: 'AccessDenied' }), undefined],
  [
    'an account is closed',
    called('CloseAccount', { accountId: '111122223333' }),
    '{"event":"closed","account":"111122223333"}',
  ],
  [
    'closing is denied',
    called('CloseAccount', { accountId: '111122223333' }, { errorCode: 'ConstraintViolationException' }),
    undefined,
  ],
  ['a policy is detached', called('DetachPolicy', { policyId: 'p-0123456789' }), undefined],
])('%s', (_, event, input) => {
  const rules = resourcesOfType(template, 'AWS::Events::Rule').map(([, { Properties }]) => Properties as JsonObject);
  const heard = rules.filter(({ EventPattern }) => matches(EventPattern as EventPattern, event));
  expect(heard.map((rule) => transformed(rule, event))).toEqual(input === undefined ? [] : [input]);
  // What is heard at home has to be relayed from where it is told.
  if (input !== undefined) expect(matches(anyOrganizationEvent, event)).toBe(true);
});

interface Transformer {
  readonly InputPathsMap?: Readonly<Record<string, string>>;
  readonly InputTemplate?: string;
}

/** What EventBridge gives the target: variables that the event lacks are empty. */
function transformed({ Targets }: JsonObject, event: JsonObject): string {
  const [target] = Targets as readonly JsonObject[];
  const { InputPathsMap = {}, InputTemplate = '' } = (target?.InputTransformer ?? {}) as Transformer;
  return InputTemplate.replace(/<(\w+)>/g, (__, name: string) => {
    const path = InputPathsMap[name]?.split('.').slice(1) ?? [];
    const value = path.reduce<Json | undefined>(
      (place, key) => (isObject(place) ? (place as JsonObject)[key] : undefined),
      event,
    );
    return String(value ?? '');
  });
}

it('is compliant with the quarantine too', () => {
  expect(() => templateOf({}, checkCompliance)).not.toThrow();
});

it('holds no null, which CloudFormation takes in no template', () => {
  expect(JSON.stringify(template)).not.toMatch(/:null|\[null/);
});

it('cuts off with what quarantine units are under, attached to nobody yet', () => {
  const { TargetIds, Content, Name } = one('AWS::Organizations::Policy');
  expect([Name, TargetIds]).toEqual(['breakwater-quarantine', undefined]);
  expect(Content).toMatchObject({ Statement: [{ Sid: 'DenyAllButLooking', Effect: 'Deny' }] });
});

it.each<readonly [string, Partial<Organization>]>([
  ['guardrails only observe', { defaultMode: 'observe' }],
  ['this guardrail only observes', { guardrails: { 'accounts-stay-quarantined': { mode: 'notify', units: {} } } }],
  ['nobody is to be', { newAccounts: { quarantine: [], baselineWithinMinutes: 120 } }],
])('cuts nobody off where %s', (_, changes) => {
  const open = templateOf(changes);
  expect(resourcesOfType(open, 'AWS::Organizations::Policy')).toEqual([]);
  expect(JSON.stringify(open)).not.toMatch(/AttachPolicy|attachPolicy/);
});

it('may attach and detach that one policy, and no other', () => {
  const [policy] = resourcesOfType(template, 'AWS::Organizations::Policy')[0] ?? [];
  const statements = resourcesOfType(template, 'AWS::IAM::Role').flatMap(([, { Properties }]) => {
    const [{ PolicyDocument }] = (
      Properties as {
        readonly Policies: readonly [{ readonly PolicyDocument: { readonly Statement: readonly JsonObject[] } }];
      }
    ).Policies;
    return PolicyDocument.Statement;
  });
  expect(
    statements.filter(
      ({ Action }) => /Policy"/.test(JSON.stringify(Action)) && !JSON.stringify(Action).includes('logs:'),
    ),
  ).toEqual([
    {
      Sid: 'CutOff',
      Effect: 'Allow',
      Action: ['organizations:AttachPolicy', 'organizations:DetachPolicy'],
      Resource: [{ 'Fn::GetAtt': [policy, 'Arn'] }, 'arn:aws:organizations::000000000001:account/o-exampleorgid/*'],
    },
  ]);
});

it('grows with no account', () => {
  const many = anOrganization().accounts.concat(
    Array.from({ length: 100 }, (_, index) => ({
      name: `more-${index}`,
      email: `more-${index}@example.com`,
      role: 'member' as const,
      unit: 'workloads',
      boundary: {},
      tags: {},
      id: String(500_000_000_000 + index),
    })),
  );
  expect(templateOf({ accounts: many })).toEqual(template);
});

it('is heard in the region of global services itself where that is home', () => {
  const home = templateOf({ homeRegion: 'us-east-1', governedRegions: ['us-east-1'] });
  expect(resourcesOfType(home, 'AWS::Events::EventBus')).toEqual([]);
  const { EventBusName } = one('AWS::Events::Rule', home);
  expect(EventBusName).toBeUndefined();
});

it('waits for every StackSet that every account gets', () => {
  const { stacks } = synthesize(anOrganization());
  const names = stacks.flatMap(({ stackSets }) => stackSets).map(({ name }) => name);
  const lifecycle = stacks.find(({ name }) => name === 'breakwater-account-lifecycle');
  const { Definition } = one('AWS::StepFunctions::StateMachine', lifecycle?.template);
  const { KnowBaseline } = (
    Definition as {
      readonly States: Readonly<Record<string, { readonly Result: readonly { readonly stackSet: string }[] }>>;
    }
  ).States;
  // An invited account may have a recorder of its own, or windows of these names, which nobody could remove in quarantine.
  expect(KnowBaseline?.Result.map(({ stackSet }) => stackSet)).toEqual(
    names.filter((name) => !['breakwater-operations', 'breakwater-recorder'].includes(name)),
  );
});

it('no StackSet goes where accounts are suspended, so that a closed one breaks no operation', () => {
  const { stacks } = synthesize(anOrganization());
  const targets = stacks.flatMap(({ stackSets }) => stackSets).flatMap(({ units }) => units);
  expect(targets).toContain('ou-abcd-workload');
  expect(targets).not.toContain('ou-abcd-suspende');
});

it('is not there where nobody wants it', () => {
  const { newAccounts: _, ...without } = anOrganization();
  const names = synthesize(without).stacks.map(({ name, template: text }) => [name, JSON.stringify(text)]);
  expect(names.filter(([name, text]) => `${name} ${text}`.includes('account-lifecycle'))).toEqual([]);
  expect(newAccountsOf('off')).toBeUndefined();
});
