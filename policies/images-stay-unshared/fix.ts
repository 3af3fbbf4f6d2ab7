import {
  DescribeFpgaImageAttributeCommand,
  DescribeImageAttributeCommand,
  DescribeImagesCommand,
  EC2Client,
  type LaunchPermission,
  ModifyFpgaImageAttributeCommand,
  ModifyImageAttributeCommand,
} from '@aws-sdk/client-ec2';
import { defineFix, type Session } from '../../lib/model/guardrail';
import { isNamed } from '../../lib/model/is-named';
import { strangersAmong } from '../../lib/policy/strangers-among';
import { type Change, decide, type State } from './decide';
import { type Share, sharesIn } from './launch-permissions';

const gone = ['InvalidAMIID.NotFound', 'InvalidAMIID.Unavailable', 'InvalidFpgaImageID.NotFound'];

// ResetImageAttribute would also take away what accounts of the organization were given.
export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: [
        'ec2:DescribeFpgaImageAttribute',
        'ec2:DescribeImageAttribute',
        'ec2:ModifyFpgaImageAttribute',
        'ec2:ModifyImageAttribute',
      ],
      resources: ['arn:aws:ec2:*::image/*', 'arn:aws:ec2:*::fpga-image/*', 'arn:aws:ec2:*:*:fpga-image/*'],
    },
    {
      actions: ['ec2:DescribeImages'],
      resources: ['*'],
      because: 'EC2 has no resource to name for describing images',
    },
  ],

  async read({ id: image, type }, session, isMember) {
    const isFpga = type === 'AWS::EC2::FpgaImage';
    try {
      const all = sharesIn(isFpga ? await loaders(session, image) : await launchers(session, image));
      const accounts = all.flatMap(({ kind, id }) => (kind === 'account' ? [id] : []));
      const strangers = await strangersAmong(accounts, isMember);
      const shares = all.filter(({ kind, id }) => kind !== 'account' || strangers.includes(id));
      return { image, isFpga, shares };
    } catch (error) {
      if (isNamed(error, ...gone)) return undefined;
      throw error;
    }
  },

  decide,

  async apply(change, session) {
    try {
      await modify(session, change, 'Remove');
    } catch (error) {
      if (!isNamed(error, ...gone)) throw error;
    }
  },

  undo: (_before, change, session) => modify(session, change, 'Add'),

  async tags({ id, type }, session) {
    if (type === 'AWS::EC2::FpgaImage') return {};
    const { Images = [] } = await session.client(EC2Client).send(new DescribeImagesCommand({ ImageIds: [id] }));
    return Object.fromEntries((Images[0]?.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
  },
});

async function launchers(session: Session, ImageId: string): Promise<unknown> {
  const { LaunchPermissions } = await session
    .client(EC2Client)
    .send(new DescribeImageAttributeCommand({ ImageId, Attribute: 'launchPermission' }));
  return LaunchPermissions;
}

async function loaders(session: Session, FpgaImageId: string): Promise<unknown> {
  const { FpgaImageAttribute } = await session
    .client(EC2Client)
    .send(new DescribeFpgaImageAttributeCommand({ FpgaImageId, Attribute: 'loadPermission' }));
  return FpgaImageAttribute?.LoadPermissions;
}

async function modify(session: Session, { image, isFpga, shares }: Change, what: 'Add' | 'Remove'): Promise<void> {
  const permission = { [what]: shares.map(permissionOf) };
  const ec2 = session.client(EC2Client);
  if (isFpga) await ec2.send(new ModifyFpgaImageAttributeCommand({ FpgaImageId: image, LoadPermission: permission }));
  else await ec2.send(new ModifyImageAttributeCommand({ ImageId: image, LaunchPermission: permission }));
}

function permissionOf({ kind, id }: Share): LaunchPermission {
  if (kind === 'everybody') return { Group: 'all' };
  if (kind === 'account') return { UserId: id };
  return kind === 'organization' ? { OrganizationArn: id } : { OrganizationalUnitArn: id };
}
