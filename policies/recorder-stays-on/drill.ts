import {
  ConfigServiceClient,
  DeleteConfigurationRecorderCommand,
  PutConfigurationRecorderCommand,
  PutDeliveryChannelCommand,
  StartConfigurationRecorderCommand,
  StopConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { leavesOut } from './leaves-out';
import { recorderOf } from './recorder';

interface World {
  readonly recorder: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'incident'>;

const name = 'default';
const everything = { allSupported: true, includeGlobalResourceTypes: true };

/** A recorder that records everything, and somebody who does something to it. Management is bound by no policy. */
const drill = (part: Part) =>
  defineDrill<World>({ where: { role: 'management' }, world: aRecorder, aftermath: recordsEverything, ...part });

const config = (session: Session) => session.client(ConfigServiceClient);
const stop = async (session: Session) => {
  await config(session).send(new StopConfigurationRecorderCommand({ ConfigurationRecorderName: name }));
};
async function put(session: Session, recordingGroup: object): Promise<void> {
  const ConfigurationRecorder = { name, roleARN: `arn:aws:iam::${session.account}:role/config`, recordingGroup };
  await config(session).send(new PutConfigurationRecorderCommand({ ConfigurationRecorder }));
}

export const drills = [
  drill({
    name: 'an administrator of the management account stops the recorder',
    kind: 'incident',
    expected: 'fixed',
    incident: stop,
  }),
  drill({
    name: 'the recorder is deleted',
    kind: 'incident',
    expected: 'fixed',
    async incident(session) {
      await config(session).send(new DeleteConfigurationRecorderCommand({ ConfigurationRecorderName: name }));
    },
  }),
  drill({
    name: 'the recorder is cut down to one type of resource, and the event is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
    incident: (session) => put(session, { resourceTypes: ['AWS::EC2::Instance'] }),
  }),
  drill({
    name: 'a developer stops the recorder of the account',
    kind: 'incident',
    where: { purpose: 'workloads' },
    expected: 'prevented',
    incident: stop,
  }),
  drill({
    name: 'the delivery channel is pointed elsewhere: a person hears of it',
    kind: 'twin',
    expected: 'reported',
    async incident(session) {
      await config(session).send(
        new PutDeliveryChannelCommand({ DeliveryChannel: { name, s3BucketName: 'elsewhere' } }),
      );
    },
  }),
  drill({
    name: 'the recorder is set up again as it was',
    kind: 'twin',
    expected: 'ignored',
    incident: (session) => put(session, everything),
  }),
  drill({
    name: 'the platform itself stops the recorder, to undo',
    kind: 'twin',
    as: '/breakwater/breakwater-fix-recorder-stays-on',
    expected: 'ignored',
    incident: stop,
    aftermath: async () => undefined,
  }),
];

async function aRecorder(stage: Stage): Promise<World> {
  await put(stage, everything);
  await config(stage).send(
    new PutDeliveryChannelCommand({ DeliveryChannel: { name, s3BucketName: 'config-history' } }),
  );
  await config(stage).send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: name }));
  return { recorder: name };
}

async function recordsEverything(stage: Stage): Promise<string | undefined> {
  const { recorder, recording } = await recorderOf(stage);
  if (!recorder) return 'there is no recorder';
  return recording ? leavesOut(recorder, stage.facts, stage.region) : 'it does not record';
}
