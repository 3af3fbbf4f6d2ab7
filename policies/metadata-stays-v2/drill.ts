import {
  EC2Client,
  type HttpTokensState,
  ModifyInstanceMetadataDefaultsCommand,
  ModifyInstanceMetadataOptionsCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';
import { instancesIn } from '../../lib/remediation/instances-in';
import { metadataOf, whySafe } from './instance-metadata';

interface World {
  readonly instance: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** An instance that asks for tokens, and somebody who turns that off where no policy binds. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'management' },
    world: (stage) => launch(stage, 'required'),
    incident: (session, world) => modify(session, world, 'optional'),
    aftermath: part.expected === 'fixed' || part.expected === 'prevented' ? asksForToken : answersAnybody,
    ...part,
  });
}

export const drills = [
  drill({
    name: 'a developer turns version 1 on',
    kind: 'incident',
    where: { purpose: 'workloads' },
    expected: 'prevented',
  }),
  drill({
    name: 'a developer turns version 1 on for every instance to come',
    kind: 'incident',
    where: { purpose: 'workloads' },
    expected: 'prevented',
    async incident(session) {
      await session.client(EC2Client).send(new ModifyInstanceMetadataDefaultsCommand({ HttpTokens: 'optional' }));
    },
  }),
  drill({
    name: 'a developer asks for version 1 at launch',
    kind: 'incident',
    where: { purpose: 'workloads' },
    expected: 'prevented',
    async incident(session) {
      await launch(session, 'optional');
    },
  }),
  drill({
    name: 'version 1 is turned on in the management account, which no policy binds',
    kind: 'incident',
    expected: 'fixed',
  }),
  drill({ name: 'the event of version 1 is lost', kind: 'incident', heardBy: 'reconcile', expected: 'fixed' }),
  drill({
    name: 'version 1 is turned off',
    kind: 'twin',
    where: { purpose: 'workloads' },
    expected: 'ignored',
    world: (stage) => launch(stage, 'optional'),
    incident: (session, world) => modify(session, world, 'required'),
    aftermath: asksForToken,
  }),
  drill({
    name: 'an instance that is exempt answers by version 1',
    kind: 'twin',
    exemption: ({ instance }) => ({ resource: `arn:aws:ec2:*:*:instance/${instance}` }),
    expected: 'left',
  }),
];

async function launch(session: Session, HttpTokens: HttpTokensState): Promise<World> {
  const { Instances } = await session.client(EC2Client).send(
    new RunInstancesCommand({
      ImageId: 'ami-12c6146b',
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      MetadataOptions: { HttpTokens },
    }),
  );
  return { instance: Instances?.[0]?.InstanceId ?? '' };
}

async function modify(session: Session, { instance }: World, HttpTokens: HttpTokensState): Promise<void> {
  await session
    .client(EC2Client)
    .send(new ModifyInstanceMetadataOptionsCommand({ InstanceId: instance, HttpTokens, HttpEndpoint: 'enabled' }));
}

async function asksForToken(stage: Stage, { instance }: World): Promise<string | undefined> {
  for await (const found of instancesIn(stage, [instance])) {
    return whySafe(metadataOf(found)) ? undefined : `${instance} answers by version 1`;
  }
  return `${instance} is gone`;
}

async function answersAnybody(stage: Stage, world: World): Promise<string | undefined> {
  return (await asksForToken(stage, world)) ? undefined : `${world.instance} was changed`;
}
