import {
  DescribePolicyCommand,
  ListParentsCommand,
  ListRootsCommand,
  OrganizationsClient,
  paginateListPolicies,
  paginateListTargetsForPolicy,
} from '@aws-sdk/client-organizations';
import type { PolicyType } from '../../lib/model/control';
import type { Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import type { PolicyState, State } from './decide';
import { type Deployed, readDeployed } from './deployed';

/** The account and the unit it is in. */
export async function readAccount(account: string, session: Session): Promise<State> {
  const { busy, parents } = await readDeployed(session);
  const { Parents: [parent] = [] } = await session
    .client(OrganizationsClient)
    .send(new ListParentsCommand({ ChildId: account }));
  const deployed = parents[account];
  return { kind: 'account', busy, account, parent: parent?.Id ?? '', ...(deployed && { deployed }) };
}

/** One policy; when it is none of ours, what of ours is missing. */
export async function readPolicy(id: string, session: Session): Promise<State> {
  if (id === 'p-FullAWSAccess') return { kind: 'full-access', busy: false };
  const deployed = await readDeployed(session);
  const policy = await readOne(id, deployed, session);
  const gone = policy === undefined;
  const missing = gone ? await missingOf(deployed, session) : [];
  return { kind: 'policies', busy: deployed.busy, policies: policy && policy !== 'foreign' ? [policy] : [], missing };
}

/** Every policy of a type, and whether the type is enabled. */
export async function readType(type: PolicyType, session: Session): Promise<State> {
  const deployed = await readDeployed(session);
  const { Roots: [root] = [] } = await session.client(OrganizationsClient).send(new ListRootsCommand({}));
  const enabled = root?.PolicyTypes?.some(({ Type, Status }) => Type === type && Status === 'ENABLED');
  const living = await livingOf(type, session);
  const policies: PolicyState[] = [];
  for (const { id, name } of living) {
    if (!isOurs(id, name, deployed)) continue;
    const policy = await readOne(id, deployed, session);
    if (policy && policy !== 'foreign') policies.push(policy);
  }
  const ours = deployed.policies.filter((policy) => policy.type === type);
  const missing = ours.filter(({ name }) => !policies.some((policy) => policy.deployed.name === name));
  return {
    kind: 'policies',
    busy: deployed.busy,
    policies,
    missing: missing.map(({ name }) => name),
    ...(!enabled && ours.length > 0 && { disabled: { root: root?.Id ?? '', type } }),
  };
}

/** Undefined when it exists no longer. */
async function readOne(id: string, deployed: Deployed, session: Session): Promise<PolicyState | 'foreign' | undefined> {
  const client = session.client(OrganizationsClient);
  try {
    const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: id }));
    const { Name: name = '' } = Policy?.PolicySummary ?? {};
    const ours = isOurs(id, name, deployed);
    if (!ours) return 'foreign';
    const targets: string[] = [];
    for await (const page of paginateListTargetsForPolicy({ client }, { PolicyId: id })) {
      targets.push(...(page.Targets ?? []).map(({ TargetId }) => TargetId ?? ''));
    }
    const { content, targets: wanted } = ours;
    const was = { name: ours.name, content, targets: wanted };
    return { id, name, content: JSON.parse(Policy?.Content ?? '{}'), targets, deployed: was };
  } catch (error) {
    if (isNamed(error, 'PolicyNotFoundException')) return undefined;
    throw error;
  }
}

// By id first: whoever rewrites a policy may rename it, too.
function isOurs(id: string, name: string, { policies }: Deployed): Deployed['policies'][number] | undefined {
  return policies.find((policy) => policy.id === id) ?? policies.find((policy) => policy.name === name);
}

async function missingOf(deployed: Deployed, session: Session): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const type of new Set(deployed.policies.map((policy) => policy.type))) {
    const living = await livingOf(type, session);
    const lost = deployed.policies.filter(
      (policy) => policy.type === type && !living.some(({ id, name }) => id === policy.id || name === policy.name),
    );
    missing.push(...lost.map(({ name }) => name));
  }
  return missing;
}

async function livingOf(type: PolicyType, session: Session) {
  const living: { readonly id: string; readonly name: string }[] = [];
  const pages = paginateListPolicies({ client: session.client(OrganizationsClient) }, { Filter: type as never });
  for await (const { Policies = [] } of pages) {
    living.push(...Policies.map(({ Id = '', Name = '' }) => ({ id: Id, name: Name })));
  }
  return living;
}
