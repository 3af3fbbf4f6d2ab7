import type { Assembly, SynthesizedStack } from '../../../lib/assembly/assembly';
import type { Json, JsonObject } from '../../../lib/model/json';
import type { TemplateResource } from '../../../lib/model/template';
import { grantsIn } from '../../../lib/review/trust/grants-in';
import { anOrganization } from '../../stacks/an-organization';

const own = '000000000003'; // the fixture's security account
const organization = anOrganization();

const stack = (resource: TemplateResource): SynthesizedStack => ({
  id: 'one',
  name: 'one',
  account: own,
  region: 'eu-west-1',
  template: { Resources: { Thing: resource } },
  bytes: 0,
  after: [],
  stackSets: [],
});
const assemblyOf = (...stacks: readonly SynthesizedStack[]): Assembly => ({ directory: '', stacks });
const allow = (rest: JsonObject): JsonObject => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...rest });
const grants = (resource: TemplateResource) => grantsIn(assemblyOf(stack(resource)), organization);
const bucketPolicy = (statement: Json): TemplateResource => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: { Bucket: 'books', PolicyDocument: { Version: '2012-10-17', Statement: statement } },
});
const ofService = (Condition?: JsonObject) =>
  allow({ Principal: { Service: 'config.amazonaws.com' }, ...(Condition && { Condition }) });

describe('who is let in', () => {
  it.each<[string, JsonObject, readonly string[]]>([
    ['anybody', allow({ Principal: '*' }), ['anybody']],
    ['anybody, spelled as AWS', allow({ Principal: { AWS: '*' } }), ['anybody']],
    ['another account by number', allow({ Principal: { AWS: '111122223333' } }), ['111122223333']],
    [
      'another account by ARN',
      allow({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }),
      ['arn:aws:iam::111122223333:root'],
    ],
    [
      'one of two, of which the other is our own',
      allow({ Principal: { AWS: [own, '111122223333'] } }),
      ['111122223333'],
    ],
    ['a service that comes for whomever', ofService(), ['config.amazonaws.com']],
    [
      'a service for the organization',
      ofService({ StringEquals: { 'aws:SourceOrgID': 'o-1' } }),
      ['config.amazonaws.com'],
    ],
    [
      'a service for another account',
      ofService({ StringEquals: { 'aws:SourceAccount': '111122223333' } }),
      ['config.amazonaws.com'],
    ],
    [
      'a service for ours or another',
      ofService({ StringEquals: { 'aws:SourceAccount': [own, '111122223333'] } }),
      ['config.amazonaws.com'],
    ],
    [
      'a service for any account of an ARN',
      ofService({ ArnLike: { 'aws:SourceArn': 'arn:aws:config:*:*:rule/*' } }),
      ['config.amazonaws.com'],
    ],
    [
      'a service for whoever it is not',
      ofService({ StringNotEquals: { 'aws:SourceAccount': own } }),
      ['config.amazonaws.com'],
    ],
    ['whoever signs in elsewhere', allow({ Principal: { Federated: 'arn:x' } }), ['Federated arn:x']],
  ])('%s', (_, statement, who) => {
    const { inward, outward } = grants(bucketPolicy(statement));
    expect(inward.map((grant) => grant.who)).toEqual([who]);
    expect(outward).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['a denial', { ...allow({ Principal: '*' }), Effect: 'Deny' }],
    ['the account itself', allow({ Principal: { AWS: own } })],
    ['the account itself, by pseudo parameter', allow({ Principal: { AWS: { Ref: 'AWS::AccountId' } } })],
    ['a role of the same template', allow({ Principal: { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } } })],
    ['a service for the account', ofService({ StringEquals: { 'aws:SourceAccount': own } })],
    [
      'a service for a resource of the account',
      ofService({ ArnLike: { 'AWS:SourceArn': `arn:aws:config:eu-west-1:${own}:rule/*` } }),
    ],
    [
      'a service for a resource of the template',
      ofService({ ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': ['Rule', 'Arn'] } } }),
    ],
    [
      'a service that is passed a role',
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  ])('but not %s', (_, statement) => {
    expect(grants(bucketPolicy(statement)).inward).toEqual([]);
  });

  it('says what may be done, on what, when, where and by which resource', () => {
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } };
    const [grant] = grants(bucketPolicy([allow({ Principal: '*', Action: ['s3:A', 's3:B'], Condition })])).inward;
    expect(grant).toEqual({
      who: ['anybody'],
      actions: ['s3:A', 's3:B'],
      resources: ['*'],
      condition: { StringEquals: { 'aws:PrincipalOrgID': ['o-1'] } },
      saidBy: 'AWS::S3::BucketPolicy books',
      stack: 'one',
      where: 'security',
    });
  });

  it.each<[string, TemplateResource]>([
    [
      'a policy written as text',
      {
        Type: 'AWS::Logs::ResourcePolicy',
        Properties: { PolicyDocument: JSON.stringify({ Statement: [allow({ Principal: '*' })] }) },
      },
    ],
    [
      'a policy that is one statement',
      { Type: 'AWS::Events::EventBusPolicy', Properties: { Statement: allow({ Principal: '*' }) } },
    ],
    [
      'a policy deep in the properties of a type nobody thought of',
      { Type: 'AWS::New::Thing', Properties: { Settings: [{ Policy: { Statement: allow({ Principal: '*' }) } }] } },
    ],
    ['a permission of a function', { Type: 'AWS::Lambda::Permission', Properties: { Principal: '*' } }],
  ])('finds %s', (_, resource) => {
    expect(grants(resource).inward.map(({ who }) => who)).toEqual([['anybody']]);
  });

  it('reads a StackSet once, as what lands in accounts', () => {
    const body = { Resources: { Role: bucketPolicy(allow({ Principal: { AWS: own } })) } };
    const holder = stack({
      Type: 'AWS::CloudFormation::StackSet',
      Properties: { TemplateBody: JSON.stringify(body) },
    });
    const stackSets = [
      { logicalId: 'Set', name: 'baseline', template: body, bytes: 0, units: ['ou-abcd-workload'], regions: [] },
    ] as const;
    const { inward } = grantsIn(assemblyOf({ ...holder, stackSets }), organization);
    expect(inward.map(({ who, where, stack }) => ({ who, where, stack }))).toEqual([
      { who: [own], where: 'each account of workloads', stack: 'baseline' },
    ]);
  });
});

