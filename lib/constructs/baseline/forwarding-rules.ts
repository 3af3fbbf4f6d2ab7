import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { watchedEvents } from '../../events/watched-events';
import type { Organization } from '../../model/organization';
import { forwarderRoleNameIn, heartbeat, platformPath } from '../../model/platform';
import { policyDocument } from '../../policy/policy-document';
import { hubArn } from '../hub/hub-arn';
import { trustOfService } from '../trust';

export interface ForwardingRulesProps {
  readonly organization: Organization;
  readonly monitors: Parameters<typeof watchedEvents>[0];
  /** @default forwarderRoleNameIn(region) */
  readonly roleName?: string;
}

const heartbeatPattern = { source: [heartbeat.source], 'detail-type': [heartbeat.detailType] };

/**
 * Sends what any guardrail asks for from this account and region to the hub, unchanged.
 * There is no dead-letter queue: it would have to be in each account and region, where nobody reads it.
 * EventBridge tries for a day, and what is lost even so is found by the guardrail's hourly look.
 */
export class ForwardingRules extends Construct {
  constructor(scope: Construct, id: string, { organization, monitors, roleName }: ForwardingRulesProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const hub = hubArn(organization);
    // One per region: EventBridge refuses a rule whose role does not exist yet, and regions deploy side by side.
    const role = new CfnRole(this, 'Role', {
      roleName: roleName ?? forwarderRoleNameIn(region),
      path: platformPath,
      description: 'Puts events on the hub bus',
      assumeRolePolicyDocument: trustOfService('events.amazonaws.com', account),
      policies: [
        {
          policyName: 'Forward',
          policyDocument: policyDocument({ Effect: 'Allow', Action: 'events:PutEvents', Resource: hub }),
        },
      ],
    });
    for (const [index, { pattern, state }] of watchedEvents(monitors, [heartbeatPattern]).entries()) {
      new CfnRule(this, `Pattern${index + 1}`, {
        description: 'Forwards events that guardrails watch to the hub',
        eventPattern: pattern,
        ...(state !== 'ENABLED' && { state }),
        targets: [{ id: 'Hub', arn: hub, roleArn: role.attrArn }],
      });
    }
  }
}
