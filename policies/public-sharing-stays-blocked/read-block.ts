import {
  EC2Client,
  GetImageBlockPublicAccessStateCommand,
  GetSnapshotBlockPublicAccessStateCommand,
} from '@aws-sdk/client-ec2';
import type { Session } from '../../lib/model/guardrail';
import type { Block } from './blocks';

export interface BlockState {
  /** As EC2 spells it: `block-new-sharing`, `unblocked` … */
  readonly state: string;
  /** A declarative policy keeps it; nobody else can. */
  readonly declared: boolean;
}

export async function readBlock(block: Block, session: Session): Promise<BlockState> {
  const ec2 = session.client(EC2Client);
  if (block === 'images') {
    const answer = await ec2.send(new GetImageBlockPublicAccessStateCommand({}));
    return {
      state: answer.ImageBlockPublicAccessState ?? 'unblocked',
      declared: answer.ManagedBy === 'declarative-policy',
    };
  }
  const { State, ManagedBy } = await ec2.send(new GetSnapshotBlockPublicAccessStateCommand({}));
  return { state: State ?? 'unblocked', declared: ManagedBy === 'declarative-policy' };
}
