import type { Change, Planned, Subject } from './change';
import type { DesiredOrganization } from './desired';
import type { LivingOrganization } from './living';
import { createAccounts, moveAccounts } from './planning/accounts';
import { type Comparison, compare } from './planning/compare';
import { attachPolicies, createPolicies, detachPolicies, updatePolicies } from './planning/policies';
import { unmanaged } from './planning/unmanaged';
import type { Tags } from './thing';

/**
 * What makes the living organization equal to the templates; nothing where it is. Pure.
 * New statements are attached before accounts move under them and before old ones go, so that at no moment one is missing.
 */
export function planChanges(desired: DesiredOrganization, living: LivingOrganization | undefined): readonly Change[] {
  if (living?.features === 'CONSOLIDATED_BILLING') {
    throw new Error(
      `${living.id}: has consolidated billing only; enable all features in AWS Organizations, then run again`,
    );
  }
  const comparison = compare(desired, living);
  const attachments = attachPolicies(comparison);
  const toAccount = ({ target }: (typeof attachments)[number]) => target.name.startsWith('account ');
  return [
    ...(living ? [] : [{ kind: 'create-organization' } as const]),
    ...enablePolicyTypes(comparison),
    ...createUnits(comparison),
    ...createPolicies(comparison),
    ...attachments.filter((attachment) => !toAccount(attachment)),
    ...createAccounts(comparison),
    ...attachments.filter(toAccount),
    ...moveAccounts(comparison),
    ...updatePolicies(comparison),
    ...detachPolicies(comparison),
    ...tagResources(comparison),
    ...unmanaged(comparison),
  ];
}

function enablePolicyTypes({ desired, living, subject }: Comparison): Planned<'enable-policy-type'> {
  const needed = new Set(desired.policies.map((policy) => policy.type));
  return [...needed]
    .filter((type) => !living?.policyTypes.includes(type))
    .map((type) => ({ kind: 'enable-policy-type', type, root: subject('root') }));
}

function createUnits({ desired, unit, subject }: Comparison): Planned<'create-unit'> {
  return desired.units
    .filter((one) => !unit(one))
    .map(({ path, name, parent, tags }) => ({
      kind: 'create-unit',
      unit: { name: `unit ${path}` },
      label: name,
      parent: subject(parent),
      tags,
    }));
}

/** Tags that somebody else put there stay. */
function tagResources({ desired, living, subject }: Comparison): Planned<'tag-resource'> {
  const declared: readonly (readonly [Subject, Tags])[] = [
    ...desired.units.map((unit) => [subject(`unit ${unit.path}`), unit.tags] as const),
    ...desired.accounts.map((account) => [subject(`account ${account.name}`), account.tags] as const),
    ...desired.policies.map((policy) => [subject(`policy ${policy.name}`), policy.tags] as const),
  ];
  return declared.flatMap(([resource, tags]) => {
    const alive = resource.id ? living?.tags[resource.id] : undefined;
    if (!alive) return [];
    const missing = Object.entries(tags).filter(([key, value]) => alive[key] !== value);
    return missing.length > 0 ? { kind: 'tag-resource', resource, tags: Object.fromEntries(missing) } : [];
  });
}
