import { defineControl } from '../../lib/model/guardrail';
import { deeds } from './deeds';

// Where people build, nobody needs these; whoever registers a domain there may go on renewing it.
export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyLosingDomains',
    actions: Object.keys(deeds).map((name) => `route53domains:${name}`),
    purposes: ['workloads', 'sandbox'],
  },
]);
