import { type App, Stack } from 'aws-cdk-lib/core';
import { EncryptionKey } from '../lib/constructs/encryption-key';
import { logArchiveFacts } from '../lib/constructs/log-archive-facts';
import { LogBucket } from '../lib/constructs/log-bucket';
import { accessLogKeeping, logArchiveNames, trailKeeping } from '../lib/model/log-archive';
import type { Organization } from '../lib/model/organization';
import { accessLogBucketPolicy, trailBucketPolicy, trailEncryption } from '../lib/policy/log-archive-access';
import { place } from './place';

/** Log archive account, home region: where every account's CloudTrail logs rest. */
export class LogArchiveStack extends Stack {
  constructor(scope: App, id: string, organization: Organization) {
    super(scope, id, place(organization, 'log-archive'));
    const facts = logArchiveFacts(organization);
    const names = logArchiveNames(facts);
    const key = new EncryptionKey(this, 'LogKey', {
      alias: names.keyAlias,
      description: 'Encrypts the logs of the organization',
      partition: facts.partition,
      statements: trailEncryption(facts),
    });
    const accessLogs = new LogBucket(this, 'AccessLogs', {
      name: names.accessLogBucket,
      keeping: accessLogKeeping,
      policy: accessLogBucketPolicy(facts),
    });
    new LogBucket(this, 'TrailLogs', {
      name: names.trailBucket,
      key: key.arn,
      keeping: trailKeeping,
      accessLogs: accessLogs.name,
      policy: trailBucketPolicy(facts),
    });
  }
}
