import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  ModifyInstanceMetadataDefaultsCommand,
  ModifySecurityGroupRulesCommand,
  paginateDescribeSecurityGroups,
} from '@aws-sdk/client-ec2';
import {
  CreateOrganizationCommand,
  LeaveOrganizationCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  PutBucketAclCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { CloudTrailRecord } from '../../lib/events/cloudtrail-record';
import { type LocalAws, startLocalAws } from '../../lib/rehearsal/local-aws/local-aws';
import { type LocalSession, localSession } from '../../lib/rehearsal/local-aws/local-session';
import { rootUser } from '../../lib/rehearsal/recorder/caller';
import { type Permit, recordCalls } from '../../lib/rehearsal/recorder/record-calls';

const account = '111122223333';
let local: LocalAws;
let session: LocalSession;
beforeAll(async () => {
  local = await startLocalAws();
  session = await localSession(local, { account, region: 'eu-west-1', role: '/teams/Developer', sessionName: 'ada' });
});
afterAll(() => local.stop());

/** The session, recorded; `deny` says which actions are denied. */
function recorded(deny: (action: string) => Permit = () => ({ kind: 'allowed' })) {
  const records: CloudTrailRecord[] = [];
  const recording = { identity: session.identity, decide: ({ action }: { action: string }) => deny(action) };
  return { records, session: recordCalls(session, { ...recording, record: (record) => records.push(record) }) };
}
const message = 'User is not authorized, with an explicit deny in a service control policy';
const denyAll = () => ({ kind: 'denied', message }) as const;

describe('a call that is allowed', () => {
  it('is made, and recorded as CloudTrail would', async () => {
    const { records, session: developer } = recorded();
    const ec2 = developer.client(EC2Client);
    const { GroupId } = await ec2.send(new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web' }));
    const world = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [world] }));
    expect(records[1]).toMatchObject({
      eventSource: 'ec2.amazonaws.com',
      eventName: 'AuthorizeSecurityGroupIngress',
      awsRegion: 'eu-west-1',
      readOnly: false,
      managementEvent: true,
      eventCategory: 'Management',
      eventType: 'AwsApiCall',
      recipientAccountId: account,
      eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      requestID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      userIdentity: {
        type: 'AssumedRole',
        principalId: `${session.identity.roleId}:ada`,
        arn: `arn:aws:sts::${account}:assumed-role/Developer/ada`,
        accountId: account,
        accessKeyId: session.identity.accessKeyId,
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            principalId: session.identity.roleId,
            arn: `arn:aws:iam::${account}:role/teams/Developer`,
            accountId: account,
            userName: 'Developer',
          },
          attributes: { mfaAuthenticated: 'false' },
        },
      },
      requestParameters: { groupId: GroupId },
      responseElements: {
        requestId: records[1]?.requestID,
        _return: true,
        securityGroupRuleSet: {
          items: [
            {
              securityGroupRuleId: expect.stringMatching(/^sgr-/),
              groupId: GroupId,
              isEgress: false,
              ipProtocol: 'tcp',
              fromPort: 22,
              toPort: 22,
              cidrIpv4: '0.0.0.0/0',
            },
          ],
        },
      },
    });
    expect(records[1]).not.toHaveProperty('errorCode');
  });

  it('is made by the root user, when the drill says so', async () => {
    const records: CloudTrailRecord[] = [];
    const asked: object[] = [];
    const root = recordCalls(session, {
      identity: rootUser(session.identity),
      decide({ principal, context }) {
        asked.push({ principal, arn: context['aws:PrincipalArn'], userId: context['aws:userid'] });
        return { kind: 'allowed' };
      },
      record: (record) => records.push(record),
    });
    await root.client(EC2Client).send(new CreateSecurityGroupCommand({ GroupName: 'roots', Description: 'r' }));
    const arn = `arn:aws:iam::${account}:root`;
    expect(asked[0]).toEqual({ principal: arn, arn, userId: account });
    expect(records[0]?.userIdentity).toEqual({
      type: 'Root',
      principalId: account,
      arn,
      accountId: account,
      accessKeyId: session.identity.accessKeyId,
      sessionContext: { attributes: { creationDate: expect.stringMatching(/Z$/), mfaAuthenticated: 'false' } },
    });
  });

  it('answers what was answered, wrapped where EC2 wraps it', async () => {
    const { records, session: developer } = recorded();
    const ec2 = developer.client(EC2Client);
    const { GroupId } = await ec2.send(new CreateSecurityGroupCommand({ GroupName: 'wrapped', Description: 'w' }));
    const rule = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22 };
    const { SecurityGroupRules } = await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId,
        IpPermissions: [{ ...rule, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
      }),
    );
    const SecurityGroupRuleId = SecurityGroupRules?.[0]?.SecurityGroupRuleId;
    await ec2.send(
      new ModifySecurityGroupRulesCommand({
        GroupId,
        SecurityGroupRules: [{ SecurityGroupRuleId, SecurityGroupRule: { ...rule, CidrIpv4: '0.0.0.0/0' } }],
      }),
    );
    expect(records.at(-1)?.responseElements).toEqual({
      ModifySecurityGroupRulesResponse: {
        xmlns: 'http://ec2.amazonaws.com/doc/2016-11-15/',
        requestId: records.at(-1)?.requestID,
        return: true,
      },
    });
  });

  it('leaves no answer in the record of a read', async () => {
    const { records, session: developer } = recorded();
    const pages = paginateDescribeSecurityGroups({ client: developer.client(EC2Client) }, {});
    for await (const page of pages) expect(page.SecurityGroups?.length).toBeGreaterThan(0);
    expect(records).toMatchObject([{ eventName: 'DescribeSecurityGroups', readOnly: true, responseElements: null }]);
  });

  it('has no secret in the record of a role that was assumed', async () => {
    const { records, session: developer } = recorded();
    const RoleArn = `arn:aws:iam::${account}:role/Other`;
    await developer.client(STSClient).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'hop' }));
    expect(records[0]?.responseElements).toMatchObject({
      credentials: {
        accessKeyId: expect.any(String),
        sessionToken: expect.any(String),
        expiration: expect.stringMatching(/^[A-Z][a-z]{2} \d+, \d{4}, \d+:\d\d:\d\d\s[AP]M$/),
      },
      assumedRoleUser: {
        assumedRoleId: expect.stringMatching(/:hop$/),
        arn: expect.stringContaining('assumed-role/Other/hop'),
      },
    });
    expect(JSON.stringify(records)).not.toMatch(/secret/i);
  });
});

