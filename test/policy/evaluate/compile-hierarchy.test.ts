import type { JsonObject } from '../../../lib/model/json';
import { awsPolicies } from '../../../lib/policy/aws-policies';
import { compileHierarchy, type HierarchyOptions } from '../../../lib/policy/evaluate/compile-hierarchy';
import type { Level, LevelPolicy } from '../../../lib/policy/evaluate/layers';
import type { AuthorizationRequest, Verdict } from '../../../lib/policy/evaluate/verdict';

const [fullAccess, rcpFullAccess] = awsPolicies as [LevelPolicy, LevelPolicy];
const document = (...statements: readonly JsonObject[]): JsonObject => ({
  Version: '2012-10-17',
  Statement: statements,
});
const scp = (name: string, ...statements: readonly JsonObject[]): LevelPolicy => ({
  type: 'SERVICE_CONTROL_POLICY',
  name,
  content: document(...statements),
});
const rcp = (name: string, ...statements: readonly JsonObject[]): LevelPolicy => ({
  type: 'RESOURCE_CONTROL_POLICY',
  name,
  content: document(...statements),
});
const deny = (Sid: string, Action: string, more: JsonObject = {}): JsonObject => ({
  Sid,
  Effect: 'Deny',
  Action,
  Resource: '*',
  ...more,
});
const allow = (Action: string, more: JsonObject = {}): JsonObject => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});
const everybody = { Principal: '*' };

const account = '333333333333';
const developer = `arn:aws:iam::${account}:role/Developer`;
const get: AuthorizationRequest = {
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::orders/1',
  account,
  principal: developer,
  context: {},
};

const chain: readonly Level[] = [
  { node: 'root', policies: [...awsPolicies, scp('keep', deny('KeepLogs', 'cloudtrail:StopLogging'))] },
  {
    node: 'workloads',
    policies: [
      ...awsPolicies,
      { ...scp('regions', deny('Regions', 's3:*')), guardrails: { Regions: 'regions-stay-governed' } },
      { ...rcp('buckets', deny('Buckets', 's3:GetObject', everybody)), guardrails: { Buckets: 'buckets-stay-ours' } },
    ],
  },
  { node: 'orders', policies: awsPolicies },
];

interface Case {
  readonly title: string;
  readonly levels?: readonly Level[];
  readonly request?: Partial<AuthorizationRequest>;
  readonly options?: HierarchyOptions;
  readonly verdict: Verdict;
}

const allowed: Verdict = { decision: 'allowed', reasons: [] };
const denied = (...reasons: Verdict['reasons'][number][]): Verdict => ({ decision: 'denied', reasons });
const byRegions = {
  type: 'scp',
  node: 'workloads',
  document: 'regions',
  sid: 'Regions',
  guardrail: 'regions-stay-governed',
} as const;
const byBuckets = {
  type: 'rcp',
  node: 'workloads',
  document: 'buckets',
  sid: 'Buckets',
  guardrail: 'buckets-stay-ours',
} as const;

const reasons: readonly Case[] = [
  { title: 'every deny is named, SCPs first', verdict: denied(byRegions, byBuckets) },
  {
    title: 'a deny at the root is named, though it is nobody’s guardrail',
    request: { action: 'cloudtrail:StopLogging', resource: '*' },
    verdict: denied({ type: 'scp', node: 'root', document: 'keep', sid: 'KeepLogs' }),
  },
  { title: 'what nothing denies is allowed', request: { action: 'ec2:RunInstances' }, verdict: allowed },
  { title: 'no policies decide nothing', levels: [{ node: 'root', policies: [] }], verdict: allowed },
];

