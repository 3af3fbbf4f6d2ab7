import { askFunction, recordIn } from './hub-calls';
import { type Choice, loadValid } from './load';

/** Asks the function that made the fix to take it back. Runs with the caller's credentials in the security account. */
export async function undo(root: string, fix: string, options: Choice & { readonly days: string }): Promise<void> {
  const { organization } = loadValid(root, options.org);
  const days = Number(options.days);
  if (!(days > 0 && days <= 30))
    throw new Error(`--days is '${options.days}'; give a number up to 30, or write an exemption`);
  const record = await recordIn(organization, fix);
  const until = new Date(Date.now() + days * 24 * 3600_000).toISOString();
  await askFunction(organization, record.guardrail, { undo: fix, until });
  process.stdout.write(`${record.resource.arn} is as it was before; no fix touches it until ${until}\n`);
}
