import type { LogTable, TablePlace } from './log-table';

const issuer = 'struct<type:string,principalid:string,arn:string,accountid:string,username:string>';
const attributes = 'struct<mfaauthenticated:string,creationdate:string>';
const federation = 'struct<federatedprovider:string,attributes:map<string,string>>';
const session = `struct<attributes:${attributes},sessionissuer:${issuer},ec2roledelivery:string,webidfederationdata:${federation}>`;
const behalf = 'struct<userid:string,identitystorearn:string>';
const identity = `struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,onbehalfof:${behalf},sessioncontext:${session}>`;

/** What everybody did, as the organization's trail records it. */
export const trailTable = ({ organization, regions }: TablePlace): LogTable => ({
  name: 'trail',
  kind: 'trail',
  describes: 'Every API call of the organization, by CloudTrail',
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
