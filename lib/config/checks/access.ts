import { isRoleArn } from '../../model/access';
import { breakGlassSets } from '../../model/break-glass';
import type { Complaint } from '../complaint';
import { partitionOf } from '../regions';
import { accountNames } from './accounts';
import type { Check, OrganizationDraft } from './check';
import { adviceOnReference, type Names } from './names';
import { unknownRegion } from './regions';
import { unitNames } from './unit-tree';

type AccessDraft = NonNullable<OrganizationDraft['access']>;

export const checkAccess: Check = function* (draft, { hasEveryAccount }) {
  const { access } = draft;
  if (!access) return;
  const known = {
    group: namesIn(access.groups),
    permissionSet: namesIn(access.permissionSets),
    unit: unitNames(draft),
    account: accountNames(draft, hasEveryAccount),
  };
  yield* checkRegion(access, draft.governedRegions ?? []);
  yield* checkSets(access);
  for (const [index, assignment] of (access.assignments ?? []).entries()) {
    if (!assignment) continue;
    const path = ['access', 'assignments', index];
    for (const field of ['group', 'permissionSet'] as const) {
      const name = assignment[field];
      if (name) yield* checkReference(name, known[field], [...path, field]);
    }
    for (const [at, unit] of (assignment.units ?? []).entries()) {
      if (unit) yield* checkReference(unit, known.unit, [...path, 'units', at]);
    }
    for (const [at, account] of (assignment.accounts ?? []).entries()) {
      if (account) yield* checkReference(account, known.account, [...path, 'accounts', at]);
    }
    if (!assignment.units?.length && !assignment.accounts?.length) {
      yield { path, message: 'is for no account', advice: 'add units or accounts' };
    }
  }
  yield* checkBreakGlass(access, known.group);
};

function namesIn(entries: Readonly<Record<string, unknown>> | null | undefined): Names {
  return { names: new Set(Object.keys(entries ?? {})), isComplete: entries !== null };
}

function* checkReference(name: string, known: Names, path: Complaint['path']): Iterable<Complaint> {
  const advice = adviceOnReference(name, known);
  if (advice) yield { path, message: `'${name}' does not exist`, advice };
}

function* checkRegion({ region }: AccessDraft, governed: readonly (string | null)[]): Iterable<Complaint> {
  if (!region) return;
  const path = ['access', 'region'];
  if (!partitionOf(region)) yield* unknownRegion(region, path);
  else if (!governed.includes(region) && !governed.includes(null)) {
    const message = `'${region}' is not governed, so nobody hears of access that is changed by hand`;
    yield { path, message, advice: 'add it to governedRegions', severity: 'warning' };
  }
}

function* checkSets({ permissionSets, breakGlass }: AccessDraft): Iterable<Complaint> {
  const taken: readonly string[] = Object.values(breakGlassSets);
  for (const [name, set] of Object.entries(permissionSets ?? {})) {
    const path = ['access', 'permissionSets', name];
    if (breakGlass && taken.includes(name)) {
      yield { path, at: 'key', message: 'is the name of one that breakGlass makes', advice: 'rename it' };
    }
    const { inlinePolicy, managedPolicies } = set ?? {};
    if (inlinePolicy && !('Statement' in inlinePolicy)) {
      yield { path: [...path, 'inlinePolicy'], message: 'has no Statement', advice: 'write a whole policy document' };
    }
    if (set && !inlinePolicy && inlinePolicy !== null && managedPolicies?.length === 0) {
      yield { path, message: 'allows nothing', advice: 'add managedPolicies or an inlinePolicy' };
    }
  }
}

function* checkBreakGlass({ breakGlass, groups }: AccessDraft, known: Names): Iterable<Complaint> {
  if (!breakGlass) return;
  const { operators, approvers } = breakGlass;
  for (const [field, name] of Object.entries({ operators, approvers })) {
    if (!name) continue;
    const path = ['access', 'breakGlass', field];
    if (!isRoleArn(name)) yield* checkReference(name, known, path);
    else if (!/^arn:[^:]+:iam::\d{12}:role\/.+$/.test(name)) {
      const advice = 'write one such as arn:aws:iam::333344445555:role/emergency';
      yield { path, message: `'${name}' is not the ARN of a role`, advice };
    }
  }
  const [one, other] = [idOf(groups, operators), idOf(groups, approvers)];
  if (operators && (operators === approvers || (one !== undefined && one === other))) {
    const advice = 'name another group; AWS cannot tell two people of one group apart';
    yield { path: ['access', 'breakGlass', 'approvers'], message: 'are the operators', advice };
  }
}

function idOf(groups: AccessDraft['groups'], name: string | null): string | undefined {
  return name === null ? undefined : groups?.[name]?.toLowerCase();
}
