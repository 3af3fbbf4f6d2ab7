import { CfnManagedPolicy, CfnRole } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { breakGlassRoleName, operatorRoleName } from '../../model/break-glass';
import { accountWithRole, type Organization } from '../../model/organization';
import { platformPath, roleArn, workloadBoundaryName } from '../../model/platform';
import { workloadBoundary } from '../../policy/workload-boundary';
import { acknowledge } from '../compliance/acknowledge';
import { trustOf } from '../trust';

/** What people need in an account: the boundary of a workload's roles, and the role that breaks the glass. */
export class AccountAccess extends Construct {
  constructor(scope: Construct, id: string, organization: Organization) {
    super(scope, id);
    this.#addBoundary(organization);
    if (organization.access?.breakGlass) this.#addBreakGlass(organization);
  }

  #addBoundary({ partition }: Organization): void {
    const { account } = Stack.of(this);
    const boundary = new CfnManagedPolicy(this, 'WorkloadBoundary', {
      managedPolicyName: workloadBoundaryName,
      path: platformPath,
      description: "What a workload's roles cannot go beyond, whatever their policies say",
      policyDocument: workloadBoundary(partition, account),
    });
    acknowledge(boundary, {
      // A statement without Action ends the rule itself.
      IAM5: 'a boundary allows nothing by itself; its wildcards are what it does not take away',
    });
    const reasons = { W2512: 'a boundary allows nothing by itself; what it takes away is listed' };
    acknowledge(boundary, reasons, 'CloudFormation-Validate');
  }

  #addBreakGlass(organization: Organization): void {
    const { partition } = organization;
    const security = String(accountWithRole(organization, 'security').id);
    const role = new CfnRole(this, 'BreakGlass', {
      roleName: breakGlassRoleName,
      path: platformPath,
      description: 'For the day when nothing else works: two people open it, everybody hears',
      maxSessionDuration: 3600,
      assumeRolePolicyDocument: trustOf(organization, security, roleArn(partition, security, operatorRoleName)),
      managedPolicyArns: [`arn:${partition}:iam::aws:policy/AdministratorAccess`],
    });
    acknowledge(role, {
      [`IAM4[Policy::arn:${partition}:iam::aws:policy/AdministratorAccess]`]:
        'nobody can know beforehand what an emergency asks for; it is lent for an hour, by two people, and every use is told',
    });
  }
}
