import { CfnAssignment } from 'aws-cdk-lib/aws-sso';
import type { Stack } from 'aws-cdk-lib/core';
import type { Access } from '../../model/access';
import type { Assignment } from '../../model/assignments';
import { logicalId } from '../logical-id';
import type { PermissionSetArns } from './permission-sets';

// Identity Center throttles what CloudFormation would do all at once, and a throttled stack fails.
const lanes = 8;

/**
 * Account assignments, each waiting for the one before it in its lane. The lane comes from the name, so that a new
 * assignment changes the order of one other at most.
 */
export function addAssignments(
  stack: Stack,
  { instance, groups }: Access,
  assignments: readonly Assignment[],
  sets: PermissionSetArns,
): void {
  const last = new Map<string, CfnAssignment>();
  for (const { key, group, permissionSet, account } of assignments) {
    const id = logicalId('Assignment', key);
    const assignment = new CfnAssignment(stack, id, {
      instanceArn: String(instance),
      permissionSetArn: String(sets[permissionSet]),
      principalType: 'GROUP',
      principalId: String(groups[group]),
      targetType: 'AWS_ACCOUNT',
      targetId: account,
    });
    // The id ends in a hash of the name.
    const lane = String(Number.parseInt(id.slice(-8), 16) % lanes);
    const before = last.get(lane);
    if (before) assignment.addResourceDependency(before);
    last.set(lane, assignment);
  }
}
