import type { AccountId, Partition } from '../../model/organization';
import { type AssumedRole, roleArnOf } from './assumed-role';

/** The root user of an account: nobody's role, and all of its rights. */
export interface RootUser {
  readonly account: AccountId;
  readonly partition: Partition;
  readonly accessKeyId: string;
}

/** Who makes the calls that are recorded. */
export type Caller = AssumedRole | RootUser;

export function isRole(caller: Caller): caller is AssumedRole {
  return 'roleId' in caller;
}

/** The root user, calling with that role's keys: the local AWS hands out no others. */
export function rootUser({ account, partition, accessKeyId }: AssumedRole): RootUser {
  return { account, partition, accessKeyId };
}

/** What policies know the caller by. A role and not its session, whose ARN has lost the role's path: policies tell our own roles by it. */
export function principalOf(caller: Caller): string {
  return isRole(caller) ? roleArnOf(caller) : `arn:${caller.partition}:iam::${caller.account}:root`;
}

/** `aws:userid` and CloudTrail's `principalId`. */
export function userIdOf(caller: Caller): string {
  return isRole(caller) ? `${caller.roleId}:${caller.sessionName}` : caller.account;
}
