import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SFNClient } from '@aws-sdk/client-sfn';
import { lifecycleDefinition } from '../../lib/constructs/account-lifecycle/definition';
import type { Organization } from '../../lib/model/organization';
import { accountStatuses, type Progress } from '../../lib/organizations/accounts/account-status';
import { objections } from '../../lib/organizations/accounts/objections';
import { readProgress } from '../../lib/organizations/accounts/read-progress';
import type { LivingAccount, LivingOrganization } from '../../lib/organizations/living';
import { anOrganization } from '../stacks/an-organization';
import { answerWith, fail } from './local-organization';

const units = anOrganization().units.concat({
  name: 'quarantine',
  path: 'quarantine',
  purpose: 'quarantine',
  id: 'ou-abcd-quaranti',
});
const organization: Organization = anOrganization({ units });
const { accounts } = organization;

/** The account of the file, in production, as AWS has it. */
const orders = (more: Partial<LivingAccount> = {}): LivingAccount => ({
  id: '111122223333',
  name: 'orders-prod',
  email: 'aws+orders-prod@example.com',
  status: 'ACTIVE',
  parent: 'ou-abcd-producti',
  ...more,
});
const others: readonly LivingAccount[] = accounts.slice(0, 3).map(({ name, email, id, unit }) => ({
  id: String(id),
  name,
  email,
  status: 'ACTIVE',
  parent: unit === undefined ? 'r-abcd' : 'ou-abcd-security',
}));

function alive(more: readonly LivingAccount[], changes: Partial<LivingOrganization> = {}): LivingOrganization {
  return {
    id: 'o-exampleorgid',
    features: 'ALL',
    managementAccount: '000000000001',
    root: 'r-abcd',
    policyTypes: ['SERVICE_CONTROL_POLICY'],
    units: units.map(({ id, name, path, parent }) => ({
      id: id ?? 'ou-abcd-unknown0',
      name,
      path,
      parent: units.find((unit) => unit.path === parent)?.id ?? 'r-abcd',
    })),
    accounts: [...others, ...more],
    pendingAccounts: [],
    policies: [],
    tags: {},
    ...changes,
  };
}

const cutOff: Partial<LivingOrganization> = {
  policies: [
    {
      id: 'p-0123456789',
      type: 'SERVICE_CONTROL_POLICY',
      name: 'breakwater-quarantine',
      description: '',
      content: {},
      targets: ['111122223333'],
    },
  ],
};
const whole: Progress = { missing: () => [], refusals: {}, objections: {} };
const halfway: Progress = { ...whole, missing: () => ['breakwater-baseline is in 1 of 3 regions'] };
const missing = 'breakwater-baseline is in 1 of 3 regions';

it.each<readonly [string, LivingOrganization, Progress, string, string | undefined]>([
  ['AWS has not', alive([]), whole, 'requested', 'breakwater-organization is to be deployed'],
  [
    'AWS is creating',
    alive([], { pendingAccounts: [{ name: 'orders-prod', request: 'car-1' }] }),
    whole,
    'requested',
    'AWS is creating it',
  ],
  [
    'AWS refused',
    alive([]),
    { ...whole, refusals: { 'orders-prod': 'MISSING_PAYMENT_INSTRUMENT' } },
    'requested',
    'AWS refused, MISSING_PAYMENT_INSTRUMENT: add a payment method to the management account, then run again',
  ],
  [
    'AWS would refuse',
    alive([]),
    { ...whole, objections: { 'orders-prod': 'its email is taken' } },
    'requested',
    'its email is taken',
  ],
  ['is cut off before it has a unit', alive([orders({ parent: 'r-abcd' })], cutOff), halfway, 'quarantined', 'a unit'],
  ['is cut off while its baseline is on the way', alive([orders()], cutOff), halfway, 'quarantined', missing],
  ['has its baseline', alive([orders()], cutOff), whole, 'baselined', 'the end of its quarantine'],
  ['works', alive([orders()]), whole, 'active', undefined],
  ['was not cut off and has no baseline yet', alive([orders()]), halfway, 'created', missing],
  ['is contained', alive([orders({ parent: 'ou-abcd-quaranti' })]), whole, 'quarantined', 'people, who contain it'],
  ['is suspended', alive([orders({ parent: 'ou-abcd-suspende' })]), halfway, 'suspended', undefined],
  ['is closing', alive([orders({ status: 'PENDING_CLOSURE' })]), halfway, 'closed', undefined],
])('an account that %s', (_, living, progress, state, waitsFor) => {
  const status = accountStatuses(organization, living, progress).find(({ name }) => name === 'orders-prod');
  expect([status?.state, status?.waitsFor]).toEqual([state, waitsFor]);
});

