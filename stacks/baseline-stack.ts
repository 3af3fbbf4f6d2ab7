import { type App, CfnStackSet, Stack } from 'aws-cdk-lib/core';
import { Baseline } from '../lib/constructs/baseline';
import { StackSetBody } from '../lib/constructs/stack-set-body';
import type { Guardrail } from '../lib/model/guardrail';
import type { Organization } from '../lib/model/organization';
import { baselineRegions, baselineUnits } from './baseline-places';
import { place } from './place';

export interface BaselineStackProps {
  readonly organization: Organization;
  readonly guardrails: readonly Guardrail[];
}

// A quarter of the accounts at a time in all regions; a few broken accounts stop nobody else's.
const pace = {
  regionConcurrencyType: 'PARALLEL',
  maxConcurrentPercentage: 25,
  failureTolerancePercentage: 10,
  concurrencyMode: 'SOFT_FAILURE_TOLERANCE',
} as const;

/** Management account, home region: the StackSet that gives every member account its baseline. */
export class BaselineStack extends Stack {
  constructor(scope: App, id: string, { organization, guardrails }: BaselineStackProps) {
    super(scope, id, place(organization, 'management'));
    const body = new StackSetBody(this, 'Body');
    new Baseline(body, 'Baseline', { organization, guardrails });
    const regions = baselineRegions(organization);
    new CfnStackSet(this, 'StackSet', {
      stackSetName: 'breakwater-baseline',
      description: 'What every member account gets from the landing zone',
      permissionModel: 'SERVICE_MANAGED',
      capabilities: ['CAPABILITY_NAMED_IAM'],
      // An account that leaves a unit keeps its baseline until it has another: better watched twice than not at all.
      autoDeployment: { enabled: true, retainStacksOnAccountRemoval: true },
      managedExecution: { Active: true },
      operationPreferences: { ...pace, regionOrder: [...regions] },
      stackInstancesGroup: [
        {
          regions: [...regions],
          deploymentTargets: { organizationalUnitIds: baselineUnits(organization).map((unit) => String(unit.id)) },
        },
      ],
      templateBody: body.template,
    });
  }
}
