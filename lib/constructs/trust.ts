import type { AccountId, Organization } from '../model/organization';
import { policyDocument } from '../policy/policy-document';

/**
 * Lets one role of another account in the organization assume this one.
 * The role is named by condition and not as principal: IAM binds a principal to the role that exists
 * at that moment, so one that is deleted and made again would be locked out of every account for good.
 */
export function trustOf(organization: Organization, account: AccountId, roleArn: string) {
  return policyDocument({
    Effect: 'Allow',
    Principal: { AWS: `arn:${organization.partition}:iam::${account}:root` },
    Action: 'sts:AssumeRole',
    Condition: {
      ArnLike: { 'aws:PrincipalArn': roleArn },
      StringEquals: { 'aws:PrincipalOrgID': String(organization.id) },
    },
  });
}

/** Lets an AWS service assume this role, on behalf of this account and nobody else's. */
export function trustOfService(service: string, account: string) {
  return policyDocument({
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'aws:SourceAccount': account } },
  });
}
