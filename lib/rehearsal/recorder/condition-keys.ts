import { isObject } from '../../model/json';
import type { Call, Values } from './call';
import { userIdOf } from './caller';
import { sourceAddress, userAgent } from './caller-machine';
import { attributeKeys } from './ec2-attribute-keys';
import { peeringKeys } from './ec2-peering-keys';

export type ConditionKeys = Readonly<Record<string, string | readonly string[]>>;

/** Condition keys that a call's input decides, as `service: { path in the input: key }`. */
const fromInput: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  account: { RegionName: 'account:TargetRegion' },
  ec2: {
    Attribute: 'ec2:Attribute',
    'CreateVolumePermission.Add.Group': 'ec2:Add/group',
    'CreateVolumePermission.Add.UserId': 'ec2:Add/userId',
    'CreateVolumePermission.Remove.Group': 'ec2:Remove/group',
    'CreateVolumePermission.Remove.UserId': 'ec2:Remove/userId',
    InstanceType: 'ec2:InstanceType',
    'MetadataOptions.HttpPutResponseHopLimit': 'ec2:MetadataHttpPutResponseHopLimit',
    'MetadataOptions.HttpTokens': 'ec2:MetadataHttpTokens',
  },
  iam: {
    PermissionsBoundary: 'iam:PermissionsBoundary',
    PolicyArn: 'iam:PolicyARN',
    AWSServiceName: 'iam:AWSServiceName',
  },
  kms: {
    BypassPolicyLockoutSafetyCheck: 'kms:BypassPolicyLockoutSafetyCheck',
    PendingWindowInDays: 'kms:ScheduleKeyDeletionPendingWindowInDays',
  },
  lambda: {
    AuthType: 'lambda:FunctionUrlAuthType',
    FunctionUrlAuthType: 'lambda:FunctionUrlAuthType',
    Layers: 'lambda:Layer',
    Principal: 'lambda:Principal',
  },
  organizations: { ServicePrincipal: 'organizations:ServicePrincipal', PolicyType: 'organizations:PolicyType' },
  rds: { PubliclyAccessible: 'rds:PubliclyAccessible' },
  redshift: { ConsumerIdentifier: 'redshift:ConsumerIdentifier' },
  s3: {
    'CreateBucketConfiguration.LocationConstraint': 's3:LocationConstraint',
    Delimiter: 's3:delimiter',
    MaxKeys: 's3:max-keys',
    Prefix: 's3:prefix',
    VersionId: 's3:VersionId',
  },
  secretsmanager: {
    ForceDeleteWithoutRecovery: 'secretsmanager:ForceDeleteWithoutRecovery',
    RecoveryWindowInDays: 'secretsmanager:RecoveryWindowInDays',
  },
  sns: { Endpoint: 'sns:Endpoint', Protocol: 'sns:Protocol' },
  sts: { ExternalId: 'sts:ExternalId', RoleSessionName: 'sts:RoleSessionName' },
};

/** S3's headers that are condition keys under their own name, after `s3:`. */
const s3Headers: ReadonlySet<string> = new Set([
  'x-amz-acl',
  'x-amz-copy-source',
  'x-amz-grant-full-control',
  'x-amz-grant-read',
  'x-amz-grant-read-acp',
  'x-amz-grant-write',
  'x-amz-grant-write-acp',
  'x-amz-metadata-directive',
  'x-amz-object-ownership',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-customer-algorithm',
  'x-amz-storage-class',
  'x-amz-website-redirect-location',
]);

/** What a policy's conditions may look at, as far as the caller and the call's input tell. */
export function conditionKeys(call: Call, organization: string | undefined): ConditionKeys {
  const { caller, service, input, time } = call;
  return {
    'aws:CurrentTime': time.toISOString(),
    'aws:EpochTime': String(Math.floor(time.getTime() / 1_000)),
    'aws:PrincipalAccount': caller.account,
    'aws:RequestedRegion': service.homeRegion ?? call.region,
    'aws:ResourceAccount': caller.account,
    'aws:SecureTransport': 'true',
    'aws:SourceIp': sourceAddress,
    'aws:UserAgent': userAgent,
    'aws:ViaAWSService': 'false',
    'aws:userid': userIdOf(caller),
    ...(organization && { 'aws:PrincipalOrgID': organization, 'aws:ResourceOrgID': organization }),
    ...requestTags(input),
    ...found({ ...input, ...inNewerSpelling(input) }, fromInput[service.prefix] ?? {}),
    ...(service.style === 'ec2' && { ...attributeKeys(call), ...peeringKeys(call), 'ec2:Region': call.region }),
    ...(service.style === 's3' && s3Keys(call)),
  };
}

function s3Keys({ input, model }: Call): ConditionKeys {
  const headers = model.input.members.flatMap(({ name, traits }) => {
    const header = traits.httpHeader?.toLowerCase() ?? '';
    return s3Headers.has(header) && input[name] !== undefined ? [[`s3:${header}`, String(input[name])]] : [];
  });
  const fixed = { 's3:authType': 'REST-HEADER', 's3:signatureversion': 'AWS4-HMAC-SHA256', 's3:TlsVersion': '1.3' };
  return { ...fixed, ...Object.fromEntries(headers) };
}

/** `OperationType: 'add', UserIds, GroupNames` is what EC2 once called `CreateVolumePermission: { Add: […] }`. */
function inNewerSpelling({ SnapshotId, OperationType, UserIds, GroupNames }: Values): Values {
  // Policies are told whom a snapshot is shared with, and not whom an image is.
  if (SnapshotId === undefined || (OperationType !== 'add' && OperationType !== 'remove')) return {};
  const users = [UserIds ?? []].flat().map((UserId) => ({ UserId }));
  const groups = [GroupNames ?? []].flat().map((Group) => ({ Group }));
  return { CreateVolumePermission: { [OperationType === 'add' ? 'Add' : 'Remove']: [...users, ...groups] } };
}

function found(input: Values, paths: Readonly<Record<string, string>>): ConditionKeys {
  const keys = Object.entries(paths).flatMap(([path, key]) => {
    const values = valuesAt(input, path.split('.'));
    return values.length > 0 ? [[key, values.length === 1 ? values[0] : values] as const] : [];
  });
  return Object.fromEntries(keys) as ConditionKeys;
}

function valuesAt(value: unknown, [next, ...rest]: readonly string[]): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, next === undefined ? [] : [next, ...rest]));
  if (next === undefined) return isObject(value) ? [] : [String(value)];
  return isObject(value) ? valuesAt(value[next], rest) : [];
}

/** `Tags`, or those of the tag specifications EC2 has instead. */
function requestTags({ Tags, TagSpecifications }: Values): ConditionKeys {
  const specifications = Array.isArray(TagSpecifications) ? TagSpecifications : [];
  const lists = [Tags, ...specifications.map((specification) => (isObject(specification) ? specification.Tags : []))];
  const tags = lists
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .filter((tag) => isObject(tag) && 'Key' in tag);
  if (tags.length === 0) return {};
  return {
    'aws:TagKeys': tags.map(({ Key }) => String(Key)),
    ...Object.fromEntries(tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, String(Value ?? '')])),
  };
}
