import { defineCheck } from '../../lib/model/guardrail';
import type { JsonObject } from '../../lib/model/json';
import { resourcesOfType } from '../../lib/model/template';

/** What lands in the default VPC unless one of these says where else, or says who says so. */
const places: Readonly<Record<string, readonly string[]>> = {
  'AWS::AutoScaling::AutoScalingGroup': ['VPCZoneIdentifier', 'InstanceId', 'LaunchTemplate', 'MixedInstancesPolicy'],
  'AWS::EC2::Instance': ['SubnetId', 'LaunchTemplate', 'NetworkInterfaces'],
  'AWS::EC2::SecurityGroup': ['VpcId'],
  'AWS::ElasticLoadBalancing::LoadBalancer': ['Subnets'],
  'AWS::RDS::DBCluster': ['DBSubnetGroupName', 'SourceDBClusterIdentifier'],
  'AWS::RDS::DBInstance': ['DBSubnetGroupName', 'DBClusterIdentifier', 'SourceDBInstanceIdentifier'],
};

export const check = defineCheck((template) =>
  Object.entries(places).flatMap(([type, properties]) =>
    resourcesOfType(template, type)
      .filter(([, { Properties }]) => !saysWhere(Properties, properties))
      .map(([logicalId]) => ({
        logicalId,
        path: `Properties.${properties[0]}`,
        message: 'is not said, which means the default VPC, and accounts have none; name a network of your own',
      })),
  ),
);

const saysWhere = (given: JsonObject | undefined, properties: readonly string[]): boolean =>
  properties.some((property) => given?.[property] !== undefined);
