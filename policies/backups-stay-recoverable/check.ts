import { defineCheck } from '../../lib/model/guardrail';
import { isObject } from '../../lib/model/json';
import { resourcesOfType } from '../../lib/model/template';

export const check = defineCheck((template) => [
  ...resourcesOfType(template, 'AWS::S3::Bucket')
    .filter(([, { Properties }]) => statusOf(Properties?.VersioningConfiguration) === 'Suspended')
    .map(([logicalId]) => ({
      logicalId,
      path: 'Properties.VersioningConfiguration.Status',
      message:
        "is 'Suspended', so that what is overwritten is lost; keep it, and expire old versions by a lifecycle rule",
    })),
  ...['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'].flatMap((type) =>
    resourcesOfType(template, type)
      .filter(([, { Properties }]) => Number(Properties?.BackupRetentionPeriod ?? 1) === 0)
      .map(([logicalId]) => ({
        logicalId,
        path: 'Properties.BackupRetentionPeriod',
        message: 'is 0, which keeps no backup at all; keep at least a day',
      })),
  ),
]);

const statusOf = (value: unknown): unknown => (isObject(value) ? value.Status : undefined);
