/** What to do when AWS refuses to create an account, by the reason it gives. */
export const accountRefusals = {
  ACCOUNT_LIMIT_EXCEEDED: "ask for a higher 'Maximum number of accounts' in Service Quotas, then run again",
  CONCURRENT_ACCOUNT_MODIFICATION:
    'the same account is being created by another request; run again when that has ended',
  EMAIL_ALREADY_EXISTS:
    'an AWS account has this e-mail already: give it another one in organization.yaml, or invite the existing account',
  FAILED_BUSINESS_VALIDATION:
    "AWS could not verify the management account's business; answer AWS Support's mail, then run again",
  GOVCLOUD_ACCOUNT_ALREADY_EXISTS: 'the GovCloud account exists; invite it instead of creating it',
  INTERNAL_FAILURE: 'AWS failed on its side; run again, and tell AWS Support if it stays',
  INVALID_ADDRESS: "correct the management account's address in its account settings, then run again",
  INVALID_EMAIL: 'correct the e-mail in organization.yaml',
  INVALID_IDENTITY_FOR_BUSINESS_VALIDATION: "correct the management account's business identity, then run again",
  INVALID_PAYMENT_INSTRUMENT: "replace the management account's payment method, then run again",
  MISSING_BUSINESS_VALIDATION: 'complete business validation of the management account, then run again',
  MISSING_PAYMENT_INSTRUMENT: 'add a payment method to the management account, then run again',
  PENDING_BUSINESS_VALIDATION: 'AWS is still validating the business; run again when its mail says it is done',
  UNKNOWN_BUSINESS_VALIDATION: "ask AWS Support about the management account's business validation",
  UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED:
    'remove the tag conditions from the organization resource policy, then run again',
} as const;
