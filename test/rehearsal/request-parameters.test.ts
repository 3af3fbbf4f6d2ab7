import * as ec2 from '@aws-sdk/client-ec2';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as s3control from '@aws-sdk/client-s3-control';
import * as sns from '@aws-sdk/client-sns';
import { requestParametersOf } from '../../lib/rehearsal/recorder/record-of';
import { callOf } from './call-of';

const world = [{ CidrIp: '0.0.0.0/0', Description: 'all' }];
const host = 'orders.s3.eu-west-1.amazonaws.com';
const xmlns = 'http://s3.amazonaws.com/doc/2006-03-01/';

const cases: readonly (readonly [string, Parameters<typeof callOf>[0], unknown])[] = [
  [
    'an EC2 list is a set of items, and lists not given are empty sets',
    new ec2.AuthorizeSecurityGroupIngressCommand({
      GroupId: 'sg-1',
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: world }],
    }),
    {
      groupId: 'sg-1',
      ipPermissions: {
        items: [
          {
            ipProtocol: 'tcp',
            fromPort: 22,
            toPort: 22,
            groups: {},
            ipRanges: { items: [{ cidrIp: '0.0.0.0/0', description: 'all' }] },
            ipv6Ranges: {},
            prefixListIds: {},
          },
        ],
      },
    },
  ],
  [
    'the flat spelling of a rule stays flat',
    new ec2.AuthorizeSecurityGroupIngressCommand({
      GroupId: 'sg-1',
      IpProtocol: 'tcp',
      FromPort: 22,
      ToPort: 22,
      CidrIp: '0.0.0.0/0',
    }),
    { groupId: 'sg-1', ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '0.0.0.0/0', ipPermissions: {} },
  ],
  [
    'a newer EC2 operation is wrapped; one element is itself',
    new ec2.ModifySecurityGroupRulesCommand({
      GroupId: 'sg-1',
      SecurityGroupRules: [
        {
          SecurityGroupRuleId: 'sgr-1',
          SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv4: '0.0.0.0/0' },
        },
      ],
    }),
    {
      ModifySecurityGroupRulesRequest: {
        GroupId: 'sg-1',
        SecurityGroupRule: {
          SecurityGroupRuleId: 'sgr-1',
          SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv4: '0.0.0.0/0' },
          tag: 1,
        },
      },
    },
  ],
  [
    'several elements are an array, numbered',
    new ec2.DeleteFlowLogsCommand({ FlowLogIds: ['fl-1', 'fl-2'] }),
    {
      DeleteFlowLogsRequest: {
        FlowLogId: [
          { content: 'fl-1', tag: 1 },
          { content: 'fl-2', tag: 2 },
        ],
      },
    },
  ],
  [
    'a wrapped request without anything is empty text',
    new ec2.CreateDefaultVpcCommand({}),
    { CreateDefaultVpcRequest: '' },
  ],
  [
    'user data is never recorded',
    new ec2.RunInstancesCommand({
      ImageId: 'ami-1',
      MinCount: 1,
      MaxCount: 2,
      UserData: 'c2VjcmV0',
      ClientToken: 'token',
    }),
    {
      instancesSet: { items: [{ imageId: 'ami-1', minCount: 1, maxCount: 2 }] },
      userData: '<sensitiveDataRemoved>',
      blockDeviceMapping: {},
      monitoring: { enabled: false },
      disableApiTermination: false,
      disableApiStop: false,
      clientToken: 'token',
    },
  ],
  [
    'a snapshot shared the old way is recorded like one shared the new way',
    new ec2.ModifySnapshotAttributeCommand({
      SnapshotId: 'snap-1',
      OperationType: 'add',
      UserIds: ['444455556666'],
      GroupNames: ['all'],
    }),
    {
      snapshotId: 'snap-1',
      attributeType: 'CREATE_VOLUME_PERMISSION',
      createVolumePermission: { add: { items: [{ userId: '444455556666' }, { group: 'all' }] } },
    },
  ],
  [
    'the tags of a tag specification are a plain list',
    new ec2.CreateVpcCommand({
      CidrBlock: '10.0.0.0/16',
      TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'a', Value: 'b' }] }],
    }),
    {
      cidrBlock: '10.0.0.0/16',
      instanceTenancy: 'default',
      amazonProvidedIpv6CidrBlock: false,
      tagSpecificationSet: { items: [{ resourceType: 'vpc', tags: [{ key: 'a', value: 'b' }] }] },
    },
  ],
  [
    'S3: query, header, bucket and host',
    new s3.PutBucketAclCommand({ Bucket: 'orders', ACL: 'public-read' }),
    { bucketName: 'orders', Host: host, acl: '', 'x-amz-acl': 'public-read' },
  ],
  [
    'S3: grants in a body are XML, attributes included',
    new s3.PutBucketAclCommand({
      Bucket: 'orders',
      AccessControlPolicy: {
        Owner: { ID: 'owner' },
        Grants: [
          { Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }, Permission: 'READ' },
        ],
      },
    }),
    {
      bucketName: 'orders',
      Host: host,
      acl: '',
      AccessControlPolicy: {
        xmlns,
        Owner: { ID: 'owner' },
        AccessControlList: {
          Grant: {
            Grantee: {
              'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
              'xsi:type': 'Group',
              URI: 'http://acs.amazonaws.com/groups/global/AllUsers',
            },
            Permission: 'READ',
          },
        },
      },
    },
  ],
  [
    'S3: a bucket policy is an object',
    new s3.PutBucketPolicyCommand({ Bucket: 'orders', Policy: '{"Version":"2012-10-17","Statement":[]}' }),
    { bucketName: 'orders', Host: host, policy: '', bucketPolicy: { Version: '2012-10-17', Statement: [] } },
  ],
  [
    'S3: booleans and numbers in XML are what they look like',
    new s3.PutBucketTaggingCommand({
      Bucket: 'orders',
      Tagging: {
        TagSet: [
          { Key: 'keep', Value: 'true' },
          { Key: 'days', Value: '30' },
        ],
      },
    }),
    {
      bucketName: 'orders',
      Host: host,
      tagging: '',
      Tagging: {
        xmlns,
        TagSet: {
          Tag: [
            { Key: 'keep', Value: true },
            { Key: 'days', Value: 30 },
          ],
        },
      },
    },
  ],
  [
    'S3: the public access block',
    new s3.PutPublicAccessBlockCommand({
      Bucket: 'orders',
      PublicAccessBlockConfiguration: { BlockPublicAcls: false },
    }),
    {
      bucketName: 'orders',
      Host: host,
      publicAccessBlock: '',
      PublicAccessBlockConfiguration: { xmlns, BlockPublicAcls: false },
    },
  ],
  [
    'S3 Control: a body that is the request itself',
    new s3control.PutAccessPointPolicyCommand({ AccountId: '111122223333', Name: 'orders', Policy: '{}' }),
    {
      Host: '111122223333.s3-control.eu-west-1.amazonaws.com',
      PutAccessPointPolicyRequest: { xmlns: 'http://awss3control.amazonaws.com/doc/2018-08-20/', Policy: '{}' },
    },
  ],
  [
    'S3: lists that are not wrapped in XML',
    new s3.PutBucketLifecycleConfigurationCommand({
      Bucket: 'orders',
      LifecycleConfiguration: {
        Rules: [{ ID: 'soon', Status: 'Enabled', Expiration: { Days: 1 }, Filter: { Prefix: '' } }],
      },
    }),
    {
      bucketName: 'orders',
      Host: host,
      lifecycle: '',
      LifecycleConfiguration: {
        xmlns,
        Rule: { ID: 'soon', Status: 'Enabled', Expiration: { Days: 1 }, Filter: { Prefix: '' } },
      },
    },
  ],
  [
    'S3: the key an object is encrypted with stays secret',
    new s3.PutObjectCommand({
      Bucket: 'orders',
      Key: 'a',
      Body: 'x',
      SSECustomerAlgorithm: 'AES256',
      SSECustomerKey: 'secret',
    }),
    {
      bucketName: 'orders',
      Host: host,
      key: 'a',
      'x-id': 'PutObject',
      'x-amz-server-side-encryption-customer-algorithm': 'AES256',
    },
  ],
  [
    'JSON: names begin small, and sensitive values are masked',
    new organizations.CreateAccountCommand({
      AccountName: 'orders',
      Email: 'orders@example.com',
      Tags: [{ Key: 'Team', Value: 'A' }],
    }),
    { accountName: '****', email: '****', tags: [{ key: 'Team', value: 'A' }] },
  ],
  ['JSON: a call without input has no parameters', new organizations.LeaveOrganizationCommand({}), null],
  [
    'the keys of a map are data and stay as they are',
    new sns.CreateTopicCommand({ Name: 'alerts', Attributes: { KmsMasterKeyId: 'k' } }),
    { name: 'alerts', attributes: { KmsMasterKeyId: 'k' } },
  ],
];

describe('requestParameters', () => {
  it.each(cases)('%s', (_, command, expected) => {
    expect(requestParametersOf(callOf(command), { kind: 'succeeded', output: {} })).toEqual(expected);
  });

  it.each([
    ['EC2 tells what was asked when it says no', new ec2.DeleteVpcCommand({ VpcId: 'vpc-1' }), { vpcId: 'vpc-1' }],
    ['Organizations does not', new organizations.DetachPolicyCommand({ PolicyId: 'p-1', TargetId: 'r-1' }), null],
  ])('%s', (_, command, expected) => {
    expect(requestParametersOf(callOf(command), { kind: 'denied', message: 'no' })).toEqual(expected);
  });
});
