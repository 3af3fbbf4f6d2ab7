import {
  DisableImageBlockPublicAccessCommand,
  DisableSnapshotBlockPublicAccessCommand,
  EC2Client,
  EnableImageBlockPublicAccessCommand,
  EnableSnapshotBlockPublicAccessCommand,
} from '@aws-sdk/client-ec2';
import { defineFix } from '../../lib/model/guardrail';
import { type Block, isBlocked } from './blocks';
import { type BlockState, readBlock } from './read-block';

interface State extends BlockState {
  readonly block: Block;
}

export const fix = defineFix<State, Block>({
  permissions: [
    {
      actions: [
        'ec2:DisableImageBlockPublicAccess',
        'ec2:DisableSnapshotBlockPublicAccess',
        'ec2:EnableImageBlockPublicAccess',
        'ec2:EnableSnapshotBlockPublicAccess',
        'ec2:GetImageBlockPublicAccessState',
        'ec2:GetSnapshotBlockPublicAccessState',
      ],
      resources: ['*'],
      because: 'these are settings of the account, for which EC2 has no resource to name',
    },
  ],

  async read({ id }, session) {
    const block: Block = id === 'images' ? 'images' : 'snapshots';
    return { block, ...(await readBlock(block, session)) };
  },

  decide({ block, state, declared }) {
    if (isBlocked(block, state)) return { kind: 'leave', because: `${block} cannot be shared with everybody` };
    if (declared) return { kind: 'ask', because: `a declarative policy lets ${block} be shared with everybody` };
    return { kind: 'plan', change: block, because: `${block} could be shared with everybody` };
  },

  // New sharing only: taking back what is public already may be somebody's product, and is decided where it is seen.
  async apply(block, session) {
    const ec2 = session.client(EC2Client);
    if (block === 'images') {
      await ec2.send(new EnableImageBlockPublicAccessCommand({ ImageBlockPublicAccessState: 'block-new-sharing' }));
    } else await ec2.send(new EnableSnapshotBlockPublicAccessCommand({ State: 'block-new-sharing' }));
  },

  async undo(_before, block, session) {
    const ec2 = session.client(EC2Client);
    if (block === 'images') await ec2.send(new DisableImageBlockPublicAccessCommand({}));
    else await ec2.send(new DisableSnapshotBlockPublicAccessCommand({}));
  },
});
