import { CfnDeletionPolicy, type CfnResource } from 'aws-cdk-lib/core';

/** Leaves the resource in place when its stack is deleted or it is replaced. */
export function retain(resource: CfnResource): void {
  resource.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN;
  resource.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
}
