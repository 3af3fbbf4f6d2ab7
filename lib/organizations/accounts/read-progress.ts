import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { ListCreateAccountStatusCommand, type OrganizationsClient } from '@aws-sdk/client-organizations';
import { ListServiceQuotasCommand, type ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { DescribeStateMachineCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { isNamed } from '../../model/is-named';
import { accountWithRole, type Organization } from '../../model/organization';
import { accountLifecycleName } from '../../model/platform';
import { allPages } from '../calls/all-pages';
import { type Call, createCall } from '../calls/call';
import { CallFailed } from '../calls/call-failed';
import { sleep } from '../calls/sleep';
import type { LivingOrganization } from '../living';
import { listStacks } from '../stack-sets/read';
import type { Progress } from './account-status';
import { objections } from './objections';

/** All in the management account; quotas in the region of global services, the others at home. */
export interface Clients {
  readonly organizations: OrganizationsClient;
  readonly cloudFormation: CloudFormationClient;
  readonly stateMachines: SFNClient;
  readonly quotas: ServiceQuotasClient;
}

/** A StackSet, and in how many regions an account has it. */
export interface Part {
  readonly stackSet: string;
  readonly regions: number;
}

/** Asks AWS how far its accounts are. No request is made per account. */
export async function readProgress(
  { organizations, cloudFormation, stateMachines, quotas }: Clients,
  organization: Organization,
  living: LivingOrganization,
): Promise<Progress> {
  const call = createCall(sleep);
  const parts = await baselineOf(stateMachines, organization);
  const counts = await Promise.all(
    parts.map(async (part) => [part, await currentStacks(part, cloudFormation, call)] as const),
  );
  return {
    missing: (account) =>
      counts.flatMap(([{ stackSet, regions }, current]) => {
        const there = current.get(account) ?? 0;
        return there >= regions ? [] : [`${stackSet} is in ${there} of ${regions} regions`];
      }),
    refusals: await readRefusals(organizations, call),
    objections: objections(organization, living, await readQuota(quotas)),
  };
}

/** What the state machine waits for is what it says itself; without one, nothing is known to be missing. */
async function baselineOf(client: SFNClient, organization: Organization): Promise<readonly Part[]> {
  const { partition, homeRegion } = organization;
  const { id } = accountWithRole(organization, 'management');
  const stateMachineArn = `arn:${partition}:states:${homeRegion}:${id}:stateMachine:${accountLifecycleName}`;
  try {
    const { definition = '{}' } = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    const { States } = JSON.parse(definition) as {
      readonly States?: Readonly<Record<string, { readonly Result?: unknown }>>;
    };
    return (States?.KnowBaseline?.Result ?? []) as readonly Part[];
  } catch (error) {
    if (isNamed(error, 'StateMachineDoesNotExist')) return [];
    throw error;
  }
}

/** How many stacks of the set are as they should be, by account. */
async function currentStacks(
  { stackSet }: Part,
  client: CloudFormationClient,
  call: Call,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { Account = '', Status } of await stacksOf(stackSet, client, call)) {
    if (Status === 'CURRENT') counts.set(Account, (counts.get(Account) ?? 0) + 1);
  }
  return counts;
}

async function stacksOf(stackSet: string, client: CloudFormationClient, call: Call) {
  try {
    return await listStacks(stackSet, client, call);
  } catch (error) {
    if (error instanceof CallFailed && error.code === 'StackSetNotFoundException') return [];
    throw error;
  }
}

/** The last one counts: what was refused may have been created since. */
async function readRefusals(client: OrganizationsClient, call: Call): Promise<Progress['refusals']> {
  const requests = await allPages(
    (NextToken) =>
      call('ListCreateAccountStatus', () =>
        client.send(new ListCreateAccountStatusCommand({ States: ['FAILED'], NextToken })),
      ),
    (page) => page.CreateAccountStatuses,
  );
  const inOrder = requests.toSorted((one, other) => Number(one.CompletedTimestamp) - Number(other.CompletedTimestamp));
  return Object.fromEntries(
    inOrder.flatMap(({ AccountName, FailureReason }) =>
      AccountName && FailureReason ? [[AccountName, FailureReason]] : [],
    ),
  );
}

/** By name, since AWS reserves the right to change the codes of quotas. Whoever may not ask goes without. */
async function readQuota(client: ServiceQuotasClient): Promise<number | undefined> {
  try {
    const quotas = await allPages(
      (NextToken) => client.send(new ListServiceQuotasCommand({ ServiceCode: 'organizations', NextToken })),
      (page) => page.Quotas,
    );
    return quotas.find(({ QuotaName }) => QuotaName === 'Default maximum number of accounts')?.Value;
  } catch (error) {
    if (isNamed(error, 'AccessDeniedException', 'NoSuchResourceException')) return undefined;
    throw error;
  }
}
