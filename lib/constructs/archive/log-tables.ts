import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import { logBucketName } from '../../model/log-archive';
import type { Format, LogTable, Partition } from '../../model/log-tables/log-table';
import type { Organization } from '../../model/organization';
import { logArchiveFacts } from './log-archive-facts';

export const logDatabaseName = 'breakwater_logs';

export interface LogTablesProps {
  readonly organization: Organization;
  readonly tables: readonly LogTable[];
}

/** Lets Athena see the archive as tables. */
export class LogTables extends Construct {
  constructor(scope: Construct, id: string, { organization, tables }: LogTablesProps) {
    super(scope, id);
    const facts = logArchiveFacts(organization);
    const database = new CfnDatabase(this, 'Database', {
      catalogId: facts.logArchiveAccount,
      databaseInput: { name: logDatabaseName, description: 'The logs of the organization' },
    });
    for (const { name, kind, describes, columns, partitions, folder, format, region, ...table } of tables) {
      const bucket = `s3://${table.bucket ?? logBucketName(kind, facts, region)}/`;
      const days = organization.logs.keep[kind].expireAfterDays;
      new CfnTable(this, name, {
        catalogId: facts.logArchiveAccount,
        databaseName: database.ref,
        tableInput: {
          name,
          description: describes,
          tableType: 'EXTERNAL_TABLE',
          partitionKeys: Object.entries(partitions).map(([key, { kind: type }]) => ({
            name: key,
            type: type === 'number' ? 'int' : 'string',
          })),
          parameters: {
            EXTERNAL: 'TRUE',
            'projection.enabled': 'true',
            'storage.location.template': `${bucket}${folder}/`,
            ...Object.fromEntries(
              Object.entries(partitions).flatMap(([key, partition]) =>
                projection(partition, days).map(([property, value]) => [`projection.${key}.${property}`, value]),
              ),
            ),
            ...(format.kind === 'spaces' && { 'skip.header.line.count': '1' }),
          },
          storageDescriptor: {
            location: bucket,
            columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
            ...storage(format),
          },
        },
      });
    }
  }
}

function projection(partition: Partition, days: number): readonly (readonly [property: string, value: string])[] {
  switch (partition.kind) {
    case 'asked':
      return [['type', 'injected']];
    case 'one of':
      return [
        ['type', 'enum'],
        ['values', partition.values.join()],
      ];
    case 'number':
      return [
        ['type', 'integer'],
        ['range', `${partition.from},${partition.to}`],
      ];
    case 'day':
      return [
        ['type', 'date'],
        ['format', 'yyyy/MM/dd'],
        ['range', `NOW-${days}DAYS,NOW`],
        ['interval', '1'],
        ['interval.unit', 'DAYS'],
      ];
  }
}

type Storage = Pick<CfnTable.StorageDescriptorProperty, 'inputFormat' | 'outputFormat' | 'serdeInfo'>;

const hive = 'org.apache.hadoop.hive';
const text = {
  inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
  outputFormat: `${hive}.ql.io.HiveIgnoreKeyTextOutputFormat`,
};
const document = { serializationLibrary: 'org.apache.hive.hcatalog.data.JsonSerDe' };

function storage(format: Format): Storage {
  switch (format.kind) {
    case 'CloudTrail':
      return { ...text, inputFormat: 'com.amazon.emr.cloudtrail.CloudTrailInputFormat', serdeInfo: document };
    case 'JSON document':
      return { ...text, serdeInfo: document };
    case 'JSON lines':
      return { ...text, serdeInfo: { serializationLibrary: 'org.openx.data.jsonserde.JsonSerDe' } };
    case 'spaces': {
      const parameters = { 'field.delim': ' ', 'serialization.format': ' ' };
      return { ...text, serdeInfo: { serializationLibrary: `${hive}.serde2.lazy.LazySimpleSerDe`, parameters } };
    }
    case 'regular expression': {
      const parameters = { 'input.regex': format.expression, 'serialization.format': '1' };
      return { ...text, serdeInfo: { serializationLibrary: `${hive}.serde2.RegexSerDe`, parameters } };
    }
  }
}
