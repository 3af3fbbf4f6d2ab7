import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { ArchiveBucket } from '../../model/archive-buckets';
import { logBucketName, logKeyAlias } from '../../model/log-archive';
import type { Organization, Region } from '../../model/organization';
import { platformPath } from '../../model/platform';
import { policyDocument } from '../../policy/policy-document';
import { acknowledge } from '../compliance/acknowledge';
import { logArchiveFacts } from './log-archive-facts';

export interface LogReplicationProps {
  readonly organization: Organization;
  readonly to: Region;
  readonly kinds: readonly ArchiveBucket['kind'][];
}

/** Copies what arrives in the home region to another one; what is deleted here stays there. */
export class LogReplication extends Construct {
  readonly #role: string;
  readonly #props: LogReplicationProps;

  constructor(scope: Construct, id: string, props: LogReplicationProps) {
    super(scope, id);
    this.#props = props;
    const { organization, to, kinds } = props;
    const { partition, homeRegion, logArchiveAccount } = logArchiveFacts(organization);
    const sources = kinds.map((kind) => this.#arn(kind, homeRegion));
    const copies = kinds.map((kind) => this.#arn(kind, to));
    // The keys' ids are not known before they are there; their alias is.
    const keysIn = (region: Region) => `arn:${partition}:kms:${region}:${logArchiveAccount}:key/*`;
    const throughS3 = (region: Region) => ({
      'ForAnyValue:StringEquals': { 'kms:ResourceAliases': `alias/${logKeyAlias}` },
      StringLike: { 'kms:ViaService': `s3.${region}.*` },
    });
    const role = new CfnRole(this, 'Role', {
      roleName: 'breakwater-log-replication',
      path: platformPath,
      description: 'Copies the logs of the organization to another region',
      assumeRolePolicyDocument: policyDocument({
        Effect: 'Allow',
        Principal: { Service: 's3.amazonaws.com' },
        Action: 'sts:AssumeRole',
        // AWS does not document that replication says for whom it comes; only this account could pass it the role.
        Condition: { StringEqualsIfExists: { 'aws:SourceAccount': logArchiveAccount } },
      }),
      policies: [
        {
          policyName: 'Copy',
          policyDocument: policyDocument(
            { Effect: 'Allow', Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'], Resource: sources },
            {
              Effect: 'Allow',
              Action: [
                's3:GetObjectLegalHold',
                's3:GetObjectRetention',
                's3:GetObjectVersionAcl',
                's3:GetObjectVersionForReplication',
                's3:GetObjectVersionTagging',
              ],
              Resource: sources.map((arn) => `${arn}/*`),
            },
            {
              Effect: 'Allow',
              Action: ['s3:ReplicateObject', 's3:ReplicateTags'],
              Resource: copies.map((arn) => `${arn}/*`),
            },
            { Effect: 'Allow', Action: 'kms:Decrypt', Resource: keysIn(homeRegion), Condition: throughS3(homeRegion) },
            {
              Effect: 'Allow',
              Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
              Resource: keysIn(to),
              Condition: throughS3(to),
            },
          ),
        },
      ],
    });
    acknowledge(role, {
      ...Object.fromEntries(
        [...sources, ...copies].map((arn) => [`IAM5[Resource::${arn}/*]`, 'copies every object of these buckets']),
      ),
      ...Object.fromEntries(
        [homeRegion, to].map((region) => [
          `IAM5[Resource::${keysIn(region)}]`,
          'narrowed to the key behind the alias, whose id nobody knows before it is there',
        ]),
      ),
    });
    this.#role = role.attrArn;
  }

  copiesOf({ kind }: ArchiveBucket): CfnBucket.ReplicationConfigurationProperty | undefined {
    const { organization, to, kinds } = this.#props;
    if (!kinds.includes(kind)) return undefined;
    const { partition, logArchiveAccount } = logArchiveFacts(organization);
    return {
      role: this.#role,
      rules: [
        {
          id: 'CopyEverything',
          status: 'Enabled',
          priority: 1,
          filter: { prefix: '' },
          // Whoever deletes here deletes nothing there.
          deleteMarkerReplication: { status: 'Disabled' },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
          destination: {
            bucket: this.#arn(kind, to),
            encryptionConfiguration: {
              replicaKmsKeyId: `arn:${partition}:kms:${to}:${logArchiveAccount}:alias/${logKeyAlias}`,
            },
          },
        },
      ],
    };
  }

  #arn(kind: ArchiveBucket['kind'], region: Region): string {
    const facts = logArchiveFacts(this.#props.organization);
    return `arn:${facts.partition}:s3:::${logBucketName(kind, facts, region)}`;
  }
}
