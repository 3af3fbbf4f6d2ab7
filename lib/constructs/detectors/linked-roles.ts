import type { Partition } from '../../model/organization';
import type { IamStatement } from '../../policy/policy-document';

/** Lets AWS make the roles that these services work with in the account, and no other role. */
export function linkedRoles(partition: Partition, account: string, services: readonly string[]): IamStatement {
  return {
    Sid: 'LinkedRoles',
    Effect: 'Allow',
    Action: 'iam:CreateServiceLinkedRole',
    Resource: arnOf(partition, account),
    Condition: { StringEquals: { 'iam:AWSServiceName': services } },
  };
}

/** To acknowledge its wildcard with. */
export function linkedRolesReason(partition: Partition, account: string): Readonly<Record<string, string>> {
  const reason = 'roles that AWS makes for a service that is switched on, limited to those services';
  return { [`IAM5[Resource::${arnOf(partition, account)}]`]: reason };
}

function arnOf(partition: Partition, account: string): string {
  return `arn:${partition}:iam::${account}:role/aws-service-role/*`;
}
