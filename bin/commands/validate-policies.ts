import { join } from 'node:path';
import { organizationFileName } from '../../lib/config/gather';
import { loadPolicyTests } from '../../lib/config/load-policy-tests';
import type { Problem } from '../../lib/config/problem';
import type { Organization } from '../../lib/model/organization';
import { runPolicyTests } from '../../lib/policy/behaviour/run-policy-tests';
import { composePolicies, type PolicyDocument } from '../../lib/policy/compose';
import { decisions } from '../../lib/policy/simulate/decisions';
import { withStandInIds } from '../../lib/policy/stand-in-ids';
import { loadGuardrails } from '../../policies';

export interface ValidatedPolicies {
  readonly problems: readonly Problem[];
  /** How many calls of policy-tests.yaml were decided. */
  readonly decided: number;
}

/** Whether the policies can be composed, say what AWS understands, and do what policy-tests.yaml promises. */
export async function validatePolicies(folder: string, validated: Organization): Promise<ValidatedPolicies> {
  const organization = withStandInIds(validated);
  const file = join(folder, organizationFileName);
  const whole = (message: string): Problem => ({ file, line: 1, column: 1, message, severity: 'error' });
  let documents: readonly PolicyDocument[];
  try {
    documents = composePolicies(organization, loadGuardrails());
  } catch (error) {
    return { problems: [whole(error instanceof Error ? error.message : String(error))], decided: 0 };
  }
  const { tests, problems } = loadPolicyTests(folder, organization);
  const { decided, broken } = runPolicyTests(organization, tests, decisions(organization, documents));
  return {
    problems: [...problems, ...broken.map(({ at, message }) => ({ ...at, message, severity: 'error' }) as const)],
    decided,
  };
}
