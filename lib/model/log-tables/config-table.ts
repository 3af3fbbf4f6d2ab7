import type { LogTable, TablePlace } from './log-table';

const item = [
  'configurationitemversion:string',
  'configurationitemcapturetime:string',
  'configurationstateid:bigint',
  'awsaccountid:string',
  'configurationitemstatus:string',
  'resourcetype:string',
  'resourceid:string',
  'resourcename:string',
  'arn:string',
  'awsregion:string',
  'availabilityzone:string',
  'resourcecreationtime:string',
  'configuration:string',
  'tags:map<string,string>',
].join();

/** What resources were like, as AWS Config delivers it. */
export const configTable = ({ regions }: TablePlace): LogTable => ({
  name: 'config',
  kind: 'config',
  describes: 'What resources were like, by AWS Config',
  columns: {
    fileversion: 'string',
    configsnapshotid: 'string',
    configurationitems: `array<struct<${item}>>`,
  },
  partitions: {
    account: { kind: 'asked' },
    region: { kind: 'one of', values: regions },
    // Config writes months and days without zeros, so that dates as text do not sort.
    year: { kind: 'number', from: 2020, to: 2060 },
    month: { kind: 'number', from: 1, to: 12 },
    day: { kind: 'number', from: 1, to: 31 },
    delivery: { kind: 'one of', values: ['ConfigHistory', 'ConfigSnapshot'] },
  },
  folder: 'AWSLogs/${account}/Config/${region}/${year}/${month}/${day}/${delivery}',
  format: { kind: 'JSON document' },
});
