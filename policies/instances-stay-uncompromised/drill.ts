import { CreateTagsCommand, DeleteTagsCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { compromisedTag } from '../../lib/model/compromised';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { instancesIn } from '../../lib/remediation/instances-in';
import { isCutOff, stateOf } from './contained';

interface World {
  readonly instance: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

const marked = [{ Key: compromisedTag, Value: 'mining' }];

/** A running instance, and somebody who marks it. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: anInstance,
    incident: (session, { instance }) => tag(session, instance, marked),
    aftermath: part.expected === 'fixed' ? savedAndCutOff : reachable,
    ...part,
  });
}

export const drills = [
  drill({ name: 'a responder marks an instance as compromised', kind: 'incident', expected: 'fixed' }),
  drill({ name: 'the event of the mark is lost', kind: 'incident', heardBy: 'reconcile', expected: 'fixed' }),
  drill({
    name: 'a person agrees to the mark that another guardrail asks for',
    kind: 'incident',
    as: '/breakwater/breakwater-fix-operating-system-root-stays-unused',
    events: ({ instance }, { account, region }) => [
      {
        source: 'aws.tag',
        'detail-type': 'Tag Change on Resource',
        resources: [`arn:aws:ec2:${region}:${account}:instance/${instance}`],
        detail: {
          service: 'ec2',
          'resource-type': 'instance',
          'changed-tag-keys': [compromisedTag],
          tags: { [compromisedTag]: 'root' },
        },
      },
    ],
    expected: 'fixed',
  }),
  drill({
    name: 'an intruder takes the mark off',
    kind: 'incident',
    expected: 'prevented',
    async incident(session, { instance }) {
      const unmark = { Resources: [instance], Tags: [{ Key: compromisedTag }] };
      await session.client(EC2Client).send(new DeleteTagsCommand(unmark));
    },
  }),
  drill({
    name: 'an intruder declares the instance released',
    kind: 'incident',
    expected: 'prevented',
    incident: (session, { instance }) => tag(session, instance, [{ Key: compromisedTag, Value: 'released' }]),
  }),
  drill({
    name: 'an instance is tagged with its team',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { instance }) => tag(session, instance, [{ Key: 'team', Value: 'shop' }]),
  }),
  drill({
    name: 'an instance is marked where the guardrail only notifies',
    kind: 'twin',
    mode: 'notify',
    expected: 'reported',
  }),
];

async function anInstance(stage: Stage): Promise<World> {
  const { Instances } = await stage
    .client(EC2Client)
    .send(new RunInstancesCommand({ ImageId: 'ami-12c6146b', InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 }));
  return { instance: Instances?.[0]?.InstanceId ?? '' };
}

async function tag(session: Session, instance: string, Tags: { Key: string; Value: string }[]): Promise<void> {
  await session.client(EC2Client).send(new CreateTagsCommand({ Resources: [instance], Tags }));
}

async function savedAndCutOff(stage: Stage, { instance }: World): Promise<string | undefined> {
  for await (const found of instancesIn(stage, [instance])) {
    const state = await stateOf(found, stage);
    if (!state.hasEvidence) return `nothing was kept of ${instance}`;
    return isCutOff(state) ? undefined : `${instance} can still be reached`;
  }
  return `${instance} is gone`;
}

async function reachable(stage: Stage, { instance }: World): Promise<string | undefined> {
  for await (const found of instancesIn(stage, [instance])) {
    return isCutOff(await stateOf(found, stage)) ? `${instance} was cut off` : undefined;
  }
  return `${instance} is gone`;
}
