import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnAwsLogSource, CfnDataLake } from 'aws-cdk-lib/aws-securitylake';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Partition } from '../../model/organization';
import { type Services, securityLakeVersion } from '../../model/services';
import { policyDocument } from '../../policy/policy-document';
import { acknowledge } from '../compliance/acknowledge';
import { logicalId } from '../logical-id';
import { retain } from '../retain';

export interface SecurityLakeProps {
  readonly partition: Partition;
  readonly securityLake: NonNullable<Services['securityLake']>;
  /** Whether it makes the role that all regions share. */
  readonly isFirst: boolean;
}

// Security Lake looks for its role by this name and path.
const managerRoleName = 'AmazonSecurityLakeMetaStoreManagerV2';
const coolAfterDays = 30;

/** Logs of all accounts in one schema, in this region. */
export class SecurityLake extends Construct {
  constructor(scope: Construct, id: string, props: SecurityLakeProps) {
    super(scope, id);
    const { partition, securityLake, isFirst } = props;
    const { account } = Stack.of(this);
    const lake = new CfnDataLake(this, 'Lake', {
      metaStoreManagerRoleArn: `arn:${partition}:iam::${account}:role/service-role/${managerRoleName}`,
      lifecycleConfiguration: {
        expiration: { days: securityLake.keepDays },
        ...(securityLake.keepDays > 2 * coolAfterDays && {
          transitions: [{ days: coolAfterDays, storageClass: 'STANDARD_IA' }],
        }),
      },
    });
    retain(lake);
    if (isFirst) lake.addResourceDependency(this.#managerRole(partition));
    let before: CfnAwsLogSource | undefined;
    for (const sourceName of securityLake.sources) {
      const source = new CfnAwsLogSource(this, logicalId('Source', sourceName), {
        dataLakeArn: lake.attrArn,
        sourceName,
        sourceVersion: securityLakeVersion,
      });
      // Security Lake refuses to change two of its sources at a time.
      if (before) source.addResourceDependency(before);
      before = source;
    }
  }

  #managerRole(partition: Partition): CfnRole {
    const awsManaged = `arn:${partition}:iam::aws:policy/service-role/AmazonSecurityLakeMetastoreManager`;
    const role = new CfnRole(this, 'ManagerRole', {
      roleName: managerRoleName,
      path: '/service-role/',
      description: 'Lets Security Lake keep its catalogue',
      assumeRolePolicyDocument: policyDocument({
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
      managedPolicyArns: [awsManaged],
    });
    acknowledge(role, {
      [`IAM4[Policy::${awsManaged}]`]: 'Security Lake runs with this policy of its own and with no other',
    });
    return role;
  }
}
