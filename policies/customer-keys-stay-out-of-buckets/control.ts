import { defineControl } from '../../lib/model/guardrail';
import { algorithm } from './customer-key';

const withCustomerKey = { Null: { [`s3:${algorithm}`]: 'false' } };

// The first binds our principals wherever they write, the second everybody who writes here. Copies and parts are PutObject, too.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyCustomerKeys',
    actions: ['s3:PutObject'],
    condition: withCustomerKey,
    exemptsPlatform: false,
  },
  {
    policy: 'RESOURCE_CONTROL_POLICY',
    sid: 'DenyCustomerKeysFromAnybody',
    actions: ['s3:PutObject'],
    condition: withCustomerKey,
    exemptsPlatform: false,
  },
]);
