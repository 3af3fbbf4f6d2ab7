import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Partition } from '../../model/organization';
import { heartbeat, heartbeatRoleNameIn, platformPath } from '../../model/platform';
import { policyDocument } from '../../policy/policy-document';
import { trustOfService } from '../trust';

/** Puts an event of our own on this account's and region's default bus each few minutes, for the forwarding rules to carry. */
export class Heartbeat extends Construct {
  constructor(scope: Construct, id: string, { partition }: { readonly partition: Partition }) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const bus = `arn:${partition}:events:${region}:${account}:event-bus/default`;
    const role = new CfnRole(this, 'Role', {
      roleName: heartbeatRoleNameIn(region),
      path: platformPath,
      description: 'Puts heartbeats on the default bus',
      assumeRolePolicyDocument: trustOfService('scheduler.amazonaws.com', account),
      policies: [
        {
          policyName: 'Beat',
          policyDocument: policyDocument({ Effect: 'Allow', Action: 'events:PutEvents', Resource: bus }),
        },
      ],
    });
    new CfnSchedule(this, 'Schedule', {
      name: 'breakwater-heartbeat',
      description: 'Tells the hub that this account and region can be heard',
      scheduleExpression: 'rate(5 minutes)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: bus,
        roleArn: role.attrArn,
        eventBridgeParameters: { source: heartbeat.source, detailType: heartbeat.detailType },
        input: '{}',
      },
    });
  }
}
