import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Organization } from '../../model/organization';
import { functionRoleName, platformPath, reconcilerName } from '../../model/platform';
import { type IamStatement, policyDocument } from '../../policy/policy-document';
import { actionStatements } from '../action-statements';
import { acknowledge } from '../compliance/acknowledge';
import { linkedRoles, linkedRolesReason } from '../detectors/linked-roles';

export interface ReconcilerFunctionRoleProps {
  readonly organization: Organization;
  readonly actions: readonly string[];
  /** ARNs of accounts it may close. */
  readonly closing: readonly string[];
  readonly linkedServices: readonly string[];
  /** ARNs of roles it takes in other accounts. */
  readonly roles: readonly string[];
  readonly logGroup: string;
  readonly queue: string;
}

/** What the reconciler may do in the management account: the calls its configuration asks for, and its own queue and log. */
export class ReconcilerFunctionRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ReconcilerFunctionRoleProps) {
    super(scope, id);
    const { partition } = props.organization;
    const { account } = Stack.of(this);
    const role = new CfnRole(this, 'Role', {
      roleName: functionRoleName(reconcilerName),
      path: platformPath,
      description: 'Runs the function that keeps what no CloudFormation resource does',
      assumeRolePolicyDocument: policyDocument({
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
      policies: [
        { policyName: 'Run', policyDocument: policyDocument(...running(props)) },
        { policyName: 'Settle', policyDocument: policyDocument(...settling(props, account)) },
      ],
    });
    acknowledge(role, {
      'IAM5[Resource::*]':
        'these calls are about the organization as a whole, or about whichever account is not as the file says; traces have no resource',
      ...linkedRolesReason(partition, account),
      ...Object.fromEntries(
        props.roles
          .filter((arn) => arn.includes('*'))
          .map((arn) => [`IAM5[Resource::${arn}]`, 'takes this one role in whichever account has too low a quota']),
      ),
    });
    this.arn = role.attrArn;
  }
}

function running({ logGroup, queue }: ReconcilerFunctionRoleProps): readonly IamStatement[] {
  return [
    { ...allow('Logs', ['logs:CreateLogStream', 'logs:PutLogEvents']), Resource: logGroup },
    { ...allow('Queue', ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']), Resource: queue },
    { ...allow('Traces', ['xray:PutTraceSegments', 'xray:PutTelemetryRecords']), Resource: '*' },
  ];
}

function settling(props: ReconcilerFunctionRoleProps, account: string): readonly IamStatement[] {
  const { organization, actions, closing, linkedServices, roles } = props;
  const isNamed = (action: string) => action === 'organizations:CloseAccount';
  return [
    ...actionStatements(actions.filter((action) => !isNamed(action))),
    ...(closing.length > 0 ? [{ ...allow('Close', actions.filter(isNamed)), Resource: closing }] : []),
    linkedRoles(organization.partition, account, linkedServices),
    ...(roles.length > 0
      ? [
          {
            ...allow('Elsewhere', ['sts:AssumeRole']),
            Resource: roles,
            Condition: { StringEquals: { 'aws:ResourceOrgID': String(organization.id) } },
          },
        ]
      : []),
  ];
}

function allow(Sid: string, Action: readonly string[]): Omit<IamStatement, 'Resource'> {
  return { Sid, Effect: 'Allow', Action };
}
