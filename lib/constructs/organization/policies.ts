import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import type { Stack } from 'aws-cdk-lib/core';
import type { Organization } from '../../model/organization';
import { isSettled, settledPoliciesMetadata } from '../../model/settled-policy';
import type { ComposedPolicy } from '../../policy/compose';
import { logicalId } from '../logical-id';
import type { UnitIds } from './organizational-units';

/** Policies of every type, attached where they apply; what CloudFormation cannot make is told in the metadata. Content is an object, since CloudFormation finds no drift in a string. */
export function addPolicies(
  stack: Stack,
  organization: Organization,
  documents: readonly ComposedPolicy[],
  unitIds: UnitIds,
): void {
  const settled = documents.filter(isSettled);
  if (settled.length > 0) stack.templateOptions.metadata = settledPoliciesMetadata(settled);
  for (const { type, name, description, content, targets, statements } of documents) {
    if (isSettled({ type })) continue;
    const policy = new CfnPolicy(stack, logicalId('Policy', name), {
      type,
      name,
      description,
      content,
      targetIds: targets.map((target) => String(target === 'root' ? organization.rootId : unitIds[target])),
    });
    policy.addMetadata('Guardrails', Object.fromEntries(statements.map(({ sid, guardrail }) => [sid, guardrail])));
  }
}
