import { defineControl } from '../../lib/model/guardrail';

// Systems Manager has no condition key for whom, so that taking back is denied, too; our fix does it.
export const control = defineControl(() => [
  { policy: 'SERVICE_CONTROL_POLICY', sid: 'DenySharingDocuments', actions: ['ssm:ModifyDocumentPermission'] },
]);