it('an account that nobody wrote down is told of', () => {
  const stranger = orders({ id: '444455556666', name: 'found', email: 'found@example.com', parent: 'r-abcd' });
  expect(accountStatuses(organization, alive([orders(), stranger]), whole).at(-1)).toEqual({
    name: 'found',
    id: '444455556666',
    state: 'created',
    waitsFor: 'a unit; organization.yaml does not name it',
  });
});

it('the management account has no baseline of a StackSet, and waits for none', () => {
  expect(accountStatuses(organization, alive([orders()]), halfway)[0]).toEqual({
    name: 'management',
    id: '000000000001',
    state: 'active',
  });
});

const stock = { ...accounts[3], name: 'stock', email: 'aws+stock@example.com' } as (typeof accounts)[number];
it.each<readonly [string, readonly LivingAccount[], number | undefined, object]>([
  ['nothing', [orders()], 10, {}],
  ['nothing where AWS does not tell its quota', [orders()], undefined, {}],
  ['the last account there is room for', [orders()], 5, {}],
  [
    'one account too many',
    [orders(), orders({ id: '555566667777', name: 'closed', email: 'x@example.com', status: 'CLOSED' })],
    5,
    { stock: 'AWS takes 5 accounts; ask for more in Service Quotas (Organizations, in us-east-1)' },
  ],
  [
    'a name that a closed account still has',
    [orders(), orders({ id: '555566667777', name: 'stock', email: 'x@example.com', status: 'CLOSED' })],
    10,
    { stock: 'account 555566667777 of that name is CLOSED; rename one' },
  ],
])('objects to %s', (_, more, quota, expected) => {
  const wanted = anOrganization({ units, accounts: [...accounts, stock] });
  expect(objections(wanted, alive(more), quota)).toEqual(expected);
});

type Rest = Parameters<typeof answerWith> extends [unknown, ...infer More] ? More : never;

describe('progress', () => {
  // Every client types its middleware by its own inputs; a stand-in that answers for all of them needs none.
  const answer = answerWith as (client: { readonly middlewareStack: object }, ...rest: Rest) => void;
  const clients = () => ({
    organizations: new OrganizationsClient({ region: 'eu-west-1' }),
    cloudFormation: new CloudFormationClient({ region: 'eu-west-1' }),
    stateMachines: new SFNClient({ region: 'eu-west-1' }),
    quotas: new ServiceQuotasClient({ region: 'us-east-1' }),
  });
  const stack = (Region: string, Status: string) => ({ Account: '111122223333', Region, Status });

  it('is what the state machine waits for, as AWS has it', async () => {
    const asked = clients();
    const definition = lifecycleDefinition({
      partition: 'aws',
      topic: 'topic',
      baseline: [
        { stackSet: 'breakwater-baseline', regions: 2 },
        { stackSet: 'breakwater-fix-roles-1', regions: 1 },
        { stackSet: 'breakwater-outposts', regions: 1 },
      ],
      suspended: [],
      contained: [],
      baselineWithinMinutes: 120,
    });
    answer(asked.stateMachines, () => ({ definition: JSON.stringify(definition) }));
    answer(asked.cloudFormation, (_, { StackSetName }: { readonly StackSetName?: string }) => {
      if (StackSetName === 'breakwater-outposts') return fail('StackSetNotFoundException');
      return {
        Summaries:
          StackSetName === 'breakwater-baseline'
            ? [stack('eu-west-1', 'CURRENT'), stack('us-east-1', 'OUTDATED')]
            : [stack('eu-west-1', 'CURRENT')],
      };
    });
    const request = (FailureReason: string, at: number) => ({
      AccountName: 'stock',
      FailureReason,
      CompletedTimestamp: new Date(at),
    });
    answer(asked.organizations, () => ({
      CreateAccountStatuses: [request('INTERNAL_FAILURE', 2), request('INVALID_EMAIL', 1)],
    }));
    answer(asked.quotas, () => ({ Quotas: [{ QuotaName: 'Default maximum number of accounts', Value: 10 }] }));
    const progress = await readProgress(asked, organization, alive([orders()]));
    expect(progress.missing('111122223333')).toEqual([
      'breakwater-baseline is in 1 of 2 regions',
      'breakwater-outposts is in 0 of 1 regions',
    ]);
    expect(progress.refusals).toEqual({ stock: 'INTERNAL_FAILURE' });
  });

  it('is nothing where there is no state machine, and no quota where nobody may ask', async () => {
    const asked = clients();
    answer(asked.stateMachines, () => fail('StateMachineDoesNotExist'));
    answer(asked.organizations, () => ({ CreateAccountStatuses: [] }));
    answer(asked.quotas, () => fail('AccessDeniedException'));
    const progress = await readProgress(asked, organization, alive([orders()]));
    expect([progress.missing('111122223333'), progress.objections]).toEqual([[], {}]);
  });
});
