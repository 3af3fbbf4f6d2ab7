import { isObject } from '../../model/json';
import type { Call, Values } from './call';
import { isReadOnly } from './read-only';

/** ARNs after `arn:<partition>:`, by service and input member; `{}` is the value, and a value that is an ARN stays one. */
const templates: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cloudformation: {
    StackName: 'cloudformation:{region}:{account}:stack/{}/*',
    StackSetName: 'cloudformation:{region}:{account}:stackset/{}:*',
  },
  cloudtrail: {
    Name: 'cloudtrail:{region}:{account}:trail/{}',
    TrailName: 'cloudtrail:{region}:{account}:trail/{}',
  },
  config: { ConfigRuleName: 'config:{region}:{account}:config-rule/*' },
  dynamodb: { TableName: 'dynamodb:{region}:{account}:table/{}' },
  ec2: {
    AllocationId: 'ec2:{region}:{account}:elastic-ip/{}',
    DhcpOptionsId: 'ec2:{region}:{account}:dhcp-options/{}',
    FlowLogIds: 'ec2:{region}:{account}:vpc-flow-log/{}',
    GroupId: 'ec2:{region}:{account}:security-group/{}',
    ImageId: 'ec2:{region}::image/{}',
    InstanceId: 'ec2:{region}:{account}:instance/{}',
    InstanceIds: 'ec2:{region}:{account}:instance/{}',
    InternetGatewayId: 'ec2:{region}:{account}:internet-gateway/{}',
    KeyName: 'ec2:{region}:{account}:key-pair/{}',
    NatGatewayId: 'ec2:{region}:{account}:natgateway/{}',
    NetworkAclId: 'ec2:{region}:{account}:network-acl/{}',
    NetworkInterfaceId: 'ec2:{region}:{account}:network-interface/{}',
    PrefixListId: 'ec2:{region}:{account}:prefix-list/{}',
    RouteTableId: 'ec2:{region}:{account}:route-table/{}',
    SecurityGroupIds: 'ec2:{region}:{account}:security-group/{}',
    SnapshotId: 'ec2:{region}::snapshot/{}',
    SubnetId: 'ec2:{region}:{account}:subnet/{}',
    TransitGatewayId: 'ec2:{region}:{account}:transit-gateway/{}',
    VolumeId: 'ec2:{region}:{account}:volume/{}',
    VpcEndpointIds: 'ec2:{region}:{account}:vpc-endpoint/{}',
    VpcId: 'ec2:{region}:{account}:vpc/{}',
  },
  events: {
    EventBusName: 'events:{region}:{account}:event-bus/{}',
    Name: 'events:{region}:{account}:rule/{}',
    Rule: 'events:{region}:{account}:rule/{}',
  },
  guardduty: { DetectorId: 'guardduty:{region}:{account}:detector/{}' },
  iam: {
    GroupName: 'iam::{account}:group/{}',
    InstanceProfileName: 'iam::{account}:instance-profile/{}',
    PolicyArn: '{}',
    RoleName: 'iam::{account}:role/{}',
    SAMLProviderArn: '{}',
    Url: 'iam::{account}:oidc-provider/{}',
    UserName: 'iam::{account}:user/{}',
  },
  kms: { KeyId: 'kms:{region}:{account}:key/{}' },
  lambda: { FunctionName: 'lambda:{region}:{account}:function:{}' },
  logs: { logGroupName: 'logs:{region}:{account}:log-group:{}' },
  rds: {
    DBClusterIdentifier: 'rds:{region}:{account}:cluster:{}',
    DBClusterSnapshotIdentifier: 'rds:{region}:{account}:cluster-snapshot:{}',
    DBInstanceIdentifier: 'rds:{region}:{account}:db:{}',
    DBSnapshotIdentifier: 'rds:{region}:{account}:snapshot:{}',
  },
  secretsmanager: { SecretId: 'secretsmanager:{region}:{account}:secret:{}' },
  sns: { Name: 'sns:{region}:{account}:{}', TopicArn: '{}' },
  sqs: { QueueName: 'sqs:{region}:{account}:{}', QueueUrl: 'sqs:{region}:{account}:{}' },
  ssm: { DocumentName: 'ssm:{region}:{account}:document/{}', Name: 'ssm:{region}:{account}:parameter/{}' },
  sts: { RoleArn: '{}' },
};

/** Operations that act on a new thing of a kind, whatever else they name: the kind is what IAM asks about first. */
const made: Readonly<Record<string, string>> = {
  'ec2:CreateSecurityGroup': 'ec2:{region}:{account}:security-group/*',
  'ec2:CreateSnapshot': 'ec2:{region}::snapshot/*',
  'ec2:CreateVolume': 'ec2:{region}:{account}:volume/*',
  'ec2:CreateVpc': 'ec2:{region}:{account}:vpc/*',
  'ec2:CreateVpcPeeringConnection': 'ec2:{region}:{account}:vpc-peering-connection/*',
  'ec2:RunInstances': 'ec2:{region}:{account}:instance/*',
};

/** ARNs of what a call acts on, as far as its input tells; `*` where it names nothing. */
export function resourcesOf(call: Call): readonly string[] {
  const { service, model, input } = call;
  if (service.style === 's3') return s3Resources(call);
  // EC2 knows no resources when it is only asked.
  if (service.style === 'ec2' && isReadOnly('ec2', model.name)) return ['*'];
  const fill = (template: string, value = '') =>
    `arn:${call.caller.partition}:${template}`
      .replace('{region}', service.homeRegion ?? call.region)
      .replace('{account}', call.caller.account)
      .replace('{}', value);
  const first = made[`${service.prefix}:${model.name}`];
  const named = Object.entries(templates[service.prefix] ?? {}).flatMap(([member, template]) =>
    texts(input[member]).map((value) =>
      value.startsWith('arn:') ? value : fill(template, inArn(member, value, input)),
    ),
  );
  const known = [...(first ? [fill(first)] : []), ...named];
  return known.length > 0 ? known : anyArn(call);
}

function s3Resources({ caller, input, serviceId }: Call): readonly string[] {
  const { Bucket, Key, Delete } = input;
  if (serviceId === 'S3 Control' || typeof Bucket !== 'string') return ['*'];
  const bucket = `arn:${caller.partition}:s3:::${Bucket}`;
  if (typeof Key === 'string') return [`${bucket}/${Key}`];
  const doomed = isObject(Delete) && Array.isArray(Delete.Objects) ? Delete.Objects : [];
  const keys = doomed.flatMap((object: unknown) => (isObject(object) ? texts(object.Key) : []));
  return keys.length > 0 ? keys.map((key) => `${bucket}/${key}`) : [bucket];
}

/** Where no template fits: the ARNs among the input's own members, `ResourceArn` and its like. */
function anyArn({ input }: Call): readonly string[] {
  const arns = Object.values(input).filter((value) => typeof value === 'string' && value.startsWith('arn:'));
  return arns.length > 0 ? (arns as string[]) : ['*'];
}

function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The value as it stands in an ARN. */
function inArn(member: string, value: string, { Path, EventBusName }: Values): string {
  if (member === 'RoleName' && typeof Path === 'string') return `${Path.slice(1)}${value}`;
  if ((member === 'Rule' || member === 'Name') && typeof EventBusName === 'string') return `${EventBusName}/${value}`;
  if (member === 'Url') return value.replace(/^https:\/\//, '');
  return member === 'QueueUrl' ? value.slice(value.lastIndexOf('/') + 1) : value;
}
