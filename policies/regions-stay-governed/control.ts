import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';
import { globalActions, globalServices } from './global-services';

export const control = defineControl(({ governedRegions }): readonly PolicyStatement[] => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyOtherRegions',
    notActions: [...globalServices.map((service) => `${service}:*`), ...globalActions],
    condition: {
      StringNotEquals: { 'aws:RequestedRegion': governedRegions },
      // A cross-region inference profile of Bedrock chooses among regions by itself.
      Null: { 'aws:RequestedRegion': 'false', 'bedrock:InferenceProfileArn': 'true' },
    },
  },
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyEnablingRegions',
    actions: ['account:EnableRegion'],
    condition: { StringNotEquals: { 'account:TargetRegion': governedRegions } },
    exemptsPlatform: false,
  },
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyDisablingRegions',
    actions: ['account:DisableRegion'],
    condition: { StringEquals: { 'account:TargetRegion': governedRegions } },
    exemptsPlatform: false,
  },
]);
