import { defineControl } from '../../lib/model/guardrail';

// Systems Manager has no condition key for whom, so that taking back is denied, too; our fix does it.
export const control = defineControl(() => [
  { policy: 'SERVICE_CONTROL_POLICY', sid: 'DenySharingDocuments', actions: ['ssm:ModifyDocumentPermission'] },
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyPublicDocuments',
    actions: ['ssm:ResetServiceSetting', 'ssm:UpdateServiceSetting'],
    // The lock the baseline puts on: with it, not even a document's owner can share it with everybody.
    resources: ['arn:*:ssm:*:*:servicesetting/ssm/documents/console/public-sharing-permission'],
  },
]);