describe('who reaches out', () => {
  const role = (statement: JsonObject): TemplateResource => ({
    Type: 'AWS::IAM::Role',
    Properties: { RoleName: 'runner', Policies: [{ PolicyDocument: { Statement: [statement] } }] },
  });

  it.each<[string, JsonObject, readonly string[]]>([
    [
      'a role of another account',
      allow({ Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/x' }),
      ['arn:aws:iam::111122223333:role/x'],
    ],
    [
      'roles of every account',
      allow({ Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/x' }),
      ['arn:aws:iam::*:role/x'],
    ],
    [
      'only those of several that are elsewhere',
      allow({ Action: 'sqs:SendMessage', Resource: [`arn:aws:sqs:x:${own}:a`, 'arn:aws:sqs:x:111122223333:a'] }),
      ['arn:aws:sqs:x:111122223333:a'],
    ],
  ])('%s', (_, statement, resources) => {
    const { outward } = grants(role(statement));
    expect(outward.map((grant) => ({ who: grant.who, resources: grant.resources }))).toEqual([
      { who: ['AWS::IAM::Role runner'], resources },
    ]);
  });

  it.each<[string, JsonObject]>([
    ['its own account', allow({ Resource: `arn:aws:sqs:x:${own}:a` })],
    ['what has no account in its ARN', allow({ Resource: 'arn:aws:s3:::books' })],
    ['a resource of the template', allow({ Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] } })],
    ['any log group, which another account cannot give', allow({ Resource: 'arn:aws:logs:*:*:*', Action: 'logs:Put' })],
  ])('but not %s', (_, statement) => {
    expect(grants(role(statement)).outward).toEqual([]);
  });
});