describe('S3', () => {
  it('has names, resources and data events of its own', async () => {
    const { records, session: developer } = recorded();
    const s3 = developer.client(S3Client);
    const Bucket = 'orders-recorded';
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
    await s3.send(
      new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: false } }),
    );
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    expect(await Body?.transformToString()).toBe('x');
    const bucket = { accountId: account, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${Bucket}` };
    const object = { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${Bucket}/a` };
    expect(records.map(({ eventName, eventCategory, resources }) => [eventName, eventCategory, resources])).toEqual([
      ['CreateBucket', 'Management', undefined],
      ['PutBucketPublicAccessBlock', 'Management', [bucket]],
      ['DeleteBucketPublicAccessBlock', 'Management', [bucket]],
      ['DeleteBucketPolicy', 'Management', [bucket]],
      ['PutObject', 'Data', [object, bucket]],
      ['GetObject', 'Data', [object, bucket]],
    ]);
  });
});

describe('a call that is denied', () => {
  it('never leaves, throws as the service would, and is recorded', async () => {
    const { records, session: developer } = recorded(denyAll);
    const call = developer
      .client(EC2Client)
      .send(new CreateSecurityGroupCommand({ GroupName: 'never', Description: 'n' }));
    await expect(call).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message,
      $fault: 'client',
      $metadata: { httpStatusCode: 403 },
    });
    expect(records).toMatchObject([
      {
        errorCode: 'Client.UnauthorizedOperation',
        errorMessage: message,
        requestParameters: { groupName: 'never' },
        responseElements: null,
      },
    ]);
    const filter = { Filters: [{ Name: 'group-name', Values: ['never'] }] };
    expect((await session.client(EC2Client).send(new DescribeSecurityGroupsCommand(filter))).SecurityGroups).toEqual(
      [],
    );
  });

  it.each([
    [
      'S3 says AccessDenied, and records what was asked',
      S3Client,
      new PutBucketAclCommand({ Bucket: 'b', ACL: 'public-read' }),
      'AccessDenied',
      'AccessDenied',
      { bucketName: 'b' },
    ],
    [
      'Organizations says AccessDeniedException, records AccessDenied, and not what was asked',
      OrganizationsClient,
      new LeaveOrganizationCommand({}),
      'AccessDeniedException',
      'AccessDenied',
      null,
    ],
  ] as const)('%s', async (_, client, command, thrown, written, requestParameters) => {
    const { records, session: developer } = recorded(denyAll);
    const { send } = developer.client(client as typeof S3Client) as { send: (command: unknown) => Promise<unknown> };
    await expect(send(command)).rejects.toMatchObject({ name: thrown });
    expect(records[0]?.errorCode).toBe(written);
    if (requestParameters === null) expect(records[0]?.requestParameters).toBeNull();
    else expect(records[0]?.requestParameters).toMatchObject(requestParameters);
  });

  it('is denied when one of its actions is', async () => {
    const { records, session: developer } = recorded((action) =>
      action === 's3:PutObjectAcl' ? denyAll() : { kind: 'allowed' },
    );
    const put = new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'x', ACL: 'public-read' });
    await expect(developer.client(S3Client).send(put)).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(records).toMatchObject([{ eventName: 'PutObject', errorCode: 'AccessDenied' }]);
  });
});

