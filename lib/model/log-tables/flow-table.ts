import type { LogTable, TablePlace } from './log-table';

/** Columns by the field of a flow log that fills them, in the order that flow logs have to name them in. */
const fields = {
  version: ['version', 'int'],
  'account-id': ['account_id', 'string'],
  'interface-id': ['interface_id', 'string'],
  srcaddr: ['srcaddr', 'string'],
  dstaddr: ['dstaddr', 'string'],
  srcport: ['srcport', 'int'],
  dstport: ['dstport', 'int'],
  protocol: ['protocol', 'bigint'],
  packets: ['packets', 'bigint'],
  bytes: ['bytes', 'bigint'],
  start: ['started', 'bigint'],
  end: ['ended', 'bigint'],
  action: ['action', 'string'],
  'log-status': ['log_status', 'string'],
  'vpc-id': ['vpc_id', 'string'],
  'subnet-id': ['subnet_id', 'string'],
  'instance-id': ['instance_id', 'string'],
  'tcp-flags': ['tcp_flags', 'int'],
  type: ['type', 'string'],
  'pkt-srcaddr': ['pkt_srcaddr', 'string'],
  'pkt-dstaddr': ['pkt_dstaddr', 'string'],
  'az-id': ['az_id', 'string'],
  'pkt-src-aws-service': ['pkt_src_aws_service', 'string'],
  'pkt-dst-aws-service': ['pkt_dst_aws_service', 'string'],
  'flow-direction': ['flow_direction', 'string'],
  'traffic-path': ['traffic_path', 'int'],
} as const;

/** The format of a flow log that the table reads. It begins with AWS's default, of which the table reads what there is. */
export const flowLogFormat: string = Object.keys(fields)
  .map((field) => `\${${field}}`)
  .join(' ');

/** Who talked to whom, as VPC flow logs have it. */
export const flowTable = ({ regions }: TablePlace): LogTable => ({
  name: 'flow',
  kind: 'flow',
  describes: 'Who talked to whom, by VPC flow logs',
  columns: Object.fromEntries(Object.values(fields)),
  partitions: {
    account: { kind: 'asked' },
    region: { kind: 'one of', values: regions },
    day: { kind: 'day' },
  },
  folder: 'AWSLogs/${account}/vpcflowlogs/${region}/${day}',
  format: { kind: 'spaces' },
});
