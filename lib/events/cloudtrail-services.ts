import type { Region } from '../model/organization';

// What CloudTrail and EventBridge do differently from service to service.

/** First label of `eventSource` → the one region of the commercial partition that the service's events come from. */
export const globalServices: ReadonlyMap<string, Region> = new Map([
  ['account', 'us-east-1'],
  ['billingconsole', 'us-east-1'],
  ['budgets', 'us-east-1'],
  ['ce', 'us-east-1'],
  ['cloudfront', 'us-east-1'],
  ['globalaccelerator', 'us-west-2'],
  ['iam', 'us-east-1'],
  ['networkmanager', 'us-west-2'],
  ['organizations', 'us-east-1'],
  ['route53', 'us-east-1'],
  ['route53domains', 'us-east-1'],
  ['shield', 'us-east-1'],
  ['support', 'us-east-1'],
  ['trustedadvisor', 'us-east-1'],
  ['waf', 'us-east-1'],
]);

/** Calls that make credentials: EventBridge counts them as changes, though their names begin with Get. */
export const credentialCalls: ReadonlySet<string> = new Set([
  'sts.amazonaws.com:GetFederationToken',
  'sts.amazonaws.com:GetSessionToken',
]);

/** Data events of records that are older than the field that tells; Lambda's other calls are management events. */
export const dataCalls: ReadonlySet<string> = new Set([
  'lambda.amazonaws.com:Invoke',
  's3.amazonaws.com:AbortMultipartUpload',
  's3.amazonaws.com:CompleteMultipartUpload',
  's3.amazonaws.com:CopyObject',
  's3.amazonaws.com:CreateMultipartUpload',
  's3.amazonaws.com:DeleteObject',
  's3.amazonaws.com:DeleteObjectTagging',
  's3.amazonaws.com:DeleteObjects',
  's3.amazonaws.com:GetObject',
  's3.amazonaws.com:GetObjectAcl',
  's3.amazonaws.com:GetObjectTagging',
  's3.amazonaws.com:HeadObject',
  's3.amazonaws.com:ListMultipartUploads',
  's3.amazonaws.com:ListObjectVersions',
  's3.amazonaws.com:ListObjects',
  's3.amazonaws.com:ListParts',
  's3.amazonaws.com:PutObject',
  's3.amazonaws.com:PutObjectAcl',
  's3.amazonaws.com:PutObjectLegalHold',
  's3.amazonaws.com:PutObjectRetention',
  's3.amazonaws.com:PutObjectTagging',
  's3.amazonaws.com:RestoreObject',
  's3.amazonaws.com:SelectObjectContent',
  's3.amazonaws.com:UploadPart',
  's3.amazonaws.com:UploadPartCopy',
]);
