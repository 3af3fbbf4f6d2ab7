import {
  ConfigServiceClient,
  type ConfigurationRecorder,
  PutConfigurationRecorderCommand,
  StartConfigurationRecorderCommand,
  StopConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import type { Facts } from '../../lib/model/facts';
import { type Decision, defineFix, type Session } from '../../lib/model/guardrail';
import { recorderType } from './monitor';
import { everything, leavesOut, type RecorderState, recorderOf, serviceRole } from './recorder';

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
      resources: ['arn:aws:iam::*:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig'],
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

function decide({ account, region, recorder, recording, bucket }: RecorderState, facts: Facts): Decision<Change> {
  const where = `${account} in ${region}`;
  if (bucket === undefined)
    return { kind: 'ask', because: `Config of ${where} delivers nowhere: deploy its baseline again` };
  const isHome = region === facts.homeRegion;
  if (!recorder) {
    const name = 'default';
    const roleARN = serviceRole(facts.partition, account);
    const change = { name, recorder: { name, roleARN, recordingGroup: everything(isHome) }, start: true };
    return { kind: 'plan', change, because: `Config of ${where} has no recorder` };
  }
  const omission = leavesOut(recorder.recordingGroup, isHome);
  if (recording && !omission) return { kind: 'leave', because: 'it records everything' };
  const { name = 'default' } = recorder;
  return {
    kind: 'plan',
    change: {
      name,
      ...(omission && { recorder: { ...recorder, recordingGroup: everything(isHome) } }),
      start: !recording,
    },
    because: `Config of ${where} ${[...(recording ? [] : ['does not record']), ...(omission ? [omission] : [])].join(' and ')}`,
  };
}

async function put(recorder: ConfigurationRecorder, session: Session): Promise<void> {
  await session
    .client(ConfigServiceClient)
    .send(new PutConfigurationRecorderCommand({ ConfigurationRecorder: recorder }));
}
