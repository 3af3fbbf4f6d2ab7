import {
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListAccountsForParentCommand,
  ListCreateAccountStatusCommand,
  ListOrganizationalUnitsForParentCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  ListTargetsForPolicyCommand,
  type OrganizationsClient,
  type PolicySummary,
} from '@aws-sdk/client-organizations';
import type { PolicyType } from '../model/control';
import type { JsonObject } from '../model/json';
import type { OrganizationId, RootId, UnitId } from '../model/organization';
import { allPages } from './calls/all-pages';
import { type Call, createCall, type Sleep } from './calls/call';
import { CallFailed } from './calls/call-failed';
import { inParallel } from './calls/in-parallel';
import { present } from './calls/present';
import { sleep } from './calls/sleep';
import type { LivingAccount, LivingOrganization, LivingPolicy, LivingUnit, PendingAccount } from './living';

/** Organizations answers about this many requests a second before it throttles. */
const atOnce = 4;

export interface ReadOptions {
  readonly sleep?: Sleep | undefined;
  /** Types whose policies are read, which costs two requests each. @default every enabled type */
  readonly policies?: (type: PolicyType) => boolean;
}

interface Reader {
  readonly client: OrganizationsClient;
  readonly call: Call;
}

/**
 * The whole organization, or undefined where there is none yet.
 * Accounts come a page of twenty at a time from each parent, which tells the parent too: no request is made per account.
 */
export async function readOrganization(
  client: OrganizationsClient,
  options: ReadOptions = {},
): Promise<LivingOrganization | undefined> {
  const reader: Reader = { client, call: createCall(options.sleep ?? sleep) };
  const organization = await describe(reader);
  if (!organization) return undefined;
  const root = await readRoot(reader);
  const units = await readUnits(reader, root.id);
  const parents = [root.id, ...units.map((unit) => unit.id)];
  return {
    ...organization,
    root: root.id,
    policyTypes: root.policyTypes,
    units,
    accounts: (await inParallel(parents, atOnce, (parent) => readAccounts(reader, parent))).flat(),
    pendingAccounts: await readPendingAccounts(reader),
    policies: await readPolicies(reader, root.policyTypes.filter(options.policies ?? (() => true))),
    tags: {},
  };
}

async function describe({ client, call }: Reader) {
  try {
    const answer = await call('DescribeOrganization', () => client.send(new DescribeOrganizationCommand({})));
    const organization = present(answer.Organization, 'an organization');
    return {
      id: present(organization.Id, "the organization's id") as OrganizationId,
      features: present(organization.FeatureSet, "the organization's features"),
      managementAccount: present(organization.MasterAccountId, "the management account's id"),
    };
  } catch (error) {
    if (error instanceof CallFailed && error.code === 'AWSOrganizationsNotInUseException') return undefined;
    throw error;
  }
}

async function readRoot({ client, call }: Reader) {
  const { Roots } = await call('ListRoots', () => client.send(new ListRootsCommand({})));
  const root = present(Roots?.[0], 'a root');
  const enabled = (root.PolicyTypes ?? []).filter((type) => type.Status !== 'PENDING_DISABLE');
  return {
    id: present(root.Id, "the root's id") as RootId,
    policyTypes: enabled.map((type) => present(type.Type, 'a policy type') as PolicyType),
  };
}

async function readUnits(reader: Reader, root: RootId): Promise<readonly LivingUnit[]> {
  const units: LivingUnit[] = [];
  let level: readonly { readonly id: UnitId | RootId; readonly path?: string }[] = [{ id: root }];
  while (level.length > 0) {
    const children: readonly LivingUnit[] = (
      await inParallel(level, atOnce, (parent) => readChildren(reader, parent))
    ).flat();
    units.push(...children);
    level = children;
  }
  return units;
}

async function readChildren(
  { client, call }: Reader,
  parent: { readonly id: UnitId | RootId; readonly path?: string },
): Promise<readonly LivingUnit[]> {
  const children = await allPages(
    (NextToken) =>
      call('ListOrganizationalUnitsForParent', () =>
        client.send(new ListOrganizationalUnitsForParentCommand({ ParentId: parent.id, NextToken })),
      ),
    (page) => page.OrganizationalUnits,
  );
  return children.map((unit) => {
    const name = present(unit.Name, "a unit's name");
    const path = parent.path ? `${parent.path}/${name}` : name;
    return { id: present(unit.Id, "a unit's id") as UnitId, name, path, parent: parent.id };
  });
}

async function readAccounts({ client, call }: Reader, parent: UnitId | RootId): Promise<readonly LivingAccount[]> {
  const accounts = await allPages(
    (NextToken) =>
      call('ListAccountsForParent', () =>
        client.send(new ListAccountsForParentCommand({ ParentId: parent, NextToken })),
      ),
    (page) => page.Accounts,
  );
  return accounts.map((account) => ({
    id: present(account.Id, "an account's id"),
    name: present(account.Name, "an account's name"),
    email: present(account.Email, "an account's e-mail"),
    // AWS retired Status in September 2026; a local AWS may know nothing else.
    status: present(account.State ?? account.Status, "an account's state"),
    parent,
  }));
}

async function readPendingAccounts({ client, call }: Reader): Promise<readonly PendingAccount[]> {
  const requests = await allPages(
    (NextToken) =>
      call('ListCreateAccountStatus', () =>
        client.send(new ListCreateAccountStatusCommand({ States: ['IN_PROGRESS'], NextToken })),
      ),
    (page) => page.CreateAccountStatuses,
  );
  return requests.map((request) => ({
    name: present(request.AccountName, "a pending account's name"),
    request: present(request.Id, "a creation's id"),
  }));
}

async function readPolicies(reader: Reader, types: readonly PolicyType[]): Promise<readonly LivingPolicy[]> {
  const policies = (await inParallel(types, atOnce, (type) => listPolicies(reader, type))).flat();
  // FullAWSAccess is attached to every account: reading its targets would cost a page for every twenty of them.
  const customers = policies.filter((policy) => !policy.AwsManaged);
  return inParallel(customers, atOnce, (policy) => readPolicy(reader, policy));
}

async function listPolicies({ client, call }: Reader, type: PolicyType): Promise<readonly PolicySummary[]> {
  return allPages(
    (NextToken) => call('ListPolicies', () => client.send(new ListPoliciesCommand({ Filter: type, NextToken }))),
    (page) => page.Policies,
  );
}

async function readPolicy({ client, call }: Reader, summary: PolicySummary): Promise<LivingPolicy> {
  const id = present(summary.Id, "a policy's id");
  const { Policy } = await call('DescribePolicy', () => client.send(new DescribePolicyCommand({ PolicyId: id })));
  const targets = await allPages(
    (NextToken) =>
      call('ListTargetsForPolicy', () => client.send(new ListTargetsForPolicyCommand({ PolicyId: id, NextToken }))),
    (page) => page.Targets,
  );
  return {
    id,
    type: present(summary.Type, "a policy's type"),
    name: present(summary.Name, "a policy's name"),
    description: summary.Description ?? '',
    content: JSON.parse(present(Policy?.Content, "a policy's content")) as JsonObject,
    targets: targets.map((target) => present(target.TargetId, "a target's id")),
  };
}
