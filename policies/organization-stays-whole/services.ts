/**
 * AWS services the landing zone reaches member accounts through: without trusted access, what it keeps there ends.
 * `registered`: their administrator is registered with Organizations itself; the others have calls of their own for it.
 * Source: AWS Organizations User Guide, "AWS services that you can use with AWS Organizations" (read 2026-11).
 */
export const services: Readonly<Record<string, { readonly registered: boolean }>> = {
  'access-analyzer.amazonaws.com': { registered: true },
  'cloudtrail.amazonaws.com': { registered: false },
  'config-multiaccountsetup.amazonaws.com': { registered: true },
  'config.amazonaws.com': { registered: true },
  'guardduty.amazonaws.com': { registered: false },
  'iam.amazonaws.com': { registered: true },
  'inspector2.amazonaws.com': { registered: false },
  'member.org.stacksets.cloudformation.amazonaws.com': { registered: true },
  'securityhub.amazonaws.com': { registered: false },
  'sso.amazonaws.com': { registered: true },
};
