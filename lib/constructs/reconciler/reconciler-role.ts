import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { accountWithRole, type Organization } from '../../model/organization';
import { functionRoleName, platformPath, reconcilerName, roleArn } from '../../model/platform';
import { policyDocument } from '../../policy/policy-document';
import { actionStatements } from '../action-statements';
import { acknowledge } from '../compliance/acknowledge';
import { linkedRoles, linkedRolesReason } from '../detectors/linked-roles';
import { trustOf } from '../trust';

export interface ReconcilerRoleProps {
  readonly organization: Organization;
  readonly name: string;
  readonly description: string;
  readonly actions: readonly string[];
  /** Services whose roles AWS makes in the account when they are switched on. @default none */
  readonly linkedServices?: readonly string[];
  /** Why they name no resource. */
  readonly because: string;
}

/** What the reconciler may do in an account that is not management's, lent to its function and to nobody else. */
export class ReconcilerRole extends Construct {
  constructor(scope: Construct, id: string, props: ReconcilerRoleProps) {
    super(scope, id);
    const { organization, name, description, actions, linkedServices = [], because } = props;
    const { partition } = organization;
    const management = String(accountWithRole(organization, 'management').id);
    const statements = [
      ...actionStatements(actions),
      ...(linkedServices.length > 0 ? [linkedRoles(partition, Stack.of(this).account, linkedServices)] : []),
    ];
    const role = new CfnRole(this, 'Role', {
      roleName: name,
      path: platformPath,
      description,
      maxSessionDuration: 3600,
      assumeRolePolicyDocument: trustOf(
        organization,
        management,
        roleArn(partition, management, functionRoleName(reconcilerName)),
      ),
      policies: [{ policyName: 'Settle', policyDocument: policyDocument(...statements) }],
    });
    acknowledge(role, {
      'IAM5[Resource::*]': because,
      ...(linkedServices.length > 0 && linkedRolesReason(partition, Stack.of(this).account)),
    });
  }
}
