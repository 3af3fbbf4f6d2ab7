import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { serviceFindingPatternsIn } from '../../events/service-finding-patterns';
import type { Organization } from '../../model/organization';
import { findingsRoleNameIn, platformPath } from '../../model/platform';
import { policyDocument } from '../../policy/policy-document';
import { hubArn } from '../hub/hub-arn';
import { trustOfService } from '../trust';

/** Sends what the services find in this region, in whatever account, from the account that administers them to the hub. */
export class FindingRules extends Construct {
  constructor(scope: Construct, id: string, organization: Organization) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const patterns = serviceFindingPatternsIn(region, organization);
    if (patterns.length === 0) return;
    const hub = hubArn(organization);
    const role = new CfnRole(this, 'Role', {
      roleName: findingsRoleNameIn(region),
      path: platformPath,
      description: 'Puts findings of security services on the hub bus',
      assumeRolePolicyDocument: trustOfService('events.amazonaws.com', account),
      policies: [
        {
          policyName: 'Forward',
          policyDocument: policyDocument({ Effect: 'Allow', Action: 'events:PutEvents', Resource: hub }),
        },
      ],
    });
    for (const { service, pattern } of patterns) {
      new CfnRule(this, service, {
        description: 'Forwards findings that are worth an alert to the hub',
        eventPattern: pattern,
        targets: [{ id: 'Hub', arn: hub, roleArn: role.attrArn }],
      });
    }
  }
}
