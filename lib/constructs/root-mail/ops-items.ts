import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { EventPattern } from '../../model/guardrail';
import type { Partition } from '../../model/organization';
import { platformPath } from '../../model/platform';
import { alarmingSubjects, rootMailEvent, rootMailName } from '../../model/root-mail';
import { policyDocument } from '../../policy/policy-document';
import { acknowledge } from '../compliance/acknowledge';
import type { AlertTopic } from '../hub/alert-topic';
import { DeadLetters } from '../hub/dead-letters';
import { trustOfService } from '../trust';
import { whenAny } from '../when-any';

export interface OpsItemsProps {
  readonly partition: Partition;
  readonly alerts: AlertTopic;
}

const alarming = { wildcard: [...alarmingSubjects] };

/** What becomes of a mail, by its subject: every one is somebody's to look at, one about credentials at once. */
const kinds = {
  Ordinary: { severity: 3, name: `${rootMailName}-ordinary`, subject: [{ 'anything-but': alarming }] },
  Alarming: {
    severity: 1,
    name: `${rootMailName}-alarming`,
    subject: alarmingSubjects.map((wildcard) => ({ wildcard })),
  },
} as const;

/** Makes an OpsItem of each mail, and raises an alarm where it is about getting into an account. */
export class OpsItems extends Construct {
  constructor(scope: Construct, id: string, { partition, alerts }: OpsItemsProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const role = new CfnRole(this, 'Role', {
      roleName: `${rootMailName}-ops-items-${region}`,
      path: platformPath,
      description: 'Makes OpsItems of mail to root users',
      assumeRolePolicyDocument: trustOfService('events.amazonaws.com', account),
      policies: [
        {
          policyName: 'Create',
          policyDocument: policyDocument({ Effect: 'Allow', Action: 'ssm:CreateOpsItem', Resource: '*' }),
        },
      ],
    });
    acknowledge(role, { 'IAM5[Resource::*]': 'an OpsItem has no name before it is made' });
    const deadLetters = new DeadLetters(this, 'DeadLetters', {
      name: `${rootMailName}-ops-items-dead-letters`,
      what: 'mails to root users',
      topic: alerts,
    });
    const rules = Object.entries(kinds).map(
      ([kind, { name, subject, severity }]) =>
        new CfnRule(this, kind, {
          name,
          description: `Makes OpsItems of severity ${severity} of mail to root users`,
          eventPattern: pattern(subject),
          targets: [
            {
              id: 'OpsCenter',
              arn: `arn:${partition}:ssm:${region}:${account}:opsitem`,
              roleArn: role.attrArn,
              inputTransformer: {
                inputPathsMap: { ...paths },
                inputTemplate: template(severity),
              },
              deadLetterConfig: { arn: deadLetters.arn },
            },
          ],
        }),
    );
    deadLetters.receiveFrom(rules.map(({ attrArn }) => attrArn));
    new CfnAlarm(this, 'Credentials', {
      alarmDescription:
        'a mail to a root user is about getting into its account; the newest OpsItem of severity 1 says which, and if nobody of ours asked for it, somebody else did',
      namespace: 'AWS/Events',
      metricName: 'MatchedEvents',
      dimensions: [{ name: 'RuleName', value: kinds.Alarming.name }],
      ...whenAny,
      period: 60,
      alarmActions: [alerts.arn],
    });
  }
}

const paths = {
  subject: '$.detail.subject',
  from: '$.detail.from',
  to: '$.detail.to',
  object: '$.detail.object',
} as const;

function pattern(subject: readonly object[]): EventPattern {
  return {
    source: [rootMailEvent.source],
    'detail-type': [rootMailEvent.detailType],
    detail: { subject },
  } as EventPattern;
}

// OpsCenter takes the values of operational data as text.
function template(severity: number): string {
  const data = Object.keys(paths).map((name) => `"${name}":{"type":"SearchableString","value":"<${name}>"}`);
  return `{"title":<subject>,"description":"Mail to the root user of an account; the whole of it is in the bucket.","category":"Security","severity":"${severity}","source":"${rootMailName}","operationalData":{${data.slice(1).join(',')}}}`;
}
