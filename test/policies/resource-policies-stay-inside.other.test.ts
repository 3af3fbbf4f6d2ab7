import type { JsonObject } from '../../lib/model/json';
import { fix } from '../../policies/resource-policies-stay-inside/fix';
import { monitor } from '../../policies/resource-policies-stay-inside/monitor';
import { otherResource } from '../../policies/resource-policies-stay-inside/resource';
import { facts } from '../remediation/a-loop';
import { allow, document, inOrganization, own, sister, stranger, text } from './a-resource-policy';
import { aSession } from './a-session';
import { anApiCall, callOf } from './an-api-call';
import { judged } from './judged';

const place = { account: own, region: 'eu-west-1' };
const arn = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:${own}:${rest}`;
const open = text(allow('*'));
const partner = text(allow({ AWS: `arn:aws:iam::${stranger}:role/Reader` }));

const letIn: readonly (readonly [string, JsonObject, string, string])[] = [
  [
    'glue:PutResourcePolicy',
    { policyInJson: partner, resourceArn: arn('glue', 'catalog') },
    stranger,
    arn('glue', 'catalog'),
  ],
  [
    'elasticfilesystem:PutFileSystemPolicy',
    { fileSystemId: 'fs-1', policy: open },
    'everybody',
    arn('elasticfilesystem', '*'),
  ],
  [
    'a-service-of-next-year:PutResourcePolicy',
    { settings: [{ deep: { document: document(allow({ AWS: stranger })) } }] },
    stranger,
    arn('a-service-of-next-year', '*'),
  ],
  [
    'ssm:PutResourcePolicy',
    { policy: text(allow('*', inOrganization('o-someoneelse'))) },
    'o-someoneelse',
    arn('ssm', '*'),
  ],
  [
    'glacier:SetVaultAccessPolicy',
    { accountId: '-', vaultName: 'v', policy: { policy: open } },
    'everybody',
    arn('glacier', '*'),
  ],
  ['s3express:PutBucketPolicy', { bucketName: 'b--euw1-az1--x-s3', policy: partner }, stranger, arn('s3express', '*')],
  ['signer:AddProfilePermission', { profileName: 'p', principal: stranger }, stranger, arn('signer', '*')],
  [
    'serverlessrepo:PutApplicationPolicy',
    { statements: [{ principals: ['*'] }] },
    'everybody',
    arn('serverlessrepo', '*'),
  ],
  [
    'ec2:ModifyVpcEndpointServicePermissions',
    {
      ModifyVpcEndpointServicePermissionsRequest: {
        AddAllowedPrincipals: { content: `arn:aws:iam::${stranger}:root` },
      },
    },
    stranger,
    arn('ec2', '*'),
  ],
  [
    'redshift:AuthorizeEndpointAccess',
    { clusterIdentifier: 'orders', account: stranger },
    stranger,
    arn('redshift', '*'),
  ],
  [
    'servicecatalog:CreatePortfolioShare',
    { portfolioId: 'port-1', accountId: stranger },
    stranger,
    arn('servicecatalog', '*'),
  ],
  ['omics:CreateShare', { shareName: 's', principalSubscriber: stranger }, stranger, arn('omics', '*')],
  ['wellarchitected:CreateLensShare', { lensAlias: 'l', sharedWith: stranger }, stranger, arn('wellarchitected', '*')],
  ['dataexchange:CreateDataGrant', { name: 'n', receiverPrincipal: stranger }, stranger, arn('dataexchange', '*')],
  [
    'workspaces:UpdateWorkspaceImagePermission',
    { imageId: 'wsi-1', allowCopyImage: true, sharedAccountId: stranger },
    stranger,
    arn('workspaces', '*'),
  ],
];

test.each(letIn)('%s of %j lets in %s', (call, requestParameters, who, at) => {
  const [service = '', name = ''] = call.split(':');
  expect(judged(monitor, anApiCall(callOf(service, name, requestParameters)))).toEqual({
    kind: 'finding',
    resources: [otherResource([who], at, place)],
    because: `${at} lets in ${who}`,
  });
});

const everyName = `
  entityresolution:AddPolicyStatement signer:AddProfilePermission redshift:AuthorizeEndpointAccess
  es:AuthorizeVpcEndpointAccess dataexchange:CreateDataGrant ses:CreateEmailIdentityPolicy
  servicecatalog:CreatePortfolioShare lex:CreateResourcePolicy ec2:ModifyVpcEndpointServicePermissions
  s3:PutAccessPointPolicy serverlessrepo:PutApplicationPolicy s3express:PutBucketPolicy kafka:PutClusterPolicy
  imagebuilder:PutComponentPolicy cleanrooms-ml:PutConfiguredAudienceModelPolicy ssm-contacts:PutContactPolicy
  imagebuilder:PutContainerRecipePolicy logs:PutDeliveryDestinationPolicy logs:PutDestinationPolicy
  elasticfilesystem:PutFileSystemPolicy ses:PutIdentityPolicy imagebuilder:PutImagePolicy
  imagebuilder:PutImageRecipePolicy appmesh:PutMeshPolicy sagemaker:PutModelPackageGroupPolicy
  codeguru-profiler:PutPermission wafv2:PutPermissionPolicy acm-pca:PutPolicy route53profiles:PutProfilePolicy
  rekognition:PutProjectPolicy kinesis:PutResourcePolicy oam:PutSinkPolicy s3tables:PutTableBucketPolicy
  s3tables:PutTablePolicy s3vectors:PutVectorBucketPolicy ecr-public:SetRepositoryPolicy glacier:SetVaultAccessPolicy
  workspaces:UpdateConnectionAliasPermission ses:UpdateEmailIdentityPolicy appstream:UpdateImagePermissions
  lex:UpdateResourcePolicy workspaces:UpdateWorkspaceImagePermission apigateway:PutPortalProductSharingPolicy
  route53resolver:PutFirewallRuleGroupPolicy route53resolver:PutResolverQueryLogConfigPolicy
  route53resolver:PutResolverRulePolicy odb:CreateGrantShare wellarchitected:CreateLensShare
  wellarchitected:CreateProfileShare omics:CreateShare wellarchitected:CreateTemplateShare
  wellarchitected:CreateWorkloadShare aiops:PutInvestigationGroupPolicy sagemaker:PutLineageGroupPolicy
  omics:PutS3AccessPolicy elemental-inference:PutFeedPolicy resource-groups:PutGroupPolicy`;

test.each(everyName.trim().split(/\s+/))('%s is read', (call) => {
  const [service = '', name = ''] = call.split(':');
  expect(judged(monitor, anApiCall(callOf(service, name, { some: { text: open } }))).kind).toBe('finding');
});

test.each(['cloudtrail', 'lambda', 'organizations', 'redshift-serverless'])(
  '%s is kept by another guardrail',
  (service) => {
    expect(judged(monitor, anApiCall(callOf(service, 'PutResourcePolicy', { policy: open }))).kind).toBe('ignored');
  },
);

test('what the answer names is found, too', () => {
  const share = callOf(
    'servicecatalog',
    'CreatePortfolioShare',
    { accountId: stranger },
    {
      responseElements: { portfolio: arn('catalog', 'portfolio/port-1') },
    },
  );
  expect(judged(monitor, anApiCall(share))).toMatchObject({ resources: [{ arn: arn('catalog', 'portfolio/port-1') }] });
});

test.each<[string, string, JsonObject | null]>([
  ['the account itself', 'glue:PutResourcePolicy', { policyInJson: text(allow({ AWS: own })) }],
  ['a service', 'ses:PutIdentityPolicy', { policy: text(allow({ Service: 'ses.amazonaws.com' })) }],
  ['the organization', 'ssm:PutResourcePolicy', { policy: text(allow('*', inOrganization())) }],
  [
    'whoever mounts a file system in its network',
    'elasticfilesystem:PutFileSystemPolicy',
    { policy: text(allow('*', { Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } } })) },
  ],
  [
    'an account that is taken out again',
    'workspaces:UpdateWorkspaceImagePermission',
    { allowCopyImage: false, sharedAccountId: stranger },
  ],
  [
    'who is named for something else',
    'codebuild:PutResourcePolicy',
    { resourceArn: arn('x', stranger), policy: 'none' },
  ],
  ['nobody', 'imagebuilder:PutImagePolicy', null],
  ['what a group of people may', 'iam:PutGroupPolicy', { policyDocument: text({ Effect: 'Allow', Action: '*' }) }],
  ['a call of another name', 'glue:CreateTable', { policy: open }],
])('%s: ignored', (_title, call, requestParameters) => {
  const [service = '', name = ''] = call.split(':');
  expect(judged(monitor, anApiCall(callOf(service, name, requestParameters))).kind).toBe('ignored');
});

test.each([
  [[stranger], 'ask', /lets in 999900001111, and/],
  [['everybody'], 'ask', /lets in everybody, and/],
  [['o-someoneelse', sister], 'ask', /lets in o-someoneelse, and/],
  [[sister], 'leave', /lets in our own/],
])('%j: %s', async (who, kind, because) => {
  const session = aSession(() => new Error('nobody asks AWS'));
  const isMember = async (account: string) => account === sister;
  const state = await fix.read(otherResource(who, arn('glue', 'catalog'), place), session, isMember);
  expect(fix.decide(state as never, facts)).toMatchObject({ kind, because: expect.stringMatching(because) });
});
