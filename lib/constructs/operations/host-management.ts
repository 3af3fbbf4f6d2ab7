import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnAssociation, CfnDocument } from 'aws-cdk-lib/aws-ssm';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Partition } from '../../model/organization';
import { hostManagementRoleNameIn, instancesRoleNameIn, platformPath } from '../../model/platform';
import { type IamStatement, policyDocument } from '../../policy/policy-document';
import { acknowledge } from '../compliance/acknowledge';
import { trustOfService } from '../trust';

export interface HostManagementProps {
  readonly partition: Partition;
  /** What instances without a profile may do beside being managed. @default nothing */
  readonly instancesMay?: readonly IamStatement[];
}

const setting = '/ssm/managed-instance/default-ec2-instance-management-role';

/**
 * Systems Manager manages instances that bring no profile along: Default Host Management Configuration. CloudFormation
 * has no resource for the setting, so Systems Manager makes it itself, each day. One that somebody else made stays.
 */
export class HostManagement extends Construct {
  constructor(scope: Construct, id: string, { partition, instancesMay = [] }: HostManagementProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const instances = this.#addInstancesRole(partition, instancesMay);
    const role = new CfnRole(this, 'Role', {
      roleName: hostManagementRoleNameIn(region),
      path: platformPath,
      description: 'Names the role of instances that have no profile',
      assumeRolePolicyDocument: trustOfService('ssm.amazonaws.com', account),
      policies: [
        {
          policyName: 'Set',
          policyDocument: policyDocument(
            {
              Effect: 'Allow',
              Action: ['ssm:GetServiceSetting', 'ssm:UpdateServiceSetting'],
              Resource: `arn:${partition}:ssm:${region}:${account}:servicesetting${setting}`,
            },
            {
              Effect: 'Allow',
              Action: 'iam:PassRole',
              Resource: instances.attrArn,
              Condition: { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } },
            },
          ),
        },
      ],
    });
    const runbook = new CfnDocument(this, 'Runbook', {
      name: 'breakwater-host-management',
      documentType: 'Automation',
      documentFormat: 'JSON',
      updateMethod: 'NewVersion',
      content: runbookOf(instances.ref),
    });
    new CfnAssociation(this, 'Daily', {
      associationName: 'breakwater-host-management',
      name: runbook.ref,
      parameters: { AutomationAssumeRole: [role.attrArn] },
      scheduleExpression: 'rate(1 day)',
    });
  }

  #addInstancesRole(partition: Partition, also: readonly IamStatement[]): CfnRole {
    const managed = `arn:${partition}:iam::aws:policy/AmazonSSMManagedEC2InstanceDefaultPolicy`;
    const role = new CfnRole(this, 'Instances', {
      roleName: instancesRoleNameIn(Stack.of(this).region),
      description: 'What instances without a profile are to Systems Manager',
      assumeRolePolicyDocument: policyDocument({
        Effect: 'Allow',
        Principal: { Service: 'ssm.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
      managedPolicyArns: [managed],
      ...(also.length > 0 && { policies: [{ policyName: 'Also', policyDocument: policyDocument(...also) }] }),
    });
    acknowledge(role, {
      [`IAM4[Policy::${managed}]`]: 'AWS keeps it in step with what its agent asks of Systems Manager',
      ...Object.fromEntries(
        also.map(({ Resource }) => [`IAM5[Resource::${Resource}]`, 'each machine has a stream of its own']),
      ),
    });
    return role;
  }
}

function runbookOf(instancesRole: string) {
  const service = { Service: 'ssm', SettingId: setting };
  return {
    schemaVersion: '0.3',
    description: 'Lets Systems Manager manage instances that have no instance profile',
    assumeRole: '{{ AutomationAssumeRole }}',
    parameters: { AutomationAssumeRole: { type: 'AWS::IAM::Role::Arn', description: 'Makes the setting' } },
    mainSteps: [
      {
        name: 'read',
        action: 'aws:executeAwsApi',
        inputs: { ...service, Api: 'GetServiceSetting' },
        outputs: [{ Name: 'status', Selector: '$.ServiceSetting.Status', Type: 'String' }],
      },
      {
        name: 'choose',
        action: 'aws:branch',
        inputs: {
          Choices: [{ Variable: '{{ read.status }}', StringEquals: 'Default', NextStep: 'set' }],
          Default: 'leave',
        },
      },
      {
        name: 'set',
        action: 'aws:executeAwsApi',
        inputs: { ...service, Api: 'UpdateServiceSetting', SettingValue: instancesRole },
        isEnd: true,
      },
      // A branch needs somewhere to go.
      { name: 'leave', action: 'aws:sleep', inputs: { Duration: 'PT1S' }, isEnd: true },
    ],
  };
}
