import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Organization } from '../../model/organization';
import { accountLifecycleName, platformPath } from '../../model/platform';
import { policyDocument } from '../../policy/policy-document';
import { trustOfService } from '../trust';
import { anyOrganizationEvent } from './organization-events';

/** Brings what Organizations tells in the region of global services to the region where accounts are looked after. */
export class EventRelay extends Construct {
  constructor(scope: Construct, id: string, { partition, homeRegion }: Organization) {
    super(scope, id);
    const { account } = Stack.of(this);
    const bus = `arn:${partition}:events:${homeRegion}:${account}:event-bus/${accountLifecycleName}`;
    const role = new CfnRole(this, 'Role', {
      roleName: `${accountLifecycleName}-relay`,
      path: platformPath,
      description: 'Brings events about accounts to the home region',
      assumeRolePolicyDocument: trustOfService('events.amazonaws.com', account),
      policies: [
        {
          policyName: 'Relay',
          policyDocument: policyDocument({ Effect: 'Allow', Action: 'events:PutEvents', Resource: bus }),
        },
      ],
    });
    new CfnRule(this, 'Rule', {
      description: 'Brings events about accounts to the home region',
      eventPattern: anyOrganizationEvent,
      targets: [{ id: 'Accounts', arn: bus, roleArn: role.attrArn }],
    });
  }
}
