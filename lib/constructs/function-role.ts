import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { accountWithRole, type Organization } from '../model/organization';
import { fixRoleName, functionRoleName, platformPath, readerRoleName, roleArn } from '../model/platform';
import { type IamStatement, policyDocument } from '../policy/policy-document';
import { acknowledge } from './acknowledge';

export interface FunctionRoleProps {
  readonly organization: Organization;
  readonly guardrail: string;
  /** ARNs of what the function uses. */
  readonly logGroup: string;
  readonly queue: string;
  readonly ledger: string;
  readonly topic: string;
  readonly key: string;
}

/** What a guardrail's function may do: its own queue and logs, the ledger, alerts, and becoming its fix role somewhere. */
export class FunctionRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: FunctionRoleProps) {
    super(scope, id);
    const role = new CfnRole(this, 'Role', {
      roleName: functionRoleName(props.guardrail),
      path: platformPath,
      description: `Runs the function of ${props.guardrail}`,
      assumeRolePolicyDocument: policyDocument({
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
      policies: [{ policyName: 'Run', policyDocument: policyDocument(...statements(props)) }],
    });
    const fixRoles = roleArn(props.organization.partition, '*', fixRoleName(props.guardrail));
    acknowledge(role, {
      [`IAM5[Resource::${fixRoles}]`]: 'becomes this one role in whichever account of the organization needs the fix',
    });
    this.arn = role.attrArn;
  }
}

function statements(props: FunctionRoleProps): readonly IamStatement[] {
  const { partition, id } = props.organization;
  const management = String(accountWithRole(props.organization, 'management').id);
  return [
    allow('Logs', ['logs:CreateLogStream', 'logs:PutLogEvents'], props.logGroup),
    allow(
      'Queue',
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:SendMessage'],
      props.queue,
    ),
    allow('Ledger', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], props.ledger),
    allow('Alerts', ['sns:Publish'], props.topic),
    allow('Key', ['kms:Decrypt', 'kms:GenerateDataKey'], props.key),
    {
      ...allow('Fix', ['sts:AssumeRole'], roleArn(partition, '*', fixRoleName(props.guardrail))),
      Condition: { StringEquals: { 'aws:ResourceOrgID': String(id) } },
    },
    allow('Organization', ['sts:AssumeRole'], roleArn(partition, management, readerRoleName)),
  ];
}

function allow(Sid: string, Action: readonly string[], Resource: string): IamStatement {
  return { Sid, Effect: 'Allow', Action, Resource };
}
