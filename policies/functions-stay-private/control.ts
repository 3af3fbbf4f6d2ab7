import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';

// Whom a layer is shared with, and which account a function, no condition key tells; the fix asks the organization.
export const control = defineControl((): readonly PolicyStatement[] => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyPublicFunctions',
    actions: ['lambda:AddPermission', 'lambda:PutResourcePolicy'],
    // A whole policy names several.
    condition: { 'ForAnyValue:StringEquals': { 'lambda:Principal': '*' } },
  },
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyPublicFunctionUrls',
    actions: ['lambda:AddPermission', 'lambda:CreateFunctionUrlConfig', 'lambda:UpdateFunctionUrlConfig'],
    condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
  },
]);
