import { isObject, type Json } from '../../model/json';
import type { Values } from './call';

/** What SOAP called a list, and its items' one field where they are plain values. */
export interface SetName {
  readonly set: string;
  readonly field?: string;
}

/**
 * Names from EC2's SOAP interface where they do not follow from the query interface's, by name on the wire.
 * What is not here is `lowerFirst(wire)`, and for a list `<that>Set` of `{ <that>: value }`.
 */
export const setNames: Readonly<Record<string, SetName>> = {
  AllocationId: { set: 'allocationIdsSet' },
  AttributeName: { set: 'accountAttributeNameSet' },
  BlockDeviceMapping: { set: 'blockDeviceMapping' },
  CustomerGatewayId: { set: 'customerGatewaySet' },
  DhcpOptionsId: { set: 'dhcpOptionsSet' },
  ExecutableBy: { set: 'executableBySet', field: 'user' },
  GroupId: { set: 'groupSet' },
  Groups: { set: 'groups' },
  ImageId: { set: 'imagesSet' },
  InstanceId: { set: 'instancesSet' },
  IpPermissions: { set: 'ipPermissions' },
  IpRanges: { set: 'ipRanges' },
  Ipv6Ranges: { set: 'ipv6Ranges' },
  KeyName: { set: 'keySet' },
  Owner: { set: 'ownersSet' },
  PrefixListIds: { set: 'prefixListIds' },
  PublicIp: { set: 'publicIpsSet' },
  RegionName: { set: 'regionSet' },
  ResourceId: { set: 'resourcesSet' },
  RestorableBy: { set: 'sharedUsersSet', field: 'user' },
  SecurityGroup: { set: 'groupSet', field: 'groupName' },
  SecurityGroupId: { set: 'groupSet', field: 'groupId' },
  SecurityGroupRuleId: { set: 'securityGroupRuleIds' },
  SnapshotId: { set: 'snapshotSet' },
  SubnetId: { set: 'subnetSet' },
  UserGroup: { set: 'groups', field: 'group' },
  VolumeId: { set: 'volumeSet' },
  VpcId: { set: 'vpcSet' },
  VpnConnectionId: { set: 'vpnConnectionSet' },
  VpnGatewayId: { set: 'vpnGatewaySet' },
  ZoneId: { set: 'availabilityZoneIdSet', field: 'zoneId' },
  ZoneName: { set: 'availabilityZoneSet', field: 'zoneName' },
  Add: { set: 'add' },
  Remove: { set: 'remove' },
};

/** The same, where one operation differs from the others. */
export const setNamesIn: Readonly<Record<string, Readonly<Record<string, SetName>>>> = {
  DescribePlacementGroups: { GroupName: { set: 'placementGroupSet' }, GroupId: { set: 'placementGroupIdSet' } },
  DescribeSecurityGroups: { GroupName: { set: 'securityGroupSet' }, GroupId: { set: 'securityGroupIdSet' } },
};

export const scalarNamesIn: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CreateNetworkAclEntry: { Protocol: 'aclProtocol' },
  CreateVolume: { AvailabilityZone: 'zone' },
  ModifyImageAttribute: { Attribute: 'attributeType' },
  ModifySnapshotAttribute: { Attribute: 'attributeType' },
  ReplaceNetworkAclEntry: { Protocol: 'aclProtocol' },
};

export const answeredNamesIn: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CreateVolume: { availabilityZone: 'zone' },
};

/** The one list SOAP had no `items` for: the tags of a tag specification. */
export const bareLists: ReadonlySet<string> = new Set(['TagSpecification.Tags']);

/** Numbers that are recorded as text. */
export const textualNumbers: ReadonlySet<string> = new Set(['size', 'volumeSize']);

/** Never recorded, whatever the model says of them. */
export const hiddenMembers: ReadonlySet<string> = new Set(['UserData', 'UefiData']);

/** What the service fills in before it records, so that it is there even when nobody asked. */
export const alwaysRecorded: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  AttachVolume: { deleteOnTermination: false },
  AuthorizeSecurityGroupEgress: { ipPermissions: {} },
  AuthorizeSecurityGroupIngress: { ipPermissions: {} },
  CreateNetworkAclEntry: { icmpTypeCode: {}, portRange: {} },
  CreateVpc: { instanceTenancy: 'default', amazonProvidedIpv6CidrBlock: false },
  DeleteSnapshot: { force: false },
  DeleteVolume: { reportVolumeFailure: false },
  DescribeAccountAttributes: { filterSet: {} },
  ReplaceNetworkAclEntry: { icmpTypeCode: {}, portRange: {} },
  RevokeSecurityGroupEgress: { ipPermissions: {} },
  RevokeSecurityGroupIngress: { ipPermissions: {} },
  RunInstances: {
    blockDeviceMapping: {},
    monitoring: { enabled: false },
    disableApiTermination: false,
    disableApiStop: false,
  },
  StopInstances: { force: false },
};

/** Lists of a Describe operation that are left out, not `{}`, when nobody asked. */
export const optionalLists: ReadonlySet<string> = new Set(['DescribeRegions.filterSet']);

/** Operations whose SOAP request was built otherwise: what they are turned into before names are given. */
export const rearranged: Readonly<Record<string, (parameters: Record<string, Json>) => Record<string, Json>>> = {
  RunInstances: ({ imageId, minCount, maxCount, keyName, ...rest }) => ({
    instancesSet: { items: [defined({ imageId, minCount, maxCount, keyName })] },
    ...rest,
  }),
  ModifySnapshotAttribute: (parameters) =>
    permission({ ...parameters, attributeType: 'CREATE_VOLUME_PERMISSION' }, 'createVolumePermission'),
  ModifyImageAttribute: (parameters) =>
    'launchPermission' in parameters || 'operationType' in parameters
      ? permission({ ...parameters, attributeType: 'launchPermission' }, 'launchPermission')
      : parameters,
};

/** The older spelling (`OperationType: 'add', UserIds, GroupNames`) is recorded as the newer one. */
function permission(
  { operationType, userIdSet, groups, ...rest }: Record<string, Json>,
  name: string,
): Record<string, Json> {
  if (typeof operationType !== 'string') return rest;
  const items = [userIdSet, groups].flatMap((list) => (isObject(list) ? ((list as Values).items as Json[]) : []));
  return { ...rest, [name]: { [operationType]: { items } } };
}

function defined(values: Readonly<Record<string, Json | undefined>>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
