const readingVerbs =
  /^(BatchCheck|BatchDescribe|BatchGet|BatchList|Check|Decrypt|Describe|Detect|Discover|Encrypt|Estimate|Filter|GenerateDataKey|GenerateMac|GenerateRandom|Get|Head|List|Lookup|Preview|Query|ReEncrypt|Scan|Search|Select|Sign|Simulate|Test|TransactGet|Validate|View)(?=[A-Z0-9]|$)/;

/** `service:operation`, against what the verb says. */
const exceptions: Readonly<Record<string, boolean>> = {
  'ec2:GetConsoleScreenshot': true,
  'iam:GenerateCredentialReport': true,
  'iam:GenerateServiceLastAccessedDetails': true,
  'kms:Verify': true,
  'kms:VerifyMac': true,
  'ses:SendEmail': true,
  'sts:AssumeRole': true,
  'sts:AssumeRoleWithSAML': true,
  'sts:AssumeRoleWithWebIdentity': true,
  'sts:DecodeAuthorizationMessage': true,
  // Hands out credentials, and a rule in state ENABLED does get it.
  'sts:GetFederationToken': false,
  'sts:GetSessionToken': true,
};

/** CloudTrail's `readOnly`: most rules never receive events that have it. */
export function isReadOnly(source: string, operation: string): boolean {
  return exceptions[`${source}:${operation}`] ?? readingVerbs.test(operation);
}
