import type { AccountRole, Boundary } from '../model/organization';

/**
 * Tags that say why an account is separate, for cost reports, conditions (`aws:PrincipalTag`) and queries:
 *
 * | tag | from |
 * | --- | --- |
 * | `breakwater:account-role` | role |
 * | `breakwater:data-classification` | boundary.data |
 * | `breakwater:business-unit` | boundary.businessUnit |
 * | `breakwater:workload` | boundary.workload |
 * | `breakwater:function` | boundary.function |
 */
export function boundaryTags(boundary: Boundary, role: AccountRole): Readonly<Record<string, string>> {
  return {
    'breakwater:account-role': role,
    ...(boundary.data && { 'breakwater:data-classification': boundary.data }),
    ...(boundary.businessUnit && { 'breakwater:business-unit': boundary.businessUnit }),
    ...(boundary.workload && { 'breakwater:workload': boundary.workload }),
    ...(boundary.function && { 'breakwater:function': boundary.function }),
  };
}