describe('a call that fails', () => {
  it('is recorded with the service’s code', async () => {
    const { records, session: developer } = recorded();
    const call = developer.client(EC2Client).send(new DeleteSecurityGroupCommand({ GroupId: 'sg-0123456789abcdef0' }));
    await expect(call).rejects.toMatchObject({ name: 'InvalidGroup.NotFound' });
    expect(records).toMatchObject([{ errorCode: 'Client.InvalidGroup.NotFound', responseElements: null }]);
  });

  it('is not recorded when the local AWS does not know it, and says so', async () => {
    const { records, session: developer } = recorded();
    const call = developer
      .client(EC2Client)
      .send(new ModifyInstanceMetadataDefaultsCommand({ HttpTokens: 'required' }));
    await expect(call).rejects.toThrow('the local AWS lacks ec2:ModifyInstanceMetadataDefaults');
    expect(records).toEqual([]);
  });
});

describe('a session', () => {
  it('is not recorded itself, though the recorded one was made from it', async () => {
    const { records, session: developer } = recorded(denyAll);
    await session.client(EC2Client).send(new DescribeSecurityGroupsCommand({}));
    expect(records).toEqual([]);
    expect(developer.client(EC2Client)).toBe(developer.client(EC2Client));
    expect(developer.client(EC2Client)).toBeInstanceOf(EC2Client);
  });

  it('sees its own account only', async () => {
    const other = await localSession(local, { account: '444455556666', region: 'eu-west-1', role: 'Developer' });
    await session.client(EC2Client).send(new CreateSecurityGroupCommand({ GroupName: 'mine', Description: 'm' }));
    const filter = { Filters: [{ Name: 'group-name', Values: ['mine'] }] };
    const seen = await other.client(EC2Client).send(new DescribeSecurityGroupsCommand(filter));
    expect(seen.SecurityGroups).toEqual([]);
    await other.client(OrganizationsClient).send(new CreateOrganizationCommand({}));
  });
});
