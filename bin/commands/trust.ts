import type { Organization } from '../../lib/model/organization';
import { delegationsIn } from '../../lib/review/trust/delegations-in';
import { grantsIn } from '../../lib/review/trust/grants-in';
import { trustPage } from '../../lib/review/trust/trust-page';
import { loadGuardrails } from '../../policies';
import { synthesize } from '../synthesize';
import { inScratchFolder } from './in-scratch-folder';

/** Synthesizes the organization and says who may do what in another account. */
export async function trust(organization: Organization): Promise<string> {
  return inScratchFolder(async (outdir) => {
    const { assembly } = await synthesize(organization, loadGuardrails(), { outdir, nag: false });
    return trustPage(grantsIn(assembly, organization), delegationsIn(assembly, organization), organization);
  });
}
