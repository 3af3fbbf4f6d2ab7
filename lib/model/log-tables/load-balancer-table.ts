import type { Region } from '../organization';
import type { LogTable } from './log-table';

const word = '([^ ]*)';
const quoted = '"([^"]*)"';

/** Columns with their types, and what fills each in a line of an application load balancer's log. */
const fields: readonly (readonly [column: string, type: string, expression: string])[] = [
  ['type', 'string', word],
  ['time', 'string', word],
  ['elb', 'string', word],
  ['client', 'string', word],
  ['target', 'string', word],
  ['request_processing_time', 'double', word],
  ['target_processing_time', 'double', word],
  ['response_processing_time', 'double', word],
  ['elb_status_code', 'string', word],
  ['target_status_code', 'string', word],
  ['received_bytes', 'bigint', word],
  ['sent_bytes', 'bigint', word],
  // Method, address and protocol: an address may hold what looks like any of them.
  ['request', 'string', quoted],
  ['user_agent', 'string', quoted],
  ['ssl_cipher', 'string', word],
  ['ssl_protocol', 'string', word],
  ['target_group_arn', 'string', word],
  ['trace_id', 'string', quoted],
  ['domain_name', 'string', quoted],
  ['chosen_cert_arn', 'string', quoted],
  ['matched_rule_priority', 'string', word],
  ['request_creation_time', 'string', word],
  ['actions_executed', 'string', quoted],
  ['redirect_url', 'string', quoted],
  ['error_reason', 'string', quoted],
];

/** Who asked a load balancer for what. A table for each region, since each has a bucket of its own. */
export const loadBalancerTable = (region: Region): LogTable => ({
  name: `load_balancer_${region.replaceAll('-', '_')}`,
  kind: 'loadBalancer',
  region,
  describes: `Who asked application load balancers in ${region} for what`,
  columns: Object.fromEntries(fields.map(([column, type]) => [column, type])),
  partitions: {
    account: { kind: 'asked' },
    day: { kind: 'day' },
  },
  folder: `AWSLogs/\${account}/elasticloadbalancing/${region}/\${day}`,
  // AWS adds fields at the end of lines.
  format: {
    kind: 'regular expression',
    expression: `${fields.map(([, , expression]) => expression).join(' ')}.*`,
  },
});
