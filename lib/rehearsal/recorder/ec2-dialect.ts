import type { OperationModel } from './sdk-schema';

/**
 * EC2 records in two dialects. Operations from the days of its SOAP interface keep that one's names: `instancesSet.items`.
 * Later ones are wrapped: `DeleteFlowLogsRequest` holds the request as XML. In the model the two differ in how
 * `DryRun` is spelt on the wire, which EC2's own generator has kept apart ever since.
 */
export function isWrapped({ name, input }: OperationModel): boolean {
  const dryRun = input.members.find((member) => member.name === 'DryRun');
  return dryRun ? dryRun.traits.xmlName === undefined : !oldWithoutDryRun.has(name);
}

/** Old operations that cannot be tried dry. */
const oldWithoutDryRun: ReadonlySet<string> = new Set([
  'AssignPrivateIpAddresses',
  'CancelExportTask',
  'CancelReservedInstancesListing',
  'CreateInstanceExportTask',
  'CreateReservedInstancesListing',
  'CreateVpnConnectionRoute',
  'DeleteVpnConnectionRoute',
  'DescribeExportTasks',
  'DescribeReservedInstancesListings',
  'DescribeReservedInstancesModifications',
  'ModifyReservedInstances',
  'ModifySubnetAttribute',
  'ModifyVpcAttribute',
  'UnassignPrivateIpAddresses',
]);
