import type { ControlPart } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';
import { operationsTag } from '../../lib/model/operations';

export const control = defineControl((): readonly ControlPart[] => [
  {
    // Baselines decide what counts as missing: whoever sets them decides what is patched.
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyUnmanaging',
    actions: [
      'ssm:DeletePatchBaseline',
      'ssm:DeregisterManagedInstance',
      'ssm:DeregisterPatchBaselineForPatchGroup',
      'ssm:RegisterDefaultPatchBaseline',
    ],
  },
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyUnmanagingByDefault',
    actions: ['ssm:ResetServiceSetting', 'ssm:UpdateServiceSetting'],
    resources: ['arn:aws:ssm:*:*:servicesetting/ssm/managed-instance/*'],
  },
  {
    // The windows of the landing zone carry the tag.
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyChangingPatchWindows',
    actions: [
      'ssm:DeleteMaintenanceWindow',
      'ssm:DeregisterTargetFromMaintenanceWindow',
      'ssm:DeregisterTaskFromMaintenanceWindow',
      'ssm:RemoveTagsFromResource',
      'ssm:UpdateMaintenanceWindow*',
    ],
    condition: { Null: { [`aws:ResourceTag/${operationsTag}`]: 'false' } },
  },
]);
