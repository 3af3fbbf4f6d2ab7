/**
 * Services, as IAM names them, whose calls have no region or one that the caller does not choose.
 * Sources, read 2026-11: IAM User Guide, "AWS: Denies access to AWS based on the requested Region"; AWS General Reference,
 * "Service endpoints and quotas", for services with one endpoint in a partition.
 */
export const globalServices: readonly string[] = [
  'account',
  // Certificates for CloudFront are made in us-east-1 alone.
  'acm',
  'artifact',
  'aws-marketplace',
  'aws-portal',
  'billing',
  'budgets',
  'ce',
  'chatbot',
  'cloudfront',
  'consolidatedbilling',
  'cur',
  'directconnect',
  'ecr-public',
  'freetier',
  'globalaccelerator',
  'health',
  'iam',
  'invoicing',
  'networkmanager',
  'notifications',
  'notifications-contacts',
  'organizations',
  'payments',
  'pricing',
  'route53',
  'route53-recovery-cluster',
  'route53-recovery-control-config',
  'route53-recovery-readiness',
  'route53domains',
  'savingsplans',
  'shield',
  'signin',
  'sts',
  'support',
  'supportplans',
  'tax',
  'trustedadvisor',
  'waf',
  // For CloudFront, in us-east-1.
  'wafv2',
];

/** Single calls that reach over regions. */
export const globalActions: readonly string[] = [
  'ec2:DescribeRegions',
  // Functions at the edge write their logs wherever their visitors are.
  'logs:CreateLogGroup',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  's3:*MultiRegionAccessPoint*',
  's3:GetAccountPublicAccessBlock',
  's3:ListAllMyBuckets',
];