const allowLists: readonly Case[] = [
  {
    title: 'a level that allows something else denies, and is named',
    levels: [
      { node: 'root', policies: [fullAccess] },
      { node: 'unit', policies: [scp('only-ec2', allow('ec2:*')), scp('only-iam', allow('iam:*'))] },
      { node: 'orders', policies: [fullAccess] },
    ],
    verdict: { decision: 'implicitlyDenied', reasons: [{ type: 'scp', node: 'unit', document: 'only-ec2, only-iam' }] },
  },
  {
    title: 'a level from which FullAWSAccess was detached denies',
    levels: [
      { node: 'root', policies: [fullAccess] },
      { node: 'unit', policies: [] },
    ],
    verdict: { decision: 'implicitlyDenied', reasons: [{ type: 'scp', node: 'unit', document: '' }] },
  },
  {
    title: 'an allow list that has the action on the resource allows',
    levels: [{ node: 'root', policies: [scp('list', allow('s3:Get*', { Resource: 'arn:aws:s3:::orders/*' }))] }],
    verdict: allowed,
  },
  {
    title: 'an allow under a condition counts only where it holds',
    levels: [
      { node: 'root', policies: [scp('list', allow('*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }))] },
    ],
    verdict: { decision: 'implicitlyDenied', reasons: [{ type: 'scp', node: 'root', document: 'list' }] },
  },
  {
    title: 'a deny wins over a missing allow',
    levels: [
      { node: 'root', policies: [] },
      { node: 'unit', policies: [fullAccess, scp('no', deny('No', 's3:*'))] },
    ],
    verdict: denied({ type: 'scp', node: 'unit', document: 'no', sid: 'No' }),
  },
];

const theirs = { identity: [{ name: 'developer', content: document(allow('s3:*'), deny('NoDelete', 's3:Delete*')) }] };
const open: readonly Level[] = [{ node: 'root', policies: awsPolicies }];
const identities: readonly Case[] = [
  { title: 'an identity policy that allows', levels: open, options: theirs, verdict: allowed },
  {
    title: 'an identity policy that is silent',
    levels: open,
    options: theirs,
    request: { action: 'ec2:RunInstances' },
    verdict: { decision: 'implicitlyDenied', reasons: [{ type: 'identity', document: 'developer' }] },
  },
  {
    title: 'an identity policy that denies',
    levels: open,
    options: theirs,
    request: { action: 's3:DeleteObject' },
    verdict: denied({ type: 'identity', document: 'developer', sid: 'NoDelete' }),
  },
  {
    title: 'a boundary that is silent',
    levels: open,
    options: { ...theirs, boundary: { name: 'boundary', content: document(allow('ec2:*')) } },
    verdict: { decision: 'implicitlyDenied', reasons: [{ type: 'boundary', document: 'boundary' }] },
  },
];

const serviceLinked = `arn:aws:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
const management = '111111111111';
const unbound: readonly Case[] = [
  {
    title: 'the management account’s principals and resources',
    options: { managementAccount: management },
    request: { account: management, principal: `arn:aws:iam::${management}:role/Admin` },
    verdict: allowed,
  },
  {
    title: 'a principal of the management account, by an SCP, though its resource is a member’s',
    options: { managementAccount: management },
    request: { principal: `arn:aws:iam::${management}:role/Admin` },
    verdict: denied(byBuckets),
  },
  { title: 'a service-linked role', request: { principal: serviceLinked }, verdict: allowed },
  {
    title: 'a service-linked role’s session',
    request: { principal: `arn:aws:sts::${account}:assumed-role/AWSServiceRoleForConfig/x` },
    verdict: allowed,
  },
  {
    title: 'a service-linked role known by its condition key',
    request: { principal: undefined, context: { 'aws:principalarn': serviceLinked } },
    verdict: allowed,
  },
  { title: 'a service, by an SCP', request: { principal: 'cloudtrail.amazonaws.com' }, verdict: denied(byBuckets) },
  {
    title: 'a service known by its condition key, by an SCP',
    request: { principal: undefined, context: { 'aws:PrincipalIsAWSService': 'true' } },
    verdict: denied(byBuckets),
  },
  {
    title: 'a stranger, by an SCP',
    request: { principal: 'arn:aws:iam::999999999999:role/Stranger' },
    verdict: denied(byBuckets),
  },
];

const rcpOf = (Action: string): readonly Level[] => [
  { node: 'root', policies: [rcpFullAccess, rcp('r', deny('R', Action, everybody))] },
];
const rcpReach: readonly Case[] = [
  {
    title: 'an action of a service outside the list, by an RCP',
    levels: rcpOf('ec2:*'),
    request: { action: 'ec2:RunInstances' },
    verdict: allowed,
  },
  {
    title: 'retiring a grant, by an RCP',
    levels: rcpOf('kms:*'),
    request: { action: 'kms:RetireGrant' },
    verdict: allowed,
  },
  {
    title: 'a key that AWS manages, by an RCP',
    levels: rcpOf('kms:*'),
    request: { action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${account}:alias/aws/s3` },
    verdict: allowed,
  },
  {
    title: 'only what is outside: a service of the list is bound',
    levels: rcpOf('sts:*'),
    request: { action: 'sts:AssumeRole', resource: developer },
    verdict: denied({ type: 'rcp', node: 'root', document: 'r', sid: 'R' }),
  },
];

const check = ({ levels = chain, request = {}, options, verdict }: Case) => {
  const { principal, ...rest } = { ...get, ...request };
  const asked = principal === undefined ? rest : { ...rest, principal };
  expect(compileHierarchy(levels, options)(asked)).toEqual(verdict);
};

it.each(reasons)('$title', check);
it.each(allowLists)('$title', check);
it.each(identities)('$title decides', check);
it.each([...unbound, ...rcpReach])('does not bind: $title', check);

it('forgets nothing of an action it has seen, in whatever case', () => {
  const decide = compileHierarchy(chain);
  for (const action of ['s3:GetObject', 'S3:GETOBJECT', 's3:GetObject']) {
    expect(decide({ ...get, action }).decision).toBe('denied');
  }
});
