import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { CfnLogGroup, CfnLogStream } from 'aws-cdk-lib/aws-logs';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { logBucketName } from '../../model/log-archive';
import { fixHistoryFolder } from '../../model/log-tables/fixes-table';
import type { Organization } from '../../model/organization';
import { ledgerHistoryRoleName, platformPath } from '../../model/platform';
import { policyDocument } from '../../policy/policy-document';
import { acknowledge } from '../compliance/acknowledge';
import { retain } from '../retain';
import { logArchiveFacts } from './log-archive-facts';

const name = 'breakwater-ledger-history';
const errorLogDays = 90;

/** Collects records and writes them to the log archive as lines of JSON, some minutes' worth at a time. */
export class ArchiveDelivery extends Construct {
  readonly arn: string;
  readonly streamName = name;

  constructor(scope: Construct, id: string, { organization }: { readonly organization: Organization }) {
    super(scope, id);
    const facts = logArchiveFacts(organization);
    const bucket = `arn:${facts.partition}:s3:::${logBucketName('fixes', facts)}`;
    const logs = new CfnLogGroup(this, 'Errors', {
      logGroupName: '/breakwater/ledger-history',
      retentionInDays: errorLogDays,
    });
    retain(logs);
    const errors = new CfnLogStream(this, 'ErrorStream', { logGroupName: logs.ref, logStreamName: 'delivery' });
    const stream = new CfnDeliveryStream(this, 'Stream', {
      deliveryStreamName: name,
      deliveryStreamType: 'DirectPut',
      deliveryStreamEncryptionConfigurationInput: { keyType: 'AWS_OWNED_CMK' },
      extendedS3DestinationConfiguration: {
        bucketArn: bucket,
        roleArn: this.#role(organization, bucket, logs).attrArn,
        prefix: `${fixHistoryFolder}/!{timestamp:yyyy/MM/dd}/`,
        errorOutputPrefix: 'errors/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/',
        fileExtension: '.json.gz',
        compressionFormat: 'GZIP',
        // The bucket encrypts with the archive's key, whose id is not known here.
        encryptionConfiguration: { noEncryptionConfig: 'NoEncryption' },
        bufferingHints: { intervalInSeconds: 900, sizeInMBs: 16 },
        processingConfiguration: {
          enabled: true,
          processors: [
            {
              type: 'AppendDelimiterToRecord',
              parameters: [{ parameterName: 'Delimiter', parameterValue: '\\n' }],
            },
          ],
        },
        cloudWatchLoggingOptions: { enabled: true, logGroupName: logs.ref, logStreamName: errors.ref },
      },
    });
    this.arn = stream.attrArn;
  }

  #role(organization: Organization, bucket: string, logs: CfnLogGroup): CfnRole {
    const { partition, homeRegion, logArchiveAccount } = logArchiveFacts(organization);
    const keys = `arn:${partition}:kms:${homeRegion}:${logArchiveAccount}:key/*`;
    const role = new CfnRole(this, 'Role', {
      roleName: ledgerHistoryRoleName,
      path: platformPath,
      description: 'Writes the history of fixes to the log archive',
      assumeRolePolicyDocument: policyDocument({
        Effect: 'Allow',
        Principal: { Service: 'firehose.amazonaws.com' },
        Action: 'sts:AssumeRole',
        // Firehose says for whom it comes with an external id, and not with aws:SourceAccount.
        Condition: { StringEquals: { 'sts:ExternalId': Stack.of(this).account } },
      }),
      policies: [
        {
          policyName: 'Write',
          policyDocument: policyDocument(
            { Effect: 'Allow', Action: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'], Resource: bucket },
            { Effect: 'Allow', Action: ['s3:AbortMultipartUpload', 's3:PutObject'], Resource: `${bucket}/*` },
            {
              Effect: 'Allow',
              Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
              Resource: keys,
              Condition: {
                StringEquals: { 'kms:EncryptionContext:aws:s3:arn': bucket },
                StringLike: { 'kms:ViaService': `s3.${homeRegion}.*` },
              },
            },
            { Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: logs.attrArn },
          ),
        },
      ],
    });
    acknowledge(role, {
      [`IAM5[Resource::${bucket}/*]`]: 'writes objects whose names it chooses by the hour',
      [`IAM5[Resource::${keys}]`]: "narrowed to what S3 encrypts in this one bucket; the key's id is another account's",
    });
    return role;
  }
}
