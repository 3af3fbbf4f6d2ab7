import * as ec2 from '@aws-sdk/client-ec2';
import * as eventBridge from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as organizations from '@aws-sdk/client-organizations';
import * as rds from '@aws-sdk/client-rds';
import * as s3 from '@aws-sdk/client-s3';
import { iamRequestsOf } from '../../lib/rehearsal/recorder/iam-requests';
import { serviceOf } from '../../lib/rehearsal/recorder/services';
import { callOf } from './call-of';

const arn = (rest: string) => `arn:aws:ec2:eu-west-1:111122223333:${rest}`;

describe('what IAM is asked', () => {
  it.each([
    [
      'an EC2 write names its resource',
      new ec2.AuthorizeSecurityGroupIngressCommand({ GroupId: 'sg-1' }),
      [['ec2:AuthorizeSecurityGroupIngress', arn('security-group/sg-1')]],
    ],
    [
      'an EC2 read has none',
      new ec2.DescribeInstancesCommand({ InstanceIds: ['i-1'] }),
      [['ec2:DescribeInstances', '*']],
    ],
    [
      'each resource is asked about',
      new ec2.TerminateInstancesCommand({ InstanceIds: ['i-1', 'i-2'] }),
      [
        ['ec2:TerminateInstances', arn('instance/i-1')],
        ['ec2:TerminateInstances', arn('instance/i-2')],
      ],
    ],
    [
      'tagging what is made is an action of its own',
      new ec2.CreateVpcCommand({ TagSpecifications: [{ ResourceType: 'vpc' }] }),
      [
        ['ec2:CreateVpc', arn('vpc/*')],
        ['ec2:CreateTags', arn('vpc/*')],
      ],
    ],
    [
      'a snapshot has no account in its ARN',
      new ec2.ModifySnapshotAttributeCommand({ SnapshotId: 'snap-1' }),
      [['ec2:ModifySnapshotAttribute', 'arn:aws:ec2:eu-west-1::snapshot/snap-1']],
    ],
    [
      'S3 has its own name for the public access block, and none for removing it',
      new s3.DeletePublicAccessBlockCommand({ Bucket: 'orders' }),
      [['s3:PutBucketPublicAccessBlock', 'arn:aws:s3:::orders']],
    ],
    [
      'an identity provider is named for its issuer',
      new iam.CreateOpenIDConnectProviderCommand({ Url: 'https://login.example.com/a' }),
      [['iam:CreateOpenIDConnectProvider', 'arn:aws:iam::111122223333:oidc-provider/login.example.com/a']],
    ],
    [
      'an ACL with an object is an action more',
      new s3.PutObjectCommand({ Bucket: 'orders', Key: 'a/b', ACL: 'public-read' }),
      [
        ['s3:PutObject', 'arn:aws:s3:::orders/a/b'],
        ['s3:PutObjectAcl', 'arn:aws:s3:::orders/a/b'],
      ],
    ],
    [
      'a version of an object has actions of its own',
      new s3.DeleteObjectCommand({ Bucket: 'orders', Key: 'a', VersionId: 'v' }),
      [['s3:DeleteObjectVersion', 'arn:aws:s3:::orders/a']],
    ],
    [
      'a copy reads one object to write another',
      new s3.CopyObjectCommand({ Bucket: 'orders', Key: 'a', CopySource: 'other/x%20y?versionId=1' }),
      [
        ['s3:PutObject', 'arn:aws:s3:::orders/a'],
        ['s3:GetObject', 'arn:aws:s3:::other/x y'],
      ],
    ],
    [
      'a rule of a bus of its own',
      new eventBridge.DisableRuleCommand({ Name: 'forward', EventBusName: 'hub' }),
      [
        ['events:DisableRule', 'arn:aws:events:eu-west-1:111122223333:event-bus/hub'],
        ['events:DisableRule', 'arn:aws:events:eu-west-1:111122223333:rule/hub/forward'],
      ],
    ],
    [
      'a role with a path',
      new iam.CreateRoleCommand({ RoleName: 'mallory', Path: '/breakwater/', AssumeRolePolicyDocument: '{}' }),
      [['iam:CreateRole', 'arn:aws:iam::111122223333:role/breakwater/mallory']],
    ],
    ['S3 without a bucket', new s3.ListBucketsCommand({}), [['s3:ListAllMyBuckets', '*']]],
    [
      'a call that names nothing',
      new organizations.LeaveOrganizationCommand({}),
      [['organizations:LeaveOrganization', '*']],
    ],
  ] as const)('%s', (_, command, expected) => {
    const asked = iamRequestsOf(callOf(command), undefined);
    expect(asked.map(({ action, resource }) => [action, resource])).toEqual(expected);
  });

  it('tells the account’s public access block from the bucket’s, whose operation has the same name', () => {
    const call = callOf(new s3.PutPublicAccessBlockCommand({ Bucket: undefined, PublicAccessBlockConfiguration: {} }), {
      serviceId: 'S3 Control',
      service: serviceOf('S3 Control'),
    });
    expect(iamRequestsOf(call, undefined)).toMatchObject([{ action: 's3:PutAccountPublicAccessBlock', resource: '*' }]);
  });

  it('is asked by the role with its path, since policies tell our own roles by it', () => {
    const call = callOf(new organizations.LeaveOrganizationCommand({}));
    const ours = { ...call, caller: { ...call.caller, path: '/breakwater/', name: 'breakwater-fix-x' } };
    expect(iamRequestsOf(ours, 'o-exampleorgid')).toMatchObject([
      {
        principal: 'arn:aws:iam::111122223333:role/breakwater/breakwater-fix-x',
        account: '111122223333',
        context: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/breakwater/breakwater-fix-x' },
      },
    ]);
  });

  it.each([
    ['the ACL', new s3.PutBucketAclCommand({ Bucket: 'b', ACL: 'public-read' }), 's3:x-amz-acl', 'public-read'],
    ['a grant', new s3.PutBucketAclCommand({ Bucket: 'b', GrantRead: 'uri=x' }), 's3:x-amz-grant-read', 'uri=x'],
    [
      'encryption with the caller’s own key',
      new s3.PutObjectCommand({ Bucket: 'b', Key: 'k', SSECustomerAlgorithm: 'AES256' }),
      's3:x-amz-server-side-encryption-customer-algorithm',
      'AES256',
    ],
    [
      'the type of an instance',
      new ec2.RunInstancesCommand({ InstanceType: 'p4d.24xlarge', MinCount: 1, MaxCount: 1 }),
      'ec2:InstanceType',
      'p4d.24xlarge',
    ],
    [
      'whom a snapshot is shared with',
      new ec2.ModifySnapshotAttributeCommand({
        SnapshotId: 's',
        CreateVolumePermission: { Add: [{ UserId: '1' }, { UserId: '2' }] },
      }),
      'ec2:Add/userId',
      ['1', '2'],
    ],
    [
      'the same in the older spelling',
      new ec2.ModifySnapshotAttributeCommand({ SnapshotId: 's', OperationType: 'add', UserIds: ['1', '2'] }),
      'ec2:Add/userId',
      ['1', '2'],
    ],
    [
      'everybody in the older spelling',
      new ec2.ModifySnapshotAttributeCommand({ SnapshotId: 's', OperationType: 'remove', GroupNames: ['all'] }),
      'ec2:Remove/group',
      'all',
    ],
    [
      'that an image is shared',
      new ec2.ModifyImageAttributeCommand({ ImageId: 'i', LaunchPermission: { Add: [{ UserId: '1' }] } }),
      'ec2:Attribute',
      'LaunchPermission',
    ],
    [
      'but not with whom',
      new ec2.ModifyImageAttributeCommand({ ImageId: 'i', LaunchPermission: { Add: [{ UserId: '1' }] } }),
      'ec2:Add/userId',
      undefined,
    ],
    [
      'that an image is described',
      new ec2.ModifyImageAttributeCommand({ ImageId: 'i', Description: { Value: 'x' } }),
      'ec2:Attribute',
      'Description',
    ],
    [
      "how a function's address asks who calls",
      new lambda.CreateFunctionUrlConfigCommand({ FunctionName: 'f', AuthType: 'NONE' }),
      'lambda:FunctionUrlAuthType',
      'NONE',
    ],
    [
      'whether a database is public',
      new rds.CreateDBInstanceCommand({
        DBInstanceIdentifier: 'd',
        DBInstanceClass: 'db.t4g.micro',
        Engine: 'mysql',
        PubliclyAccessible: true,
      }),
      'rds:PubliclyAccessible',
      'true',
    ],
    [
      'the tags of what is made',
      new ec2.CreateVpcCommand({ TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'Team', Value: 'A' }] }] }),
      'aws:RequestTag/Team',
      'A',
    ],
    ['the region it was sent to', new ec2.CreateVpcCommand({}), 'aws:RequestedRegion', 'eu-west-1'],
    [
      'the region of a global service',
      new organizations.LeaveOrganizationCommand({}),
      'aws:RequestedRegion',
      'us-east-1',
    ],
    ['the organization', new ec2.CreateVpcCommand({}), 'aws:PrincipalOrgID', 'o-exampleorgid'],
  ])('looks at %s', (_, command, key, expected) => {
    const [request] = iamRequestsOf(callOf(command), 'o-exampleorgid');
    expect(request?.context[key]).toEqual(expected);
  });
});
