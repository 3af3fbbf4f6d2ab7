import { CfnConfigurationRecorder, CfnDeliveryChannel } from 'aws-cdk-lib/aws-config';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Aws, CfnCondition, Fn, type IResolvable, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type LogArchiveFacts, logArchiveNames, logBucketName } from '../../model/log-archive';
import type { Organization } from '../../model/organization';
import { platformPath, recorderRoleNameIn } from '../../model/platform';
import { recordingGroup } from '../../model/recording';
import type { Services } from '../../model/services';
import { policyDocument } from '../../policy/policy-document';
import { logArchiveFacts } from '../archive/log-archive-facts';
import { acknowledge } from '../compliance/acknowledge';
import { trustOfService } from '../trust';

// An account has one recorder in a region. Under the name that consoles give it, one that is there already is taken over.
const name = 'default';

/** Records what changes in this account and region, and delivers it to the log archive. */
export class ConfigRecorder extends Construct {
  constructor(scope: Construct, id: string, organization: Organization, config: NonNullable<Services['config']>) {
    super(scope, id);
    const facts = logArchiveFacts(organization);
    const role = new RecorderRole(this, 'Role', facts);
    new CfnConfigurationRecorder(this, 'Recorder', {
      name,
      roleArn: role.arn,
      recordingGroup: this.#recordingGroup(organization, config),
      recordingMode: {
        recordingFrequency: config.recording === 'daily' ? 'DAILY' : 'CONTINUOUS',
        ...(config.dailyTypes.length > 0 && {
          recordingModeOverrides: [{ recordingFrequency: 'DAILY', resourceTypes: [...config.dailyTypes] }],
        }),
      },
    });
    // Neither waits for the other: each needs the other to be there before it works.
    new CfnDeliveryChannel(this, 'Channel', {
      name,
      s3BucketName: logBucketName('config', facts),
      configSnapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
    });
  }

  /** The template of a StackSet is the same in every region, so that it has to ask which one it is in. */
  #recordingGroup({ homeRegion }: Organization, { types }: NonNullable<Services['config']>): IResolvable {
    const isHome = new CfnCondition(this, 'IsHome', { expression: Fn.conditionEquals(Aws.REGION, homeRegion) });
    return Fn.conditionIf(
      isHome.logicalId,
      capitalized(recordingGroup(types, true)),
      capitalized(recordingGroup(types, false)),
    );
  }
}

/**
 * A role of ours and not the service-linked one: a stack cannot make that where it is there already, and where it is
 * not, a recorder cannot have it. One per region, as the forwarder, so that no region waits for another.
 */
class RecorderRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, facts: LogArchiveFacts) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const awsManaged = `arn:${facts.partition}:iam::aws:policy/service-role/AWS_ConfigRole`;
    const role = new CfnRole(this, 'Resource', {
      roleName: recorderRoleNameIn(region),
      path: platformPath,
      description: 'Lets AWS Config read what it records',
      assumeRolePolicyDocument: trustOfService('config.amazonaws.com', account),
      managedPolicyArns: [awsManaged],
      policies: [{ policyName: 'Deliver', policyDocument: delivery(facts, account) }],
    });
    const named = Token.isUnresolved(account) ? '<AWS::AccountId>' : account;
    acknowledge(role, {
      [`IAM5[Resource::${objectsOf(facts, named)}]`]: 'Config names each object that it delivers by day and region',
      [`IAM5[Resource::${keysOf(facts)}]`]: 'the condition narrows it to the one key with the alias of the log archive',
      [`IAM4[Policy::${awsManaged}]`]:
        'AWS keeps this policy in step with the types that Config learns to record; it only reads',
    });
    this.arn = role.attrArn;
  }
}

/** In the log archive's own account Config delivers as this role; anywhere else as itself, when the role may not. */
function delivery(facts: LogArchiveFacts, account: string) {
  const { keyAlias } = logArchiveNames(facts);
  return policyDocument(
    { Effect: 'Allow', Action: 's3:PutObject', Resource: objectsOf(facts, account) },
    {
      Effect: 'Allow',
      Action: 's3:GetBucketAcl',
      Resource: bucketOf(facts),
    },
    {
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: keysOf(facts),
      Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': `alias/${keyAlias}` } },
    },
  );
}

function bucketOf(facts: LogArchiveFacts): string {
  return `arn:${facts.partition}:s3:::${logBucketName('config', facts)}`;
}

function objectsOf(facts: LogArchiveFacts, account: string): string {
  return `${bucketOf(facts)}/AWSLogs/${account}/Config/*`;
}

function keysOf({ partition, homeRegion, logArchiveAccount }: LogArchiveFacts): string {
  return `arn:${partition}:kms:${homeRegion}:${logArchiveAccount}:key/*`;
}

/** Inside a condition CDK takes properties as CloudFormation spells them. */
function capitalized(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`,
      capitalized(inner),
    ]),
  );
}
