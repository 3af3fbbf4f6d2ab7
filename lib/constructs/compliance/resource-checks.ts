import { CfnEventBusPolicy, CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnAccount, CfnOrganizationalUnit, CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { CfnDeletionPolicy, type CfnResource, CfnStackSet, Stack } from 'aws-cdk-lib/core';
import { isObject } from '../../model/json';

export interface ResourceCheck {
  readonly info: string;
  readonly explanation: string;
  /** Undefined where the check says nothing about such a resource. */
  readonly holds: (node: CfnResource) => boolean | undefined;
}

export const resourceChecks: Readonly<Record<string, ResourceCheck>> = {
  OrganizationAccountsRetained: {
    info: 'The account or organizational unit does not have deletion and replacement policy Retain.',
    explanation: 'Deleting an account resource closes the account.',
    holds: (node) => {
      if (!(node instanceof CfnAccount || node instanceof CfnOrganizationalUnit)) return undefined;
      const { deletionPolicy, updateReplacePolicy } = node.cfnOptions;
      return deletionPolicy === CfnDeletionPolicy.RETAIN && updateReplacePolicy === CfnDeletionPolicy.RETAIN;
    },
  },
  OrganizationPolicyContentIsObject: {
    info: 'The content of the organization policy is a string.',
    explanation: 'CloudFormation detects no drift in a string, and nobody can review one.',
    holds: (node) => (node instanceof CfnPolicy ? isObject(resolved(node, node.content)) : undefined),
  },
  StackSetReachesNewAccounts: {
    info: 'The service-managed StackSet does not deploy automatically, or deletes its stacks when an account leaves.',
    explanation: 'An account that is created or moved would be without its baseline.',
    holds: (node) => {
      if (!(node instanceof CfnStackSet) || node.permissionModel !== 'SERVICE_MANAGED') return undefined;
      const deployment: unknown = resolved(node, node.autoDeployment);
      return isObject(deployment) && deployment.enabled === true && deployment.retainStacksOnAccountRemoval === true;
    },
  },
  RoleTrustWithinOrganization: {
    info: 'The role trusts another account without a condition on the organization.',
    explanation: 'An account that leaves the organization, or was never in it, would keep the role.',
    holds: (node) => {
      if (!(node instanceof CfnRole)) return undefined;
      const { account } = Stack.of(node);
      const foreign = statementsOf(resolved(node, node.assumeRolePolicyDocument)).filter(
        ({ Effect, Principal }) => Effect === 'Allow' && namesAnother(account, Principal),
      );
      return foreign.every(isBoundToOrganization);
    },
  },
  EventBusPolicyWithinOrganization: {
    info: 'The event bus takes events from anybody.',
    explanation: 'A stranger could make the functions look at whatever they please.',
    holds: (node) =>
      node instanceof CfnEventBusPolicy
        ? statementsOf({ Statement: [resolved(node, node.statement)] }).every(isBoundToOrganization)
        : undefined,
  },
  EventTargetsCarryRole: {
    info: "The rule sends to another account's event bus without a role.",
    explanation: 'A bus that is open to the organization takes events only from a role that belongs to it.',
    holds: (node) => {
      if (!(node instanceof CfnRule)) return undefined;
      const targets: unknown = resolved(node, node.targets);
      if (!Array.isArray(targets)) return true;
      return targets.every(({ arn, roleArn }) => !String(arn).includes(':event-bus/') || roleArn !== undefined);
    },
  },
};

function resolved(node: CfnResource, value: unknown): unknown {
  return Stack.of(node).resolve(value);
}

function statementsOf(document: unknown): readonly Record<string, unknown>[] {
  const statements = isObject(document) ? document.Statement : undefined;
  return Array.isArray(statements) ? statements.filter(isObject) : [];
}

function namesAnother(account: string, principal: unknown): boolean {
  if (principal === '*') return true;
  if (!isObject(principal)) return false;
  const names = [principal.AWS ?? []].flat().map((name) => (typeof name === 'string' ? name : JSON.stringify(name)));
  return names.some((name) => name === '*' || (/\d{12}/.test(name) && !name.includes(account)));
}

function isBoundToOrganization({ Condition }: Record<string, unknown>): boolean {
  if (!isObject(Condition)) return false;
  return Object.values(Condition).some((keys) => isObject(keys) && 'aws:PrincipalOrgID' in keys);
}
