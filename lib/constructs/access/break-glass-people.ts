import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { isRoleArn } from '../../model/access';
import { approverRoleName, breakGlassSets, operatorRoleName, switchArn } from '../../model/break-glass';
import type { Organization } from '../../model/organization';
import { platformPath } from '../../model/platform';
import { type IamStatement, policyDocument } from '../../policy/policy-document';
import { acknowledge } from '../compliance/acknowledge';

export interface BreakGlassPeopleProps {
  readonly organization: Organization;
  readonly operators: string;
  readonly approvers: string;
}

/** The two roles of break-glass access: who asks cannot agree, and who agrees can do nothing else. */
export class BreakGlassPeople extends Construct {
  constructor(scope: Construct, id: string, { organization, operators, approvers }: BreakGlassPeopleProps) {
    super(scope, id);
    const { partition, homeRegion } = organization;
    const { account } = Stack.of(this);
    const machine = switchArn(partition, homeRegion, account);
    const executions = `${machine.replace(':stateMachine:', ':execution:')}:*`;
    const base = { path: platformPath, maxSessionDuration: 3600 };
    const operator = new CfnRole(this, 'Operator', {
      ...base,
      roleName: operatorRoleName,
      description: 'Asks to break the glass, and works with it once another has agreed',
      assumeRolePolicyDocument: trust(organization, account, operators, breakGlassSets.operators),
      policies: [
        {
          policyName: 'Ask',
          policyDocument: policyDocument(
            allow(['states:StartExecution'], machine),
            allow(['states:DescribeExecution', 'states:StopExecution'], executions),
          ),
        },
      ],
    });
    acknowledge(operator, { [`IAM5[Resource::${executions}]`]: 'executions get their names when somebody asks' });
    const approver = new CfnRole(this, 'Approver', {
      ...base,
      roleName: approverRoleName,
      description: 'Agrees to break the glass, and does nothing else',
      assumeRolePolicyDocument: trust(organization, account, approvers, breakGlassSets.approvers),
      policies: [
        {
          policyName: 'Answer',
          policyDocument: policyDocument(allow(['states:SendTaskSuccess', 'states:SendTaskFailure'], '*')),
        },
      ],
    });
    acknowledge(approver, {
      'IAM5[Resource::*]': 'AWS knows no resource here: a task token answers one task of one execution',
    });
  }
}

function trust({ partition, id }: Organization, account: string, who: string, set: string) {
  // Identity Center ends a role's name with sixteen letters of its own.
  const role = isRoleArn(who)
    ? who
    : `arn:${partition}:iam::${account}:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_${set}_????????????????`;
  return policyDocument({
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    Action: 'sts:AssumeRole',
    Condition: { ArnLike: { 'aws:PrincipalArn': role }, StringEquals: { 'aws:PrincipalOrgID': String(id) } },
  });
}

function allow(Action: readonly string[], Resource: string): IamStatement {
  return { Effect: 'Allow', Action, Resource };
}
