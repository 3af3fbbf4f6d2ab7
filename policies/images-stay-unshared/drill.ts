import {
  DescribeImageAttributeCommand,
  EC2Client,
  type LaunchPermission,
  ModifyFpgaImageAttributeCommand,
  ModifyImageAttributeCommand,
  RegisterImageCommand,
} from '@aws-sdk/client-ec2';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly image: string;
  /** ARN of the organization, which may launch the image. */
  readonly organization: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

const stranger = '999900001111';
const foreign = `arn:aws:organizations::${stranger}:organization/o-someoneelse`;
// No policy binds the management account, so that there the call goes through.
const unbound = { where: { purpose: 'management' } } as const;

/** An image that the organization may launch, and somebody who shares it further. */
function drill(add: readonly LaunchPermission[], part: Part) {
  return defineDrill<World>({
    where: { purpose: 'workloads' },
    world: sharedInside,
    incident: (session, { image }) => share(session, image, add),
    aftermath: part.expected === 'fixed' ? onlyTheOrganization : stillTheOrganization,
    ...part,
  });
}

export const drills = [
  drill([{ UserId: stranger }], {
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
  drill([{ Group: 'all' }, { UserId: stranger }, { OrganizationArn: foreign }], {
    ...unbound,
    name: 'it is shared where no policy binds',
    kind: 'incident',
    expected: 'fixed',
  }),
  drill([{ Group: 'all' }], {
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
    async incident(session, { image }) {
      const LaunchPermission = { Remove: [{ UserId: stranger }] };
      await session.client(EC2Client).send(new ModifyImageAttributeCommand({ ImageId: image, LaunchPermission }));
    },
  }),
  drill([], {
    ...unbound,
    name: 'an image is shared with a unit of the organization',
    kind: 'twin',
    expected: 'ignored',
    incident: (session, { image, organization }) =>
      share(session, image, [
        { OrganizationalUnitArn: `${organization.replace(':organization/', ':ou/')}/ou-exam-12345678` },
      ]),
  }),
  drill([{ UserId: stranger }], {
    ...unbound,
    name: 'a customer who is exempt gets an image',
    kind: 'twin',
    expected: 'left',
    exemption: ({ image }) => ({ resource: `arn:aws:ec2:*::image/${image}` }),
  }),
  drill([{ UserId: stranger }], {
    ...unbound,
    name: 'sharing is only observed',
    kind: 'twin',
    mode: 'observe',
    expected: 'reported',
  }),
];

async function sharedInside(stage: Stage): Promise<World> {
  const { managementAccount, organization: id } = stage.facts;
  const organization = `arn:aws:organizations::${managementAccount}:organization/${id}`;
  const { ImageId: image = '' } = await stage
    .client(EC2Client)
    .send(new RegisterImageCommand({ Name: stage.unique('shop'), RootDeviceName: '/dev/xvda' }));
  await share(stage, image, [{ OrganizationArn: organization }]);
  return { image, organization };
}

async function share(session: Session, ImageId: string, add: readonly LaunchPermission[]): Promise<void> {
  const LaunchPermission = { Add: [...add] };
  await session.client(EC2Client).send(new ModifyImageAttributeCommand({ ImageId, LaunchPermission }));
}

async function sharedWith(stage: Stage, ImageId: string): Promise<readonly string[]> {
  const { LaunchPermissions = [] } = await stage
    .client(EC2Client)
    .send(new DescribeImageAttributeCommand({ ImageId, Attribute: 'launchPermission' }));
  return LaunchPermissions.map(({ Group, UserId, OrganizationArn }) => Group ?? UserId ?? OrganizationArn ?? 'a unit');
}

async function onlyTheOrganization(stage: Stage, { image, organization }: World): Promise<string | undefined> {
  const now = await sharedWith(stage, image);
  return now.join() === organization ? undefined : `${image} is shared with ${now.join(', ') || 'nobody'}`;
}

async function stillTheOrganization(stage: Stage, { image, organization }: World): Promise<string | undefined> {
  const now = await sharedWith(stage, image);
  return now.includes(organization) ? undefined : `${image} is no longer shared with the organization`;
}
