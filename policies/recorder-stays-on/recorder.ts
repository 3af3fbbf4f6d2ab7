import {
  ConfigServiceClient,
  type ConfigurationRecorder,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
  type RecordingGroup,
} from '@aws-sdk/client-config-service';
import type { Facts } from '../../lib/model/facts';
import type { Session } from '../../lib/model/guardrail';
import { bucketPrefixes } from '../../lib/model/log-archive';
import type { AccountId, Region } from '../../lib/model/organization';
import { recorderRoleNameIn, roleArn } from '../../lib/model/platform';
import { recordingGroup } from '../../lib/model/recording';

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

/** What the recorder has to record in a region: everything, where the organization says nothing else. */
export function wanted({ recording, homeRegion }: Facts, region: Region): RecordingGroup {
  // Which types there are is for AWS to say, and changes faster than its SDK.
  return recordingGroup(recording?.types ?? { kind: 'all' }, region === homeRegion) as RecordingGroup;
}

/** Ours, where it delivers to our log archive; else the one AWS makes for Config in every account that uses it. */
export function recorderRole({ account, region, bucket = '' }: RecorderState, { partition }: Facts): string {
  return bucket.startsWith(bucketPrefixes.config)
    ? roleArn(partition, account, recorderRoleNameIn(region))
    : `arn:${partition}:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
}
