import type { Outcome } from '../../lib/remediation/outcome';
import { askFunction, callerArn, recordIn } from './hub-calls';
import { type Choice, loadValid } from './load';

/** Agrees to a fix that waits for a person. It is carried out if it is still the right one. */
export async function approve(root: string, id: string, options: Choice): Promise<void> {
  const { organization } = loadValid(root, options.org);
  const { guardrail, resource } = await recordIn(organization, id);
  const by = await callerArn(organization);
  const { kind, because } = await askFunction<Outcome>(organization, guardrail, { approve: id, by });
  process.stdout.write(`${resource.arn}: ${kind}, ${because}\n`);
  if (kind !== 'fixed' && kind !== 'underway' && kind !== 'left') process.exitCode = 1;
}
