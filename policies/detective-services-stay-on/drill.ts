import {
  CreateDetectorCommand,
  CreateFilterCommand,
  DeleteDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  UpdateDetectorCommand,
  type UpdateDetectorRequest,
} from '@aws-sdk/client-guardduty';
import { DisableSecurityHubCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { readDetector } from './detector';
import { enableHub, readHub } from './hub';

interface World {
  readonly detector: string;
  readonly hub: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'incident'>;

/** GuardDuty and Security Hub are on. Management is bound by no policy. */
const drill = (part: Part) =>
  defineDrill<World>({ where: { role: 'management' }, world: bothOn, aftermath: areOn, ...part });

const guardDuty = (session: Session) => session.client(GuardDutyClient);
const update = (change: Partial<UpdateDetectorRequest>) => async (session: Session, world: World) => {
  await guardDuty(session).send(new UpdateDetectorCommand({ DetectorId: world.detector, ...change }));
};
const archiveQuietly = async (session: Session, { detector }: World) => {
  await guardDuty(session).send(
    new CreateFilterCommand({
      DetectorId: detector,
      Name: 'noise',
      Action: 'ARCHIVE',
      FindingCriteria: { Criterion: { severity: { Gte: 1 } as object } },
    }),
  );
};

export const drills = [
  drill({
    name: "GuardDuty's detector is deleted",
    kind: 'incident',
    expected: 'fixed',
    async incident(session, { detector }) {
      await guardDuty(session).send(new DeleteDetectorCommand({ DetectorId: detector }));
    },
  }),
  drill({
    name: "GuardDuty's detector is suspended",
    kind: 'incident',
    expected: 'fixed',
    incident: update({ Enable: false }),
  }),
  drill({
    name: 'the detector is suspended and the event is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
    incident: update({ Enable: false }),
  }),
  drill({
    name: 'Security Hub is disabled',
    kind: 'incident',
    expected: 'fixed',
    async incident(session) {
      await session.client(SecurityHubClient).send(new DisableSecurityHubCommand({}));
    },
  }),
  drill({
    name: "a developer suspends the account's detector",
    kind: 'incident',
    where: { purpose: 'workloads' },
    expected: 'prevented',
    incident: update({ Enable: false }),
  }),
  drill({
    name: 'a developer archives what GuardDuty finds',
    kind: 'incident',
    where: { purpose: 'workloads' },
    expected: 'prevented',
    incident: archiveQuietly,
  }),
  drill({
    name: 'the security account archives findings: another pair of eyes hears of it',
    kind: 'twin',
    where: { role: 'security' },
    expected: 'reported',
    incident: archiveQuietly,
  }),
  drill({
    name: 'findings are published more often',
    kind: 'twin',
    expected: 'ignored',
    incident: update({ FindingPublishingFrequency: 'FIFTEEN_MINUTES' }),
  }),
  drill({
    name: 'the platform itself suspends the detector, to undo',
    kind: 'twin',
    as: '/breakwater/breakwater-fix-detective-services-stay-on',
    expected: 'ignored',
    incident: update({ Enable: false }),
    aftermath: async () => undefined,
  }),
];

/** AWS gives an account one detector in a region; the local AWS as many as are asked for. */
async function bothOn(stage: Stage): Promise<World> {
  const client = guardDuty(stage);
  const { DetectorIds = [] } = await client.send(new ListDetectorsCommand({}));
  for (const DetectorId of DetectorIds) await client.send(new DeleteDetectorCommand({ DetectorId }));
  const { DetectorId: detector = '' } = await client.send(new CreateDetectorCommand({ Enable: true }));
  await enableHub(stage);
  const { account, region, facts } = stage;
  return { detector, hub: `arn:${facts.partition}:securityhub:${region}:${account}:hub/default` };
}

async function areOn(stage: Stage): Promise<string | undefined> {
  if (!(await readDetector(stage)).enabled) return 'GuardDuty is off';
  return (await readHub(stage)).enabled ? undefined : 'Security Hub is off';
}
