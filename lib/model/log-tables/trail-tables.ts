import type { LogTable, TablePlace } from './log-table';

const issuer = 'struct<type:string,principalid:string,arn:string,accountid:string,username:string>';
const attributes = 'struct<mfaauthenticated:string,creationdate:string>';
const federation = 'struct<federatedprovider:string,attributes:map<string,string>>';
const session = `struct<attributes:${attributes},sessionissuer:${issuer},ec2roledelivery:string,webidfederationdata:${federation}>`;
const behalf = 'struct<userid:string,identitystorearn:string>';
const identity = `struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,onbehalfof:${behalf},sessioncontext:${session}>`;

/** What everybody did. Where another trail records that, ours has what it does not. */
export function trailTables({ recordedElsewhere, ...place }: TablePlace): readonly LogTable[] {
  const own = recordsIn(place);
  const calls = { name: 'trail', describes: 'Every API call of the organization, by CloudTrail' };
  if (!recordedElsewhere) return [{ ...own, ...calls }];
  const { bucket, prefix } = recordedElsewhere;
  const folder = prefix === undefined ? own.folder : `${prefix}/${own.folder}`;
  return [
    ...(bucket === undefined ? [] : [{ ...own, ...calls, bucket, folder }]),
    { ...own, name: 'data_events', describes: 'The data events that guardrails watch, by CloudTrail' },
  ];
}

const recordsIn = ({ organization, regions }: TablePlace): Omit<LogTable, 'name' | 'describes'> => ({
  kind: 'trail',
  columns: {
    eventversion: 'string',
    useridentity: identity,
    eventtime: 'string',
    eventsource: 'string',
    eventname: 'string',
    awsregion: 'string',
    sourceipaddress: 'string',
    useragent: 'string',
    errorcode: 'string',
    errormessage: 'string',
    requestparameters: 'string',
    responseelements: 'string',
    additionaleventdata: 'string',
    requestid: 'string',
    eventid: 'string',
    readonly: 'string',
    resources: 'array<struct<arn:string,accountid:string,type:string>>',
    eventtype: 'string',
    apiversion: 'string',
    recipientaccountid: 'string',
    serviceeventdetails: 'string',
    sharedeventid: 'string',
    vpcendpointid: 'string',
    vpcendpointaccountid: 'string',
    eventcategory: 'string',
    addendum: 'struct<reason:string,updatedfields:string,originalrequestid:string,originaleventid:string>',
    sessioncredentialfromconsole: 'string',
    edgedevicedetails: 'string',
    tlsdetails: 'struct<tlsversion:string,ciphersuite:string,clientprovidedhostheader:string>',
  },
  partitions: {
    account: { kind: 'asked' },
    region: { kind: 'one of', values: regions },
    day: { kind: 'day' },
  },
  folder: `AWSLogs/${organization}/\${account}/CloudTrail/\${region}/\${day}`,
  format: { kind: 'CloudTrail' },
});
