import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { AnyFix, Guardrail, Permission } from '../../model/guardrail';
import { accountWithRole, type Organization, type Partition } from '../../model/organization';
import { fixRoleName, functionRoleName, platformPath, roleArn } from '../../model/platform';
import { policyDocument } from '../../policy/policy-document';
import { acknowledge } from '../compliance/acknowledge';
import { trustOf } from '../trust';

export interface FixRoleProps {
  readonly organization: Organization;
  readonly guardrail: Guardrail & { readonly fix: AnyFix };
}

/** What a guardrail's fix may do in this account, lent to the guardrail's function and to nobody else. */
export class FixRole extends Construct {
  constructor(scope: Construct, id: string, { organization, guardrail }: FixRoleProps) {
    super(scope, id);
    const { partition } = organization;
    const security = String(accountWithRole(organization, 'security').id);
    const own = [...guardrail.fix.permissions, ...(guardrail.monitor?.configRules ? [reevaluation] : [])];
    const permissions = own.map((permission) => inPartition(permission, partition));
    const role = new CfnRole(this, 'Role', {
      roleName: fixRoleName(guardrail.id),
      path: platformPath,
      description: guardrail.title,
      maxSessionDuration: 3600,
      assumeRolePolicyDocument: trustOf(
        organization,
        security,
        roleArn(partition, security, functionRoleName(guardrail.id)),
      ),
      policies: [{ policyName: 'Fix', policyDocument: policyDocument(...permissions.map(statement)) }],
    });
    acknowledge(role, reasonsFor(permissions));
  }
}

/** What AWS Config found is looked at again once it is fixed. */
const reevaluation: Permission = {
  actions: ['config:StartConfigRulesEvaluation'],
  resources: ['arn:aws:config:*:*:config-rule/*'],
  because: 'rules of the organization get an id of their own in each account',
};

function statement({ actions, resources, condition }: Permission) {
  return { Effect: 'Allow', Action: actions, Resource: resources, ...(condition && { Condition: condition }) } as const;
}

function inPartition(permission: Permission, partition: Partition): Permission {
  return { ...permission, resources: permission.resources.map((arn) => arn.replace(/^arn:aws:/, `arn:${partition}:`)) };
}

function reasonsFor(permissions: readonly Permission[]): Record<string, string> {
  const reasons: Record<string, string> = {};
  for (const { actions, resources, because } of permissions) {
    const reason = because ?? 'reaches whichever of these breaks the promise, and only with the actions the fix calls';
    for (const action of actions) if (action.includes('*')) reasons[`IAM5[Action::${action}]`] = reason;
    for (const arn of resources) if (arn.includes('*')) reasons[`IAM5[Resource::${arn}]`] = reason;
  }
  return reasons;
}
