import { type App, Stack } from 'aws-cdk-lib/core';
import { EncryptionKey } from '../lib/constructs/encryption-key';
import { logArchiveNames } from '../lib/constructs/log-archive-names';
import { LogBucket } from '../lib/constructs/log-bucket';
import { accessLogDelivery, trailDelivery, trailEncryption } from '../lib/constructs/log-delivery';
import type { Organization } from '../lib/model/organization';
import { place } from './place';

const lockedDays = 365;
const keptDays = 7 * 365;
const accessLogsKeptDays = 365;

/** Log archive account, home region: where every account's CloudTrail logs rest. */
export class LogArchiveStack extends Stack {
  constructor(scope: App, id: string, organization: Organization) {
    super(scope, id, place(organization, 'log-archive'));
    const { partition } = organization;
    const names = logArchiveNames(organization);
    const key = new EncryptionKey(this, 'LogKey', {
      alias: names.keyAlias,
      description: 'Encrypts the logs of the organization',
      partition,
      statements: trailEncryption(organization, names.trailArn),
    });
    const accessLogs = new LogBucket(this, 'AccessLogs', {
      name: names.accessLogBucket,
      arn: `arn:${partition}:s3:::${names.accessLogBucket}`,
      expireAfterDays: accessLogsKeptDays,
      statements: accessLogDelivery(organization, names),
    });
    new LogBucket(this, 'TrailLogs', {
      name: names.trailBucket,
      arn: `arn:${partition}:s3:::${names.trailBucket}`,
      key: key.arn,
      lockedDays,
      expireAfterDays: keptDays,
      accessLogs: accessLogs.name,
      statements: trailDelivery(organization, names),
    });
  }
}
