import pc from 'picocolors';
import { isOnSomewhere, type Organization } from '../../lib/model/organization';
import { composePolicies } from '../../lib/policy/compose';
import { readPermissionsActions } from '../../lib/policy/permissions-actions';
import { withStandInIds } from '../../lib/policy/stand-in-ids';
import { findGaps, type Gaps } from '../../lib/review/gaps/find-gaps';
import { byService } from '../../lib/review/gaps/gaps-page';
import { keptBy } from '../../lib/review/gaps/kept-by';
import { leftAlone } from '../../lib/review/gaps/left-alone';
import { loadGuardrails } from '../../policies';
import { type Choice, loadValid } from './load';

/** What AWS can do to permissions that no guardrail of the organization keeps, and nobody decided to leave alone. */
export async function gaps(root: string, { org, json }: Choice & { readonly json?: boolean }): Promise<void> {
  const found = await gapsOf(loadValid(root, org).organization);
  process.stdout.write(json ? `${JSON.stringify(found, null, 2)}\n` : inLines(found));
}

export async function gapsOf(validated: Organization): Promise<Gaps> {
  const organization = withStandInIds(validated);
  const guardrails = loadGuardrails().filter((guardrail) => isOnSomewhere(organization, guardrail));
  const documents = composePolicies(organization, guardrails);
  return findGaps(await readPermissionsActions(), keptBy(organization, guardrails, documents), leftAlone);
}

function inLines({ asOf, kept, leftAlone: reasons, undecided }: Gaps): string {
  const { control, monitor, perimeter } = kept;
  const left = reasons.reduce((sum, { actions }) => sum + actions.length, 0);
  const lines = byService(undecided).map(([service, names]) => `${pc.bold(service)}  ${names.join(' ')}`);
  const sum = `${control} denied, ${monitor} heard, ${perimeter} useless to strangers, ${left} left alone, ${undecided.length} undecided`;
  return [...lines, `actions that change permissions, as of ${asOf}: ${sum}`, ''].join('\n');
}
