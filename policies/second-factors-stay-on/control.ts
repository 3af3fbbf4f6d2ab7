import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';

// A role has no user's name; nobody's name can be empty of letters.
const own = "${aws:username, '/'}";

export const control = defineControl((): readonly PolicyStatement[] => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyOthersSecondFactors',
    actions: ['iam:DeactivateMFADevice', 'iam:EnableMFADevice'],
    notResources: [`arn:*:iam::*:user/${own}`, `arn:*:iam::*:user/*/${own}`],
    // Management takes a root user's factor away through sts:AssumeRoot; the key is there for these sessions alone.
    condition: { BoolIfExists: { 'aws:AssumedRoot': 'false' } },
  },
  {
    // Whoever has somebody's key is not somebody yet.
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenySecondFactorsWithoutOne',
    actions: ['iam:DeactivateMFADevice'],
    condition: { BoolIfExists: { 'aws:AssumedRoot': 'false', 'aws:MultiFactorAuthPresent': 'false' } },
  },
]);
