import {
  EC2Client,
  EnableSerialConsoleAccessCommand,
  GetConsoleOutputCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { type Drill, defineDrill } from '../../lib/model/guardrail';

interface World {
  readonly instance?: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

// The local AWS has no such setting: these drills are about the calls, and nothing is there to be looked at afterwards.
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: async () => ({}),
    async incident(session) {
      await session.client(EC2Client).send(new EnableSerialConsoleAccessCommand({}));
    },
    aftermath: async () => undefined,
    ...part,
  });
}

export const drills = [
  drill({ name: 'a developer opens the serial console', kind: 'incident', expected: 'prevented' }),
  drill({
    name: 'somebody opens it in a sandbox',
    kind: 'incident',
    where: { purpose: 'sandbox' },
    expected: 'prevented',
  }),
  drill({
    name: 'a developer reads what an instance wrote to its console',
    kind: 'twin',
    expected: 'ignored',
    async world(stage) {
      const { Instances } = await stage
        .client(EC2Client)
        .send(new RunInstancesCommand({ ImageId: 'ami-12c6146b', MinCount: 1, MaxCount: 1 }));
      return { instance: Instances?.[0]?.InstanceId ?? '' };
    },
    async incident(session, { instance }) {
      await session.client(EC2Client).send(new GetConsoleOutputCommand({ InstanceId: instance }));
    },
  }),
];
