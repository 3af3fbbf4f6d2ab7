import { type _InstanceType, EC2Client, RequestSpotInstancesCommand, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { type Drill, defineDrill, type Session } from '../../lib/model/guardrail';
import { instancesIn } from '../../lib/remediation/instances-in';

/** Filled by the incident: a launch has no id before. */
interface World {
  readonly launched: string[];
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

function drill(InstanceType: _InstanceType, part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: async () => ({ launched: [] }),
    incident: (session, world) => launch(session, world, InstanceType),
    async aftermath(stage, { launched }) {
      if (launched.length === 0) return undefined;
      for await (const { State } of instancesIn(stage, launched)) {
        if (State?.Name !== 'running') return `${launched} is ${State?.Name}, and nobody agreed to that`;
      }
      return undefined;
    },
    ...part,
  });
}

export const drills = [
  drill('p3.2xlarge', {
    name: 'somebody starts a machine for training in a sandbox',
    kind: 'incident',
    where: { purpose: 'sandbox' },
    expected: 'prevented',
  }),
  drill('c5.24xlarge', {
    name: 'somebody starts a very large machine in a sandbox',
    kind: 'incident',
    where: { purpose: 'sandbox' },
    expected: 'prevented',
  }),
  drill('t3.micro', {
    name: 'somebody asks for spot instances in a sandbox',
    kind: 'incident',
    where: { purpose: 'sandbox' },
    expected: 'prevented',
    async incident(session) {
      const LaunchSpecification = { ImageId: 'ami-12c6146b', InstanceType: 'g4dn.xlarge' } as const;
      await session.client(EC2Client).send(new RequestSpotInstancesCommand({ LaunchSpecification }));
    },
  }),
  drill('g4dn.xlarge', {
    name: 'a machine for training starts among the workloads',
    kind: 'incident',
    expected: 'reported',
  }),
  drill('g4dn.xlarge', {
    name: 'the event of such a machine is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'reported',
  }),
  drill('t3.large', {
    name: 'a developer starts an ordinary machine in a sandbox',
    kind: 'twin',
    where: { purpose: 'sandbox' },
    expected: 'ignored',
  }),
];

async function launch(session: Session, world: World, InstanceType: _InstanceType): Promise<void> {
  const { Instances = [] } = await session
    .client(EC2Client)
    .send(new RunInstancesCommand({ ImageId: 'ami-12c6146b', InstanceType, MinCount: 1, MaxCount: 1 }));
  world.launched.push(...Instances.map(({ InstanceId }) => InstanceId ?? ''));
}
