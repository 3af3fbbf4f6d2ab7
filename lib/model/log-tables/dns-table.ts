import type { LogTable } from './log-table';

/** Which names were asked for, as the resolver logs them. */
export const dnsTable: LogTable = {
  name: 'dns',
  kind: 'dns',
  describes: 'Which names were asked for, by Route 53 Resolver',
  columns: {
    version: 'string',
    account_id: 'string',
    region: 'string',
    vpc_id: 'string',
    query_timestamp: 'string',
    query_name: 'string',
    query_type: 'string',
    query_class: 'string',
    rcode: 'string',
    answers: 'array<struct<rdata:string,type:string,class:string>>',
    srcaddr: 'string',
    srcport: 'string',
    transport: 'string',
    srcids: 'struct<instance:string,resolver_endpoint:string>',
    firewall_rule_action: 'string',
    firewall_rule_group_id: 'string',
    firewall_domain_list_id: 'string',
  },
  partitions: {
    account: { kind: 'asked' },
    vpc: { kind: 'asked' },
    day: { kind: 'day' },
  },
  folder: 'AWSLogs/${account}/vpcdnsquerylogs/${vpc}/${day}',
  format: { kind: 'JSON lines' },
};
