import pc from 'picocolors';
import { jsonLine } from '../../lib/model/json-line';
import { attachedDocuments } from '../../lib/policy/attached-documents';
import { composePolicies } from '../../lib/policy/compose';
import { type EffectivePolicy, effectivePolicies } from '../../lib/policy/effective-policies';
import { type ReportedPolicy, reportPolicies } from '../../lib/policy/report-policies';
import { withStandInIds } from '../../lib/policy/stand-in-ids';
import { loadGuardrails } from '../../policies';
import { type Choice, loadValid } from './load';
import { requireAccount } from './require-account';

export interface PoliciesOptions extends Choice {
  readonly account?: string;
  readonly effective?: boolean;
  readonly lint?: readonly string[];
  readonly json?: boolean;
}

/** Every policy document: what it is for, where it is attached, and how near to AWS's quotas it is. */
export async function policies(root: string, options: PoliciesOptions): Promise<void> {
  const { org, account: name, effective, json } = options;
  if (options.lint) {
    await (await import('./lint')).lint(options.lint, json);
    return;
  }
  const organization = withStandInIds(loadValid(root, org).organization);
  const documents = composePolicies(organization, loadGuardrails());
  const account = name === undefined ? undefined : requireAccount(organization, name);
  if (effective) {
    const attached = attachedDocuments(organization, documents);
    const accounts = account ? [account] : organization.accounts;
    const found = accounts.flatMap((one) => effectivePolicies(organization, attached, one));
    print(found, json, describeEffective, 'no management policy applies');
  } else {
    print(reportPolicies(organization, documents, account), json, describe, 'no policy is attached');
  }
}

function print<Row>(
  rows: readonly Row[],
  json: boolean | undefined,
  describeRow: (row: Row) => string,
  nothing: string,
): void {
  const lines = rows.map(json ? jsonLine : describeRow);
  process.stdout.write(lines.length === 0 && !json ? `${nothing}\n` : lines.map((line) => `${line}\n`).join(''));
}

function describe({ type, name, attachedTo, characters, quota, onNode, statements }: ReportedPolicy): string {
  const size = `${count(characters)} of ${count(quota.characters)} characters`;
  const guardrails = [...new Set(statements.map(({ guardrail }) => guardrail))];
  return [
    `${pc.bold(name)}  ${type} at ${attachedTo.join(', ')}: ${size}, ${onNode} of ${quota.perNode} documents there`,
    ...guardrails.map((guardrail) => {
      const own = statements.filter((statement) => statement.guardrail === guardrail);
      return `  ${guardrail}: ${own.map(({ sid }) => sid).join(', ')}`;
    }),
  ].join('\n');
}

function describeEffective({ account, type, policy }: EffectivePolicy): string {
  return `${pc.bold(account)}  ${type}\n${JSON.stringify(policy, null, 2)}`;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
