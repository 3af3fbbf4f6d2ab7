import type { AccountRole, Boundary } from '../model/organization';

export interface GeneratedAccount {
  readonly name: string;
  readonly role?: AccountRole;
  readonly unit?: string;
  readonly boundary: Boundary;
}

/** What every landing zone has; the same whatever the seed. */
export const platformAccounts: readonly GeneratedAccount[] = [
  { name: 'management', role: 'management', boundary: platform('internal', 'organization') },
  { name: 'log-archive', role: 'log-archive', unit: 'security', boundary: platform('confidential', 'logging') },
  { name: 'security', role: 'security', unit: 'security', boundary: platform('confidential', 'detection') },
  { name: 'network', role: 'network', unit: 'infrastructure', boundary: platform('internal', 'network') },
  { name: 'deployment', role: 'deployment', unit: 'infrastructure', boundary: platform('internal', 'delivery') },
];

/** Business units, and what data their workloads may hold. */
const businessUnits: readonly (readonly [name: string, data: readonly NonNullable<Boundary['data']>[]])[] = [
  ['commerce', ['confidential', 'internal', 'public']],
  ['finance', ['regulated', 'confidential']],
  ['logistics', ['internal', 'confidential']],
  ['marketing', ['public', 'internal']],
  ['people', ['confidential', 'regulated']],
  ['stores', ['internal', 'public']],
];

const subjects = [
  'orders',
  'payments',
  'catalog',
  'search',
  'stock',
  'returns',
  'loyalty',
  'prices',
  'invoices',
  'routes',
];
const parts = ['api', 'web', 'data', 'reports', 'events', 'batch'];
const stages = ['production', 'development'] as const;

/** Workload accounts, a production and a development account for each workload. */
export function workloadAccounts(count: number, random: () => number): readonly GeneratedAccount[] {
  return Array.from({ length: Math.ceil(count / stages.length) }, (_, index) => workload(index, random))
    .flat()
    .slice(0, count);
}

function workload(index: number, random: () => number): readonly GeneratedAccount[] {
  const [businessUnit, data] = pick(businessUnits, index);
  const round = Math.floor(index / (subjects.length * parts.length));
  const part = pick(parts, Math.floor(index / subjects.length));
  const name = [pick(subjects, index), part, ...(round > 0 ? [round + 1] : [])].join('-');
  const most = pick(data, Math.floor(random() * data.length));
  return stages.map((stage) => ({
    name: `${name}-${stage === 'production' ? 'prod' : 'dev'}`,
    unit: `workloads/${stage}`,
    boundary: { data: stage === 'production' ? most : 'internal', businessUnit, workload: name, function: stage },
  }));
}

function platform(data: NonNullable<Boundary['data']>, purpose: string): Boundary {
  return { data, businessUnit: 'platform', function: purpose };
}

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}
