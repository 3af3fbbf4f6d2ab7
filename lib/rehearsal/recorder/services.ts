/** How one service appears in CloudTrail and in IAM. */
export interface Service {
  /** `eventSource` without `.amazonaws.com`. */
  readonly source: string;
  /** Before the colon in IAM actions. */
  readonly prefix: string;
  readonly style: 'ec2' | 's3' | 'json';
  /** `awsRegion` is always this one's, whatever region the caller chose. */
  readonly homeRegion?: string;
  /** What stands where a sensitive value was; undefined: nothing at all. */
  readonly hidden?: string;
  /** Member names as the service wrote them, not with a small first letter. */
  readonly keysAsWritten?: true;
  /** Name of the error that tells a caller no. */
  readonly denial: string;
  /** Most services know the caller's rights before they know what was asked, so a denial has no `requestParameters`. */
  readonly recordsDeniedParameters?: true;
}

const defaults = { style: 'json', hidden: 'HIDDEN_DUE_TO_SECURITY_REASONS', denial: 'AccessDeniedException' } as const;
const query = { hidden: undefined, denial: 'AccessDenied' } as const;

/** Differences only, by the SDK's service id. */
const differences: Readonly<Record<string, Partial<Service>>> = {
  Account: { homeRegion: 'us-east-1', keysAsWritten: true },
  'Auto Scaling': query,
  AppSync: { hidden: '***', recordsDeniedParameters: true },
  Bedrock: { recordsDeniedParameters: true },
  CloudFormation: query,
  CloudFront: { homeRegion: 'us-east-1', denial: 'AccessDenied' },
  CloudWatch: { ...query, source: 'monitoring', prefix: 'cloudwatch' },
  'CloudWatch Logs': { source: 'logs', prefix: 'logs' },
  'Config Service': { source: 'config', prefix: 'config' },
  'Cost Explorer': { source: 'ce', prefix: 'ce', homeRegion: 'us-east-1', keysAsWritten: true },
  EC2: {
    style: 'ec2',
    hidden: '<sensitiveDataRemoved>',
    denial: 'UnauthorizedOperation',
    recordsDeniedParameters: true,
  },
  EFS: { source: 'elasticfilesystem', prefix: 'elasticfilesystem' },
  EKS: { recordsDeniedParameters: true },
  'Elastic Load Balancing v2': { ...query, source: 'elasticloadbalancing', prefix: 'elasticloadbalancing' },
  EventBridge: { source: 'events', prefix: 'events' },
  GuardDuty: { recordsDeniedParameters: true },
  IAM: { ...query, homeRegion: 'us-east-1' },
  Organizations: { homeRegion: 'us-east-1', hidden: '****' },
  RDS: { ...query, hidden: '****' },
  'Route 53': { source: 'route53', prefix: 'route53', homeRegion: 'us-east-1', denial: 'AccessDenied' },
  'Route 53 Domains': { homeRegion: 'us-east-1' },
  S3: { style: 's3', denial: 'AccessDenied', recordsDeniedParameters: true },
  'S3 Control': { style: 's3', source: 's3', prefix: 's3', denial: 'AccessDenied', recordsDeniedParameters: true },
  SESv2: { source: 'ses', prefix: 'ses' },
  SFN: { source: 'states', prefix: 'states' },
  SNS: { ...query, denial: 'AuthorizationErrorException' },
  'SSO Admin': { source: 'sso', prefix: 'sso' },
  STS: query,
};

/** @param serviceId what an SDK client has as `config.serviceId` */
export function serviceOf(serviceId: string): Service {
  const name = serviceId.toLowerCase().replaceAll(' ', '');
  return { source: name, prefix: name, ...defaults, ...differences[serviceId] };
}
