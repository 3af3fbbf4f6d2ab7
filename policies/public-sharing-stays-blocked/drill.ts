import {
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DisableImageBlockPublicAccessCommand,
  DisableSnapshotBlockPublicAccessCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { type Drill, defineDrill } from '../../lib/model/guardrail';

type World = { readonly volume: string } | Record<string, never>;
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected' | 'incident'>;

// The local AWS has no such setting: these drills are about the calls, and nothing is there to be looked at afterwards.
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: async () => ({}),
    aftermath: async () => undefined,
    ...part,
  });
}

export const drills = [
  drill({
    name: 'a developer lets snapshots be shared with everybody',
    kind: 'incident',
    expected: 'prevented',
    async incident(session) {
      await session.client(EC2Client).send(new DisableSnapshotBlockPublicAccessCommand({}));
    },
  }),
  drill({
    name: 'a developer lets images be shared with everybody',
    kind: 'incident',
    where: { purpose: 'sandbox' },
    expected: 'prevented',
    async incident(session) {
      await session.client(EC2Client).send(new DisableImageBlockPublicAccessCommand({}));
    },
  }),
  drill({
    name: 'a developer takes a snapshot',
    kind: 'twin',
    expected: 'ignored',
    async world(stage) {
      const AvailabilityZone = `${stage.region}a`;
      const { VolumeId } = await stage.client(EC2Client).send(new CreateVolumeCommand({ AvailabilityZone, Size: 1 }));
      return { volume: VolumeId ?? '' };
    },
    async incident(session, { volume }) {
      await session.client(EC2Client).send(new CreateSnapshotCommand({ VolumeId: volume }));
    },
  }),
];
