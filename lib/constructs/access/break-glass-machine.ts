import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { breakGlassRoleName, operatorRoleName, switchName, switchRoleName } from '../../model/break-glass';
import { breakGlassSwitch } from '../../model/break-glass-switch';
import type { Organization } from '../../model/organization';
import { roleArn } from '../../model/platform';
import type { AlertTopic } from '../hub/alert-topic';
import { StateMachine } from '../state-machine';

export interface BreakGlassMachineProps {
  readonly organization: Organization;
  readonly minutes: number;
  readonly topic: AlertTopic;
  /** ARN of the key that alerts are encrypted with. */
  readonly key: string;
}

const logDays = 731;

/** Opens break-glass access when two people want it, and closes it again. */
export class BreakGlassMachine extends Construct {
  constructor(scope: Construct, id: string, { organization, minutes, topic, key }: BreakGlassMachineProps) {
    super(scope, id);
    const { partition } = organization;
    const operator = roleArn(partition, Stack.of(this).account, operatorRoleName);
    new StateMachine(this, 'Machine', {
      name: switchName,
      roleName: switchRoleName,
      definition: breakGlassSwitch(partition, {
        topic: topic.arn,
        roles: roleArn(partition, '*', breakGlassRoleName),
        organization: String(organization.id),
        minutes,
      }),
      statements: [
        { Sid: 'Switch', Effect: 'Allow', Action: ['iam:PutRolePolicy', 'iam:DeleteRolePolicy'], Resource: operator },
        { Sid: 'Tell', Effect: 'Allow', Action: 'sns:Publish', Resource: topic.arn },
        { Sid: 'Key', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: key },
      ],
      topic,
      logDays,
      // A task token in a log would be an answer to whoever reads it.
      isSecret: true,
    });
  }
}
