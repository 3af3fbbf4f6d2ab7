import { defineCheck } from '../../lib/model/guardrail';
import { resourcesOfType } from '../../lib/model/template';

/** Types with the property, and what the service makes of its absence. */
const types: Readonly<Record<string, { readonly unlessSaid: boolean }>> = {
  'AWS::RDS::DBInstance': { unlessSaid: false },
  'AWS::RDS::DBCluster': { unlessSaid: false },
  'AWS::Redshift::Cluster': { unlessSaid: false },
  'AWS::RedshiftServerless::Workgroup': { unlessSaid: false },
  'AWS::DMS::ReplicationInstance': { unlessSaid: true },
};

export const check = defineCheck((template) =>
  Object.entries(types).flatMap(([type, { unlessSaid }]) =>
    resourcesOfType(template, type)
      .filter(([, { Properties }]) => String(Properties?.PubliclyAccessible ?? unlessSaid) === 'true')
      .map(([logicalId]) => ({
        logicalId,
        path: 'Properties.PubliclyAccessible',
        message: `is ${unlessSaid ? 'true unless it is said to be false' : 'true'}; set it to false and connect from inside the network`,
      })),
  ),
);
