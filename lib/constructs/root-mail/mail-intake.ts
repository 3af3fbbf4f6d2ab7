import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { CfnEmailIdentity, CfnReceiptRule, CfnReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import { Stack } from 'aws-cdk-lib/core';
import { Construct, type IDependable } from 'constructs';
import type { Partition } from '../../model/organization';
import { platformPath } from '../../model/platform';
import { rootMailName } from '../../model/root-mail';
import { policyDocument } from '../../policy/policy-document';
import { acknowledge } from '../compliance/acknowledge';
import { trustOfService } from '../trust';

export interface MailIntakeProps {
  readonly partition: Partition;
  readonly domain: string;
  readonly bucket: string;
  readonly topic: string;
  /** Amazon SES tries bucket and topic when the rule is made: what lets it has to be there before. */
  readonly after: readonly IDependable[];
}

/** Takes what is sent to a domain: whoever it is for, it goes into the bucket, and the topic hears of it. */
export class MailIntake extends Construct {
  constructor(scope: Construct, id: string, { partition, domain, bucket, topic, after }: MailIntakeProps) {
    super(scope, id);
    new CfnEmailIdentity(this, 'Domain', { emailIdentity: domain });
    const rules = new CfnReceiptRuleSet(this, 'Rules', { ruleSetName: rootMailName });
    const rule = new CfnReceiptRule(this, 'Keep', {
      ruleSetName: rules.ref,
      rule: {
        name: rootMailName,
        enabled: true,
        recipients: [domain],
        scanEnabled: true,
        // Who knocks without TLS is let in all the same: no mail about an account is turned away.
        tlsPolicy: 'Optional',
        actions: [{ s3Action: { bucketName: bucket, objectKeyPrefix: 'mail/', topicArn: topic } }],
      },
    });
    rule.node.addDependency(...after);
    this.#keepActive(partition, rules);
  }

  /** One rule set of an account is active, and CloudFormation cannot say which: so every hour it is said again. */
  #keepActive(partition: Partition, rules: CfnReceiptRuleSet): void {
    const role = new CfnRole(this, 'Activator', {
      roleName: `${rootMailName}-activator-${Stack.of(this).region}`,
      path: platformPath,
      description: 'Keeps the rules for mail to root users active',
      assumeRolePolicyDocument: trustOfService('scheduler.amazonaws.com', Stack.of(this).account),
      policies: [
        {
          policyName: 'Activate',
          policyDocument: policyDocument({ Effect: 'Allow', Action: 'ses:SetActiveReceiptRuleSet', Resource: '*' }),
        },
      ],
    });
    acknowledge(role, { 'IAM5[Resource::*]': 'Amazon SES knows no resource for the choice of the active rule set' });
    new CfnSchedule(this, 'Active', {
      name: rootMailName,
      description: 'Keeps the rules for mail to root users active',
      scheduleExpression: 'rate(1 hour)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: `arn:${partition}:scheduler:::aws-sdk:ses:setActiveReceiptRuleSet`,
        roleArn: role.attrArn,
        input: JSON.stringify({ RuleSetName: rootMailName }),
      },
    }).addResourceDependency(rules);
  }
}
