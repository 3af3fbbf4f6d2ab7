import type { ControlPart } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';
import { signInsLogGroup } from '../../lib/model/root-logins';

// The group itself is kept by log-groups-stay-kept, the alarm by the-loop-stays-closed.
export const control = defineControl((): readonly ControlPart[] => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyDeafeningSignIns',
    actions: ['logs:DeleteMetricFilter', 'logs:PutMetricFilter'],
    resources: [`arn:aws:logs:*:*:log-group:${signInsLogGroup}*`],
  },
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyChangingOperations',
    actions: ['ssm:DeleteDocument', 'ssm:ModifyDocumentPermission', 'ssm:UpdateDocument*'],
    resources: ['arn:aws:ssm:*:*:document/breakwater-*'],
  },
]);
