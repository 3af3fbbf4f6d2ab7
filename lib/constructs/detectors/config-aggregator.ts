import { CfnConfigurationAggregator } from 'aws-cdk-lib/aws-config';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Organization } from '../../model/organization';
import { aggregatorRoleName, platformPath } from '../../model/platform';
import { acknowledge } from '../compliance/acknowledge';
import { trustOfService } from '../trust';

/** What AWS Config knows of every account and governed region, in one place. */
export class ConfigAggregator extends Construct {
  constructor(scope: Construct, id: string, { partition, governedRegions }: Organization) {
    super(scope, id);
    const awsManaged = `arn:${partition}:iam::aws:policy/service-role/AWSConfigRoleForOrganizations`;
    const role = new CfnRole(this, 'Role', {
      roleName: aggregatorRoleName,
      path: platformPath,
      description: 'Lets AWS Config list the accounts of the organization',
      assumeRolePolicyDocument: trustOfService('config.amazonaws.com', Stack.of(this).account),
      managedPolicyArns: [awsManaged],
    });
    acknowledge(role, {
      [`IAM4[Policy::${awsManaged}]`]:
        'AWS keeps this policy in step with what an aggregator asks; it reads names of accounts and nothing else',
    });
    new CfnConfigurationAggregator(this, 'Aggregator', {
      configurationAggregatorName: 'breakwater',
      organizationAggregationSource: {
        roleArn: role.attrArn,
        allAwsRegions: false,
        awsRegions: [...governedRegions],
      },
    });
  }
}
