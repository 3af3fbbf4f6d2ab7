import type { Call } from './call';

/** The actions IAM asks for, where they are not the operation's own name. */
const differences: Readonly<Record<string, string>> = {
  'lambda:Invoke': 'lambda:InvokeFunction',
  'lambda:InvokeWithResponseStream': 'lambda:InvokeFunction',
  's3:CompleteMultipartUpload': 's3:PutObject',
  's3:CopyObject': 's3:PutObject',
  's3:CreateMultipartUpload': 's3:PutObject',
  's3:DeleteBucketCors': 's3:PutBucketCORS',
  's3:DeleteBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:DeleteBucketLifecycle': 's3:PutLifecycleConfiguration',
  's3:DeleteBucketReplication': 's3:PutReplicationConfiguration',
  's3:DeleteBucketTagging': 's3:PutBucketTagging',
  's3:DeleteObjects': 's3:DeleteObject',
  's3:DeletePublicAccessBlock': 's3:PutBucketPublicAccessBlock',
  's3:DeleteBucketOwnershipControls': 's3:PutBucketOwnershipControls',
  's3:GetBucketAccelerateConfiguration': 's3:GetAccelerateConfiguration',
  's3:GetBucketCors': 's3:GetBucketCORS',
  's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
  's3:GetBucketLifecycleConfiguration': 's3:GetLifecycleConfiguration',
  's3:GetBucketNotificationConfiguration': 's3:GetBucketNotification',
  's3:GetBucketReplication': 's3:GetReplicationConfiguration',
  's3:GetObjectLockConfiguration': 's3:GetBucketObjectLockConfiguration',
  's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
  's3:HeadBucket': 's3:ListBucket',
  's3:HeadObject': 's3:GetObject',
  's3:ListBuckets': 's3:ListAllMyBuckets',
  's3:ListMultipartUploads': 's3:ListBucketMultipartUploads',
  's3:ListObjects': 's3:ListBucket',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:ListObjectVersions': 's3:ListBucketVersions',
  's3:ListParts': 's3:ListMultipartUploadParts',
  's3:PutBucketAccelerateConfiguration': 's3:PutAccelerateConfiguration',
  's3:PutBucketCors': 's3:PutBucketCORS',
  's3:PutBucketEncryption': 's3:PutEncryptionConfiguration',
  's3:PutBucketLifecycleConfiguration': 's3:PutLifecycleConfiguration',
  's3:PutBucketNotificationConfiguration': 's3:PutBucketNotification',
  's3:PutBucketReplication': 's3:PutReplicationConfiguration',
  's3:PutObjectLockConfiguration': 's3:PutBucketObjectLockConfiguration',
  's3:PutPublicAccessBlock': 's3:PutBucketPublicAccessBlock',
  's3:SelectObjectContent': 's3:GetObject',
  's3:UploadPart': 's3:PutObject',
  's3:UploadPartCopy': 's3:PutObject',
};

/** The same for S3 Control, whose operations share their names with S3's. */
const controlDifferences: Readonly<Record<string, string>> = {
  's3:DeletePublicAccessBlock': 's3:PutAccountPublicAccessBlock',
  's3:GetPublicAccessBlock': 's3:GetAccountPublicAccessBlock',
  's3:PutPublicAccessBlock': 's3:PutAccountPublicAccessBlock',
};

/** Actions that a call needs besides, when it has that input. */
const alsoWhen: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  's3:CopyObject': { ACL: 's3:PutObjectAcl', Tagging: 's3:PutObjectTagging' },
  's3:CreateBucket': {
    ACL: 's3:PutBucketAcl',
    ObjectLockEnabledForBucket: 's3:PutBucketObjectLockConfiguration',
    ObjectOwnership: 's3:PutBucketOwnershipControls',
  },
  's3:CreateMultipartUpload': { ACL: 's3:PutObjectAcl', Tagging: 's3:PutObjectTagging' },
  's3:DeleteObject': { BypassGovernanceRetention: 's3:BypassGovernanceRetention' },
  's3:DeleteObjects': { BypassGovernanceRetention: 's3:BypassGovernanceRetention' },
  's3:PutObject': { ACL: 's3:PutObjectAcl', Tagging: 's3:PutObjectTagging' },
};

/** S3 has actions of their own for versions of an object. */
const versioned: Readonly<Record<string, string>> = {
  's3:DeleteObject': 's3:DeleteObjectVersion',
  's3:DeleteObjectTagging': 's3:DeleteObjectVersionTagging',
  's3:GetObject': 's3:GetObjectVersion',
  's3:GetObjectAcl': 's3:GetObjectVersionAcl',
  's3:GetObjectTagging': 's3:GetObjectVersionTagging',
  's3:HeadObject': 's3:GetObjectVersion',
  's3:PutObjectAcl': 's3:PutObjectVersionAcl',
  's3:PutObjectTagging': 's3:PutObjectVersionTagging',
};

export function actionsOf({ serviceId, service, model, input }: Call): readonly string[] {
  const operation = `${service.prefix}:${model.name}`;
  const has = (member: string) => input[member] !== undefined && input[member] !== false;
  const known = serviceId === 'S3 Control' ? controlDifferences : differences;
  const own = (has('VersionId') ? versioned[operation] : undefined) ?? known[operation] ?? operation;
  const besides = Object.entries(alsoWhen[operation] ?? {}).flatMap(([member, action]) =>
    has(member) ? [action] : [],
  );
  const tagging = service.style === 'ec2' && has('TagSpecifications') ? ['ec2:CreateTags'] : [];
  return [own, ...besides, ...tagging];
}
