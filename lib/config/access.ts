import type { Access } from '../model/access';
import type { Lock } from '../model/lock';
import { record } from './record';
import type { OrganizationFile } from './schema/organization';

/** Who may do what, with everything that is left to us filled in. */
export function accessOf(file: OrganizationFile, lock: Lock): Access | undefined {
  if (!file.access) return undefined;
  const { region = file.homeRegion, groups = {}, permissionSets = {}, assignments = [], breakGlass } = file.access;
  const { workloadRoles = 'free' } = file.access;
  return {
    region,
    ...(lock.identityCenter && { instance: lock.identityCenter }),
    groups: record(Object.entries(groups)),
    permissionSets: Object.entries(permissionSets).map(([name, set]) => {
      const { description, inlinePolicy, boundary, relayState, managedPolicies = [], sessionHours } = set;
      return {
        name,
        managedPolicies,
        sessionHours: sessionHours ?? (managedPolicies.includes('AdministratorAccess') && !boundary ? 1 : 4),
        ...(description && { description }),
        ...(inlinePolicy && { inlinePolicy }),
        ...(boundary && { boundary }),
        ...(relayState && { relayState }),
      };
    }),
    assignments: assignments.map(({ group, permissionSet, units = [], accounts = [] }) => {
      return { group, permissionSet, units, accounts };
    }),
    stacks: lock.assignmentStacks ?? 1,
    ...(breakGlass && { breakGlass: { ...breakGlass, minutes: breakGlass.minutes ?? 60 } }),
    workloadRoles,
  };
}
