import type { AccountId, Partition, Region } from './organization';
import { platformPath } from './platform';

/** In every account: may do anything, lent to the operator role while it is open. */
export const breakGlassRoleName = 'breakwater-break-glass';
/** In the security account: who asks, and then works with it. */
export const operatorRoleName = `${breakGlassRoleName}-operator`;
/** In the security account: who agrees. */
export const approverRoleName = `${breakGlassRoleName}-approver`;
/** In the security account: opens and closes. Not a person's, and so not named like the others. */
export const switchRoleName = 'breakwater-glass-switch';
/** The state machine that asks, opens, waits and closes. */
export const switchName = 'breakwater-break-glass';

/** What Identity Center gives the two groups in the security account. */
export const breakGlassSets = { operators: 'BreakGlassOperator', approvers: 'BreakGlassApprover' } as const;

/** Whether it is the ARN of the role that may do anything. */
export function isBreakGlassRole(arn: string): boolean {
  return arn.endsWith(`:role${platformPath}${breakGlassRoleName}`);
}

/** Whether it is the ARN of one of the roles people break the glass with. */
export function isOfBreakGlass(arn: string): boolean {
  return arn.includes(`:role${platformPath}${breakGlassRoleName}`);
}

export function switchArn(partition: Partition, region: Region, security: AccountId): string {
  return `arn:${partition}:states:${region}:${security}:stateMachine:${switchName}`;
}
