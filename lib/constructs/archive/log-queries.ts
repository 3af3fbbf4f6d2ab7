import { CfnNamedQuery, CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { Construct } from 'constructs';
import { queryResultPrefix } from '../../model/log-archive';
import { logQueries } from '../../model/log-queries/log-queries';
import { logTables } from '../../model/log-tables/log-tables';
import type { Organization, Region } from '../../model/organization';
import { onlyOverTls, policyDocument } from '../../policy/policy-document';
import { logicalId } from '../logical-id';
import { logArchiveFacts } from './log-archive-facts';
import { LogBucket } from './log-bucket';
import { LogTables, logDatabaseName } from './log-tables';

export interface LogQueriesProps {
  readonly organization: Organization;
  /** Regions where anything may be logged. */
  readonly regions: readonly Region[];
  /** ARN of the key that answers are encrypted with. */
  readonly key: string;
  /** Name of the bucket that records who reads the answers. */
  readonly accessLogs: string;
}

const answersKeptDays = 30;
// Some five dollars: a question that reads more wants to be put better.
const mostScannedBytes = 1024 ** 4;

/** Where the archive is asked: tables, a place for answers, and the questions that everybody has. */
export class LogQueries extends Construct {
  constructor(scope: Construct, id: string, { organization, regions, key, accessLogs }: LogQueriesProps) {
    super(scope, id);
    const facts = logArchiveFacts(organization);
    const { recordedElsewhere } = organization.logs.trail;
    const tables = logTables({ ...facts, regions, recordedElsewhere });
    const name = `${queryResultPrefix}${facts.logArchiveAccount}-${facts.homeRegion}`;
    const bucket = `arn:${facts.partition}:s3:::${name}`;
    new LogBucket(this, 'Answers', {
      name,
      key,
      accessLogs,
      keeping: { expireAfterDays: answersKeptDays, expireReplacedAfterDays: 1 },
      policy: policyDocument(onlyOverTls('s3:*', bucket, `${bucket}/*`)),
    });
    const workGroup = new CfnWorkGroup(this, 'WorkGroup', {
      name: 'breakwater-logs',
      description: 'Questions about the logs of the organization',
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: mostScannedBytes,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: `s3://${name}/`,
          expectedBucketOwner: facts.logArchiveAccount,
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: key },
        },
      },
    });
    new LogTables(this, 'Tables', { organization, tables });
    const accounts = organization.accounts.flatMap(({ id: account }) => account ?? []);
    for (const { name: question, describes, sql } of logQueries({
      accounts,
      tables: tables.map((table) => table.name),
    })) {
      new CfnNamedQuery(this, logicalId('Query', question), {
        name: question,
        description: describes,
        database: logDatabaseName,
        workGroup: workGroup.ref,
        queryString: sql.trim(),
      });
    }
  }
}
