import type { CreateAccountFailureReason } from '@aws-sdk/client-organizations';

const accountCreation: Readonly<Record<CreateAccountFailureReason, string>> = {
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
};

/** What to do about a code AWS answers with. */
export const remedies: Readonly<Record<string, string | undefined>> = {
  ...accountCreation,
  AccessDeniedException: 'use credentials of the management account that may call organizations:*',
  AWSOrganizationsNotInUseException: 'use credentials of the management account',
  AlreadyInOrganizationException:
    'this account is in an organization already; use credentials of its management account',
  FinalizingOrganizationException: 'a new organization takes up to an hour to be ready; run again then',
  ConcurrentModificationException: 'something else is changing the organization; run again when it has ended',
  TooManyRequestsException: 'something else uses up the request rate of the Organizations API; run again later',
  DuplicatePolicyException: 'a policy of that name exists since the plan was made; run again',
  DuplicateOrganizationalUnitException: 'a unit of that name exists since the plan was made; run again',
  MalformedPolicyDocumentException: 'the content is not valid for its policy type; correct the guardrail that wrote it',
  PolicyTypeNotAvailableForOrganizationException: 'the organization needs all features enabled first',
  ORGANIZATION_NOT_IN_ALL_FEATURES_MODE: 'the organization needs all features enabled first',
  ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED: 'AWS limits accounts created a day; run again tomorrow, it continues',
  ACCOUNT_NUMBER_LIMIT_EXCEEDED: accountCreation.ACCOUNT_LIMIT_EXCEEDED,
  OU_DEPTH_LIMIT_EXCEEDED: 'units nest at most five deep; flatten organization.yaml',
  OU_NUMBER_LIMIT_EXCEEDED: 'ask AWS Support for more organizational units',
  POLICY_CONTENT_LIMIT_EXCEEDED: 'the document is too long; set policyQuotas in organization.yaml so that it is split',
  POLICY_NUMBER_LIMIT_EXCEEDED: 'delete policies that nothing uses, or ask AWS Support for more',
  MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED:
    'the place carries as many policies of the type as AWS allows; detach one that is not ours, or set policyQuotas',
  MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED:
    'a place keeps at least one policy of the type; attach FullAWSAccess first',
  TAG_POLICY_VIOLATION: "the tags break the organization's tag policy; correct one of them",
  AccountTakesTooLong: 'AWS is still creating it; run again, it continues where it is',
  StackSetTakesTooLong: 'the operation goes on in AWS; run again to follow it',
};
