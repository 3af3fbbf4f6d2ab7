import type { CreateAccountFailureReason } from '@aws-sdk/client-organizations';
import { accountRefusals } from '../../model/account-refusals';

// Every reason that the SDK knows has one.
const accountCreation: Readonly<Record<CreateAccountFailureReason, string>> = accountRefusals;

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
