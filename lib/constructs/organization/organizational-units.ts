import { CfnOrganizationalUnit } from 'aws-cdk-lib/aws-organizations';
import type { Stack } from 'aws-cdk-lib/core';
import type { Organization } from '../../model/organization';
import { logicalId } from '../logical-id';
import { retain } from '../retain';

/** Ids of the units by path, as the template refers to them. */
export type UnitIds = Readonly<Record<string, string>>;

/** The tree below the root. A unit is retained, since AWS deletes none that has accounts. */
export function organizationalUnits(stack: Stack, organization: Organization): UnitIds {
  const ids: Record<string, string> = {};
  for (const { name, path, parent, purpose } of organization.units) {
    const unit = new CfnOrganizationalUnit(stack, logicalId('Unit', path), {
      name,
      parentId: parent === undefined ? String(organization.rootId) : String(ids[parent]),
      tags: [{ key: 'breakwater:purpose', value: purpose }],
    });
    retain(unit);
    ids[path] = unit.ref;
  }
  return ids;
}
