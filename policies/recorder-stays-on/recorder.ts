import {
  ConfigServiceClient,
  type ConfigurationRecorder,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
  type RecordingGroup,
} from '@aws-sdk/client-config-service';
import type { Session } from '../../lib/model/guardrail';
import type { AccountId, Partition, Region } from '../../lib/model/organization';

/** What is there of Config in one account and region. */
export interface RecorderState {
  readonly kind: 'recorder';
  readonly account: AccountId;
  readonly region: Region;
  readonly recorder?: ConfigurationRecorder;
  readonly recording: boolean;
  /** Where it delivers to; undefined when it has no delivery channel. */
  readonly bucket?: string;
}

export async function recorderOf(session: Session): Promise<RecorderState> {
  const client = session.client(ConfigServiceClient);
  const [{ ConfigurationRecorders = [] }, { ConfigurationRecordersStatus = [] }, { DeliveryChannels = [] }] =
    await Promise.all([
      client.send(new DescribeConfigurationRecordersCommand({})),
      client.send(new DescribeConfigurationRecorderStatusCommand({})),
      client.send(new DescribeDeliveryChannelsCommand({})),
    ]);
  // Recorders of a service are its own; AWS keeps them.
  const recorder = ConfigurationRecorders.find(({ servicePrincipal }) => !servicePrincipal);
  const status = ConfigurationRecordersStatus.find(({ name }) => name === recorder?.name);
  const [channel] = DeliveryChannels;
  return {
    kind: 'recorder',
    account: session.account,
    region: session.region,
    ...(recorder && { recorder }),
    recording: status?.recording === true,
    ...(channel && { bucket: channel.s3BucketName ?? '' }),
  };
}

/** What the recorder leaves out, as the end of a sentence; global resources are recorded once, in the home region. */
export function leavesOut(group: Partial<RecordingGroup> | undefined, isHome: boolean): string | undefined {
  if (group?.allSupported !== true) return 'records some types of resources only';
  return isHome && group.includeGlobalResourceTypes !== true ? 'records no global resources' : undefined;
}

export const everything = (isHome: boolean): RecordingGroup => ({
  allSupported: true,
  includeGlobalResourceTypes: isHome,
});

/** The role AWS makes for Config in every account that uses it. */
export const serviceRole = (partition: Partition, account: AccountId): string =>
  `arn:${partition}:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
