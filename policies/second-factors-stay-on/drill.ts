import {
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  DeactivateMFADeviceCommand,
  DeleteVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  IAMClient,
  ListMFADevicesCommand,
} from '@aws-sdk/client-iam';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly user: string;
  /** Serial number of a device. */
  readonly device: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** A user with a second factor, and somebody who takes it off. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'management' },
    world: aUserWithFactor,
    async incident(session, { user, device }) {
      const factor = { UserName: user, SerialNumber: device };
      await session.client(IAMClient).send(new DeactivateMFADeviceCommand(factor));
    },
    aftermath: async () => undefined,
    ...part,
  });
}

export const drills = [
  drill({
    name: "a developer takes off a user's second factor",
    kind: 'incident',
    where: { purpose: 'workloads' },
    expected: 'prevented',
    aftermath: async (stage, { user }) => {
      const { MFADevices } = await stage.client(IAMClient).send(new ListMFADevicesCommand({ UserName: user }));
      return MFADevices?.length === 1 ? undefined : `${user} has no second factor`;
    },
  }),
  drill({
    name: 'a second factor is taken off in the management account, which no policy binds',
    kind: 'incident',
    expected: 'reported',
  }),
  drill({
    name: 'somebody enrols a second factor for a user',
    kind: 'incident',
    expected: 'reported',
    world: aUser,
    incident: enrol,
  }),
  drill({
    name: 'a device nobody has any more is deleted',
    kind: 'twin',
    where: { purpose: 'workloads' },
    expected: 'ignored',
    world: aUser,
    async incident(session, { device }) {
      await session.client(IAMClient).send(new DeleteVirtualMFADeviceCommand({ SerialNumber: device }));
    },
  }),
  drill({
    name: 'the second factor of a user who is exempt is taken off',
    kind: 'twin',
    exemption: ({ user }) => ({ resource: `arn:aws:iam::*:user/${user}` }),
    expected: 'left',
  }),
];

async function aUser(stage: Stage): Promise<World> {
  const user = stage.unique('jo');
  const iam = stage.client(IAMClient);
  await iam.send(new CreateUserCommand({ UserName: user }));
  const { VirtualMFADevice } = await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: user }));
  return { user, device: VirtualMFADevice?.SerialNumber ?? '' };
}

async function aUserWithFactor(stage: Stage): Promise<World> {
  const world = await aUser(stage);
  await enrol(stage, world);
  return world;
}

async function enrol(session: Session, { user, device }: World): Promise<void> {
  const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '234567' };
  const factor = { UserName: user, SerialNumber: device, ...codes };
  await session.client(IAMClient).send(new EnableMFADeviceCommand(factor));
}
