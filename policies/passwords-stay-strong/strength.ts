import type { PasswordPolicy } from '@aws-sdk/client-iam';

/** What a policy must ask at least. CIS AWS Foundations 1.8 and 1.9 (v3.0, 2024): 14 characters, the last 24 not again. */
const least = { minimumLength: 14, remembered: 24 } as const;

/** What is too weak about a policy, in words; an account without one takes eight characters (IAM's default, 2026-11). */
export function weaknesses({ MinimumPasswordLength, PasswordReusePrevention }: PasswordPolicy): readonly string[] {
  const length = MinimumPasswordLength ?? 8;
  const remembered = PasswordReusePrevention ?? 0;
  return [
    ...(length < least.minimumLength ? [`takes ${length} characters`] : []),
    ...(remembered < least.remembered ? [`remembers ${remembered} passwords`] : []),
  ];
}

/** The same policy, as strong as it must be and no weaker anywhere. */
export function strengthened(policy: PasswordPolicy): PasswordPolicy {
  return {
    ...policy,
    MinimumPasswordLength: Math.max(policy.MinimumPasswordLength ?? 0, least.minimumLength),
    PasswordReusePrevention: Math.max(policy.PasswordReusePrevention ?? 0, least.remembered),
  };
}
