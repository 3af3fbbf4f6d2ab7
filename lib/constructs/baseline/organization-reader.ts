import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { accountWithRole, type Organization } from '../../model/organization';
import { functionRoleName, platformPath, readerRoleName, roleArn } from '../../model/platform';
import { policyDocument } from '../../policy/policy-document';
import { acknowledge } from '../compliance/acknowledge';
import { trustOf } from '../trust';

/** Tells the functions which unit an account is in; Organizations answers in the management account only. */
export class OrganizationReader extends Construct {
  constructor(scope: Construct, id: string, organization: Organization) {
    super(scope, id);
    const security = String(accountWithRole(organization, 'security').id);
    const functions = roleArn(organization.partition, security, functionRoleName('*'));
    const role = new CfnRole(this, 'Role', {
      roleName: readerRoleName,
      path: platformPath,
      description: 'Tells the functions of the security account where an account belongs',
      maxSessionDuration: 3600,
      assumeRolePolicyDocument: trustOf(organization, security, functions),
      policies: [
        {
          policyName: 'Read',
          policyDocument: policyDocument({
            Effect: 'Allow',
            Action: [
              'organizations:ListParents',
              'organizations:DescribeAccount',
              'organizations:ListAccounts',
              'organizations:ListTagsForResource',
              'organizations:DescribeOrganizationalUnit',
            ],
            Resource: '*',
          }),
        },
      ],
    });
    acknowledge(role, {
      'IAM5[Resource::*]': 'reads where accounts and units are; these calls know no narrower resource',
    });
  }
}
