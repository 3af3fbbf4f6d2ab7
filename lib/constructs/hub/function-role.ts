import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { accountWithRole, type Organization } from '../../model/organization';
import { fixRoleName, functionRoleName, platformPath, readerRoleName, roleArn } from '../../model/platform';
import { type IamStatement, policyDocument } from '../../policy/policy-document';
import { acknowledge } from '../compliance/acknowledge';

export interface FunctionRoleProps {
  readonly organization: Organization;
  /** Its guardrail, or what else it is for. */
  readonly name: string;
  /** Whether it becomes the guardrail's fix role. */
  readonly fixes: boolean;
  /** ARNs of what the function uses. */
  readonly logGroup: string;
  readonly queue: string;
  readonly ledger: string;
  readonly topic: string;
  readonly key: string;
  readonly follow?: string;
}

/** What a function of the hub may do: its own queue and logs, the ledger, alerts, and becoming its fix role somewhere. */
export class FunctionRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: FunctionRoleProps) {
    super(scope, id);
    const role = new CfnRole(this, 'Role', {
      roleName: functionRoleName(props.name),
      path: platformPath,
      description: `Runs the function of ${props.name}`,
      assumeRolePolicyDocument: policyDocument({
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
      policies: [{ policyName: 'Run', policyDocument: policyDocument(...statements(props)) }],
    });
    acknowledge(role, {
      'IAM5[Resource::*]': 'sends traces to X-Ray, which has no resource to name',
      ...(props.fixes && {
        [`IAM5[Resource::${fixRolesOf(props)}]`]:
          'becomes this one role in whichever account of the organization needs the fix',
      }),
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
    allow('Ledger', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'], props.ledger),
    allow('Alerts', ['sns:Publish'], props.topic),
    allow('Findings', ['securityhub:BatchImportFindings'], findingsArn(props.organization)),
    allow('Traces', ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*'),
    allow('Key', ['kms:Decrypt', 'kms:GenerateDataKey'], props.key),
    ...(props.follow ? [allow('Follow', ['states:StartExecution'], props.follow)] : []),
    ...(props.fixes
      ? [
          {
            ...allow('Fix', ['sts:AssumeRole'], fixRolesOf(props)),
            Condition: { StringEquals: { 'aws:ResourceOrgID': String(id) } },
          },
        ]
      : []),
    allow('Organization', ['sts:AssumeRole'], roleArn(partition, management, readerRoleName)),
  ];
}

function fixRolesOf({ organization, name }: FunctionRoleProps): string {
  return roleArn(organization.partition, '*', fixRoleName(name));
}

/** Where Security Hub takes the findings of the account's own product. */
function findingsArn(organization: Organization): string {
  const { partition, homeRegion } = organization;
  const security = String(accountWithRole(organization, 'security').id);
  return `arn:${partition}:securityhub:${homeRegion}:${security}:product/${security}/default`;
}

function allow(Sid: string, Action: readonly string[], Resource: string): IamStatement {
  return { Sid, Effect: 'Allow', Action, Resource };
}
