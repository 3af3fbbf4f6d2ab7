import { readFileSync } from 'node:fs';
import { escapeControl } from '../../lib/model/escape';
import { jsonLine } from '../../lib/model/json-line';
import { composePolicies } from '../../lib/policy/compose';
import { compileHierarchy } from '../../lib/policy/evaluate/compile-hierarchy';
import type { Verdict } from '../../lib/policy/evaluate/verdict';
import type { Question } from '../../lib/policy/simulate/complete-request';
import { decisions } from '../../lib/policy/simulate/decisions';
import { describeVerdict } from '../../lib/policy/simulate/describe-verdict';
import { foreignLevels } from '../../lib/policy/simulate/foreign-levels';
import { parseContext } from '../../lib/policy/simulate/parse-context';
import { parseQuestions } from '../../lib/policy/simulate/parse-questions';
import { withStandInIds } from '../../lib/policy/stand-in-ids';
import { loadGuardrails } from '../../policies';
import { levelsOf, type Placement, readPolicy } from './foreign-policies';
import { type Choice, loadValid } from './load';
import { requireAccount } from './require-account';

export interface SimulateOptions extends Choice {
  readonly account?: string;
  readonly action?: string;
  readonly resource: string;
  readonly principal?: string;
  readonly context?: readonly string[];
  readonly requests?: string;
  readonly identity?: readonly string[];
  readonly boundary?: string;
  readonly json?: boolean;
}

/** What policies say to calls: an organization's to calls in one of its accounts, or those of other people's files. */
export async function simulate(
  root: string,
  options: SimulateOptions,
  placements: readonly Placement[],
): Promise<void> {
  const questions = questionsOf(options);
  const isForeign = placements.length > 0 || options.identity !== undefined || options.boundary !== undefined;
  const ask = isForeign ? askForeign(options, placements) : askOrganization(root, options);
  const json = options.json === true || options.requests !== undefined;
  const lines = questions.map((question) => {
    const verdict = ask(question);
    const { action, resource } = question;
    return json ? jsonLine({ action, resource, ...verdict }) : escapeControl(describeVerdict(verdict));
  });
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  // A misspelt action is allowed by every policy, and sounds like good news. Files hold many, which may be newer than what is known.
  if (options.action !== undefined) {
    const odd = await (await import('./unknown-action')).unknownAction(options.action);
    if (odd) process.stderr.write(`warning: ${escapeControl(odd)}\n`);
  }
}

function questionsOf(options: SimulateOptions): readonly Question[] {
  const { action, resource, principal, context = [], requests } = options;
  const given = { ...(principal !== undefined && { principal }), context: parseContext(context) };
  if (requests === undefined) {
    if (action === undefined) throw new Error('nothing is asked; give --action and --resource, or --requests FILE');
    if (!/^[\w-]+:\w+$/.test(action))
      throw new Error(`--action is '${action}'; give a service and a call, such as s3:PutBucketAcl`);
    if (resource !== '*' && !resource.startsWith('arn:'))
      throw new Error(`--resource is '${resource}'; give an ARN such as arn:aws:s3:::orders, or leave it out`);
    return [{ action, resource, ...given }];
  }
  if (action !== undefined) throw new Error('--action and --requests exclude each other; give one');
  return parseQuestions(requests, readFileSync(requests, 'utf8')).map((question) => ({
    ...given,
    ...question,
    context: { ...given.context, ...question.context },
  }));
}

function askForeign({ account, identity, boundary }: SimulateOptions, placements: readonly Placement[]) {
  if (account !== undefined) throw new Error('--account is of an organization; leave it out, or leave out the files');
  const decide = compileHierarchy(foreignLevels(levelsOf(placements)), {
    ...(identity && { identity: identity.map(readPolicy) }),
    ...(boundary !== undefined && { boundary: readPolicy(boundary) }),
  });
  return (question: Question): Verdict => decide({ ...question, context: question.context ?? {} });
}

function askOrganization(root: string, { org, account: name }: SimulateOptions) {
  const organization = withStandInIds(loadValid(root, org).organization);
  if (name === undefined) {
    const names = organization.accounts.map((one) => one.name);
    throw new Error(`--account is missing; ${organization.name} has ${names.slice(0, 20).join(', ')}`);
  }
  const account = requireAccount(organization, name);
  const ask = decisions(organization, composePolicies(organization, loadGuardrails()));
  return (question: Question): Verdict => ask(account, question);
}
