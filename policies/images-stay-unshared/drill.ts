import {
  DescribeImageAttributeCommand,
  EC2Client,
  type LaunchPermission,
  ModifyFpgaImageAttributeCommand,
  ModifyImageAttributeCommand,
  RegisterImageCommand,
} from '@aws-sdk/client-ec2';
import { type Shared, sharingDrill } from '../../lib/drills/sharing-drill';
import { stranger } from '../../lib/drills/stranger';
import { unbound } from '../../lib/drills/unbound';
import type { Session, Stage } from '../../lib/model/guardrail';

const foreign = `arn:aws:organizations::${stranger}:organization/o-someoneelse`;

const drill = sharingDrill({ world: sharedInside, share, sharedWith });

export const drills = [
  drill([stranger], {
    name: 'an image is shared with a stranger',
    kind: 'incident',
    expected: 'prevented',
  }),
  drill([], {
    name: 'an FPGA image is given away',
    kind: 'incident',
    expected: 'prevented',
    async incident(session) {
      const LoadPermission = { Add: [{ UserId: stranger }] };
      await session
        .client(EC2Client)
        .send(new ModifyFpgaImageAttributeCommand({ FpgaImageId: 'afi-0123456789abcdef0', LoadPermission }));
    },
  }),
  drill(['all', stranger, foreign], {
    ...unbound,
    name: 'it is shared where no policy binds',
    kind: 'incident',
    expected: 'fixed',
  }),
  drill(['all'], {
    ...unbound,
    name: 'the event of a public image is lost',
    kind: 'incident',
    heardBy: 'reconcile',
    expected: 'fixed',
  }),
  drill([], {
    ...unbound,
    name: 'sharing with a stranger is undone',
    kind: 'twin',
    expected: 'ignored',
    async incident(session, { id }) {
      const LaunchPermission = { Remove: [{ UserId: stranger }] };
      await session.client(EC2Client).send(new ModifyImageAttributeCommand({ ImageId: id, LaunchPermission }));
    },
  }),
  drill([], {
    ...unbound,
    name: 'an image is shared with a unit of the organization',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { id, insider }) =>
      share(session, id, [`${insider.replace(':organization/', ':ou/')}/ou-exam-12345678`]),
  }),
  drill([stranger], {
    ...unbound,
    name: 'a customer who is exempt gets an image',
    kind: 'twin',
    expected: 'left',
    exemption: ({ id }) => ({ resource: `arn:aws:ec2:*::image/${id}` }),
  }),
  drill([stranger], {
    ...unbound,
    name: 'sharing is only observed',
    kind: 'twin',
    mode: 'observe',
    expected: 'reported',
  }),
];

/** An image that the organization may launch. */
async function sharedInside(stage: Stage): Promise<Shared> {
  const { managementAccount, organization } = stage.facts;
  const insider = `arn:aws:organizations::${managementAccount}:organization/${organization}`;
  const { ImageId: id = '' } = await stage
    .client(EC2Client)
    .send(new RegisterImageCommand({ Name: stage.unique('shop'), RootDeviceName: '/dev/xvda' }));
  await share(stage, id, [insider]);
  return { id, insider };
}

async function share(session: Session, ImageId: string, whom: readonly string[]): Promise<void> {
  const LaunchPermission = { Add: whom.map(permissionOf) };
  await session.client(EC2Client).send(new ModifyImageAttributeCommand({ ImageId, LaunchPermission }));
}

function permissionOf(whom: string): LaunchPermission {
  if (whom === 'all') return { Group: 'all' };
  if (whom.includes(':ou/')) return { OrganizationalUnitArn: whom };
  return whom.startsWith('arn:') ? { OrganizationArn: whom } : { UserId: whom };
}

async function sharedWith(stage: Stage, ImageId: string): Promise<readonly string[]> {
  const { LaunchPermissions = [] } = await stage
    .client(EC2Client)
    .send(new DescribeImageAttributeCommand({ ImageId, Attribute: 'launchPermission' }));
  return LaunchPermissions.map(({ Group, UserId, OrganizationArn }) => Group ?? UserId ?? OrganizationArn ?? 'a unit');
}
