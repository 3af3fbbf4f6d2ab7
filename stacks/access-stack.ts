import type { App } from 'aws-cdk-lib/core';
import { addAssignments } from '../lib/constructs/access/assignments';
import { addPermissionSets, type PermissionSetArns } from '../lib/constructs/access/permission-sets';
import { RememberingStack } from '../lib/constructs/remembering-stack';
import type { Access } from '../lib/model/access';
import type { Assignment } from '../lib/model/assignments';
import type { Organization } from '../lib/model/organization';
import { place } from './place';

export interface AccessStackProps {
  readonly organization: Organization;
  readonly access: Access;
  readonly assignments: readonly Assignment[];
  /** Where another stack has made the permission sets. */
  readonly sets?: PermissionSetArns;
}

/** Management account, region of Identity Center: permission sets, and as many assignments as there is room for. */
export class AccessStack extends RememberingStack {
  readonly sets: PermissionSetArns;

  constructor(scope: App, id: string, { organization, access, assignments, sets }: AccessStackProps) {
    super(scope, id, place(organization, 'management', access.region));
    this.sets = sets ?? addPermissionSets(this, access, access.permissionSets, organization.partition);
    addAssignments(this, access, assignments, this.sets);
  }
}
