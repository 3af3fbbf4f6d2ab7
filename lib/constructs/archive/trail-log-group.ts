import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { logArchiveNames } from '../../model/log-archive';
import type { Organization } from '../../model/organization';
import { platformPath } from '../../model/platform';
import { policyDocument } from '../../policy/policy-document';
import { acknowledge } from '../compliance/acknowledge';
import { retain } from '../retain';
import { logArchiveFacts } from './log-archive-facts';

export interface TrailLogGroupProps {
  readonly organization: Organization;
  readonly days: number;
}

const name = '/breakwater/organization-trail';

/** The trail's newest events, in CloudWatch Logs: asked in seconds, kept for some weeks. */
export class TrailLogGroup extends Construct {
  readonly arn: string;
  readonly name: string;
  readonly role: string;

  constructor(scope: Construct, id: string, { organization, days }: TrailLogGroupProps) {
    super(scope, id);
    const facts = logArchiveFacts(organization);
    const logs = new CfnLogGroup(this, 'Logs', { logGroupName: name, retentionInDays: days });
    retain(logs);
    const group = `arn:${facts.partition}:logs:${facts.homeRegion}:${facts.managementAccount}:log-group:${name}`;
    const streams = [facts.managementAccount, facts.organization].map(
      (owner) => `${group}:log-stream:${owner}_CloudTrail_${facts.homeRegion}*`,
    );
    const role = new CfnRole(this, 'Role', {
      roleName: 'breakwater-trail-logs',
      path: platformPath,
      description: "Writes the organization's trail to CloudWatch Logs",
      assumeRolePolicyDocument: policyDocument({
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceArn': logArchiveNames(facts).trailArn } },
      }),
      policies: [
        {
          policyName: 'Write',
          policyDocument: policyDocument({
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: streams,
          }),
        },
      ],
    });
    acknowledge(
      role,
      Object.fromEntries(streams.map((stream) => [`IAM5[Resource::${stream}]`, 'CloudTrail numbers its streams'])),
    );
    this.arn = logs.attrArn;
    this.name = logs.ref;
    this.role = role.attrArn;
  }
}
