import {
  ConfigServiceClient,
  type ConfigurationRecorder,
  PutConfigurationRecorderCommand,
  type ResourceType,
  StartConfigurationRecorderCommand,
  StopConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import type { Facts } from '../../lib/model/facts';
import { type Decision, defineFix, type Session } from '../../lib/model/guardrail';
import { leavesOut } from './leaves-out';
import { recorderType } from './monitor';
import { type RecorderState, recorderOf, recorderRole, wanted } from './recorder';

/** A delivery channel, a rule, a pack …: what it was before, only its owner knows. */
interface Owned {
  readonly kind: 'owned';
  readonly name: string;
}
type State = RecorderState | Owned;
interface Change {
  readonly name: string;
  /** The recorder as it is to be; absent when it only has to start. */
  readonly recorder?: ConfigurationRecorder;
  readonly start: boolean;
}

export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: [
        'config:DescribeConfigurationRecorderStatus',
        'config:DescribeConfigurationRecorders',
        'config:DescribeDeliveryChannels',
        'config:PutConfigurationRecorder',
        'config:StartConfigurationRecorder',
        'config:StopConfigurationRecorder',
      ],
      resources: ['*'],
      because: 'an account has one recorder in a region, and Config names it by an id that nobody knows beforehand',
    },
    {
      actions: ['iam:PassRole'],
      resources: [
        'arn:aws:iam::*:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
        'arn:aws:iam::*:role/breakwater/breakwater-recorder-*',
      ],
    },
  ],

  read: async ({ type, id }, session) =>
    type === recorderType ? await recorderOf(session) : { kind: 'owned', name: id },

  decide(state, facts) {
    if (state.kind === 'recorder') return decide(state, facts);
    return { kind: 'ask', because: `${state.name}: whoever owns it has to say if this was meant` };
  },

  async apply({ name, recorder, start }, session) {
    const client = session.client(ConfigServiceClient);
    if (recorder) await client.send(new PutConfigurationRecorderCommand({ ConfigurationRecorder: recorder }));
    if (start) await client.send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: name }));
  },

  /** A recorder that was made again only stops: no fix deletes. */
  async undo(before, { name, recorder, start }, session) {
    if (before.kind !== 'recorder') return;
    if (recorder && before.recorder) await put(before.recorder, session);
    if (start) {
      const Name = { ConfigurationRecorderName: name };
      await session.client(ConfigServiceClient).send(new StopConfigurationRecorderCommand(Name));
    }
  },
});

function decide(state: RecorderState, facts: Facts): Decision<Change> {
  const { account, region, recorder, recording, bucket } = state;
  const where = `${account} in ${region}`;
  if (bucket === undefined)
    return { kind: 'ask', because: `Config of ${where} delivers nowhere: deploy its baseline again` };
  const settings = { recordingGroup: wanted(facts, region), ...recordingMode(facts) };
  if (!recorder) {
    const name = 'default';
    const change = { name, recorder: { name, roleARN: recorderRole(state, facts), ...settings }, start: true };
    return { kind: 'plan', change, because: `Config of ${where} has no recorder` };
  }
  const omission = leavesOut(recorder, facts, region);
  if (recording && !omission) return { kind: 'leave', because: 'it records what it has to' };
  const { name = 'default' } = recorder;
  return {
    kind: 'plan',
    change: { name, ...(omission && { recorder: { ...recorder, ...settings } }), start: !recording },
    because: `Config of ${where} ${[...(recording ? [] : ['does not record']), ...(omission ? [omission] : [])].join(' and ')}`,
  };
}

/** Told only where the organization has chosen; else the recorder keeps its own. */
function recordingMode({ recording }: Facts): Pick<ConfigurationRecorder, 'recordingMode'> {
  if (!recording) return {};
  // Which types there are is for AWS to say, and changes faster than its SDK.
  const resourceTypes = [...recording.dailyTypes] as ResourceType[];
  return {
    recordingMode: {
      recordingFrequency: recording.recording === 'daily' ? 'DAILY' : 'CONTINUOUS',
      ...(resourceTypes.length > 0 && { recordingModeOverrides: [{ resourceTypes, recordingFrequency: 'DAILY' }] }),
    },
  };
}

async function put(recorder: ConfigurationRecorder, session: Session): Promise<void> {
  await session
    .client(ConfigServiceClient)
    .send(new PutConfigurationRecorderCommand({ ConfigurationRecorder: recorder }));
}
