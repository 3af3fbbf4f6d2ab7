import { type Access, type GroupAssignment, isRoleArn, type PermissionSet } from './access';
import { approverRoleName, breakGlassSets, operatorRoleName } from './break-glass';
import { accountWithRole, type Organization } from './organization';
import { roleArn } from './platform';

/** The access as it is deployed: with the permission sets that lead to the roles of break-glass access, and nowhere else. */
export function withBreakGlass(organization: Organization, access: Access): Access {
  const { breakGlass } = access;
  if (!breakGlass) return access;
  const security = accountWithRole(organization, 'security');
  const roles = { operators: operatorRoleName, approvers: approverRoleName } as const;
  const groups = (['operators', 'approvers'] as const).filter((who) => !isRoleArn(breakGlass[who]));
  const sets = groups.map((who): PermissionSet => {
    const Resource = roleArn(organization.partition, String(security.id), roles[who]);
    return {
      name: breakGlassSets[who],
      description: `Leads to the role ${roles[who]}, and to nothing else`,
      managedPolicies: [],
      inlinePolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource }] },
      sessionHours: 1,
    };
  });
  const assignments = groups.map(
    (who): GroupAssignment => ({
      group: breakGlass[who],
      permissionSet: breakGlassSets[who],
      units: [],
      accounts: [security.name],
    }),
  );
  return {
    ...access,
    permissionSets: [...access.permissionSets, ...sets],
    assignments: [...access.assignments, ...assignments],
  };
}
