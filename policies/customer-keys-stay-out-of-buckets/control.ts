import type { Condition } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';
import { algorithm } from './customer-key';

const withOwnKey: Condition = { Null: { [`s3:${algorithm}`]: 'false' } };

// The SCP binds our principals wherever the bucket is, the RCP everybody on our buckets. Reading what was written so
// stays allowed. The platform never writes so itself.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyCustomerKeys',
    actions: ['s3:PutObject'],
    condition: withOwnKey,
    exemptsPlatform: false,
  },
  {
    policy: 'RESOURCE_CONTROL_POLICY',
    sid: 'DenyCustomerKeysOfAnybody',
    actions: ['s3:PutObject'],
    condition: withOwnKey,
    exemptsPlatform: false,
  },
]);
