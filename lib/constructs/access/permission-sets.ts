import { CfnPermissionSet } from 'aws-cdk-lib/aws-sso';
import type { Stack } from 'aws-cdk-lib/core';
import type { Access, PermissionSet } from '../../model/access';
import type { Partition } from '../../model/organization';
import { platformPath, workloadBoundaryName } from '../../model/platform';
import { logicalId } from '../logical-id';

/** ARNs of permission sets by their names. */
export type PermissionSetArns = Readonly<Record<string, string>>;

export function addPermissionSets(
  stack: Stack,
  { instance }: Access,
  sets: readonly PermissionSet[],
  partition: Partition,
): PermissionSetArns {
  const arns: Record<string, string> = {};
  const policyArn = (name: string) => `arn:${partition}:iam::aws:policy/${name}`;
  for (const { name, description, managedPolicies, inlinePolicy, boundary, sessionHours, relayState } of sets) {
    const set = new CfnPermissionSet(stack, logicalId('PermissionSet', name), {
      instanceArn: String(instance),
      name,
      ...(description && { description }),
      ...(managedPolicies.length > 0 && { managedPolicies: managedPolicies.map(policyArn) }),
      ...(inlinePolicy && { inlinePolicy }),
      ...(boundary && { permissionsBoundary: boundaryOf(boundary, policyArn) }),
      sessionDuration: `PT${sessionHours}H`,
      ...(relayState && { relayStateType: relayState }),
    });
    arns[name] = set.attrPermissionSetArn;
  }
  return arns;
}

function boundaryOf(
  boundary: string,
  policyArn: (name: string) => string,
): CfnPermissionSet.PermissionsBoundaryProperty {
  if (boundary !== 'workload') return { managedPolicyArn: policyArn(boundary) };
  return { customerManagedPolicyReference: { name: workloadBoundaryName, path: platformPath } };
}
