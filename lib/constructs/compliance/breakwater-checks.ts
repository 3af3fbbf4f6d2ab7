import type { CfnResource } from 'aws-cdk-lib/core';
import { NagMessageLevel, NagPack, NagRuleCompliance } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { resourceChecks } from './resource-checks';

/** What AwsSolutions does not look at: organizations, StackSets, and who outside an account may do what inside it. */
export class BreakwaterChecks extends NagPack {
  readonly name = 'Breakwater';

  constructor(scope?: IConstruct) {
    super(scope);
    this.packName = 'Breakwater';
  }

  protected override checkResource(node: CfnResource): void {
    for (const [id, { info, explanation, holds }] of Object.entries(resourceChecks)) {
      this.applyRule({
        node,
        ruleSuffixOverride: id,
        info,
        explanation,
        level: NagMessageLevel.ERROR,
        rule: (resource) => compliance(holds(resource)),
      });
    }
  }
}

function compliance(holds: boolean | undefined): NagRuleCompliance {
  if (holds === undefined) return NagRuleCompliance.NOT_APPLICABLE;
  return holds ? NagRuleCompliance.COMPLIANT : NagRuleCompliance.NON_COMPLIANT;
}
