import { callsTo } from '../../events/calls-to';
import type { EventPattern } from '../../model/guardrail';

/** What Organizations tells of accounts, as the lifecycle takes it. */
export interface OrganizationEvent {
  readonly description: string;
  readonly pattern: EventPattern;
  /** What the template of the input names. */
  readonly paths: Readonly<Record<string, string>>;
  readonly input: string;
}

/** Reported in the region of global services, by Organizations itself and by CloudTrail. */
export function organizationEvents(rootId: string): Readonly<Record<string, OrganizationEvent>> {
  return {
    Created: {
      description: 'An account is created',
      pattern: reported('CreateAccountResult', { createAccountStatus: { state: ['SUCCEEDED'] } }),
      paths: { account: '$.detail.serviceEventDetails.createAccountStatus.accountId' },
      input: '{"event":"created","account":"<account>"}',
    },
    Refused: {
      description: 'AWS refused to create an account',
      pattern: reported('CreateAccountResult', { createAccountStatus: { state: ['FAILED'] } }),
      paths: {
        reason: '$.detail.serviceEventDetails.createAccountStatus.failureReason',
        request: '$.detail.serviceEventDetails.createAccountStatus.id',
      },
      input: '{"event":"refused","reason":"<reason>","request":"<request>"}',
    },
    Invited: {
      description: 'An invited account has joined',
      // AWS writes INVITED in the reference of its calls, and Invited where it announced the event (2026-11).
      pattern: reported('AccountJoinedOrganization', { joinedMethod: [{ 'equals-ignore-case': 'invited' }] }),
      // Which of these names the account has is not documented (2026-11); what is not there is empty.
      paths: {
        account: '$.detail.serviceEventDetails.accountId',
        member: '$.detail.serviceEventDetails.memberAccountId',
      },
      input: '{"event":"invited","account":"<account><member>"}',
    },
    Moved: {
      description: 'An account is moved',
      // Who joins is moved from the root, and is looked after already.
      pattern: called('MoveAccount', { sourceParentId: [{ 'anything-but': [rootId] }] }),
      paths: { account: '$.detail.requestParameters.accountId' },
      input: '{"event":"moved","account":"<account>"}',
    },
    Closed: {
      description: 'An account is closed',
      pattern: called('CloseAccount', { accountId: [{ exists: true }] }),
      paths: { account: '$.detail.requestParameters.accountId' },
      input: '{"event":"closed","account":"<account>"}',
    },
  };
}

/** All of them in one pattern, for the way from the region where they are told. */
export const anyOrganizationEvent: EventPattern = {
  source: ['aws.organizations'],
  detail: {
    eventSource: ['organizations.amazonaws.com'],
    eventName: ['CreateAccountResult', 'AccountJoinedOrganization', 'MoveAccount', 'CloseAccount'],
  },
};

function reported(eventName: string, serviceEventDetails: EventPattern): EventPattern {
  return {
    source: ['aws.organizations'],
    'detail-type': ['AWS Service Event via CloudTrail'],
    detail: { eventSource: ['organizations.amazonaws.com'], eventName: [eventName], serviceEventDetails },
  };
}

function called(eventName: string, requestParameters: EventPattern): EventPattern {
  return callsTo('organizations', [eventName], { errorCode: [{ exists: false }], requestParameters });
}
