import { type Account, accountNamed, type Organization, type OrganizationalUnit } from '../../model/organization';
import type { PolicyTest, PolicyTestCall } from '../../model/policy-test';
import { fillVariables } from '../../model/test-variables';
import type { AuthorizationRequest, Verdict } from '../evaluate/verdict';
import type { Ask } from '../simulate/decisions';
import { describeVerdict } from '../simulate/describe-verdict';

/** A call that does not come to what its test says: in one line, however many places and principals share it. */
export interface BrokenCall {
  readonly at: PolicyTestCall['at'];
  readonly message: string;
}

export interface TestedBehaviour {
  /** How many calls were decided. */
  readonly decided: number;
  readonly broken: readonly BrokenCall[];
}

/** @param organization the one that `ask` answers for */
export function runPolicyTests(organization: Organization, tests: readonly PolicyTest[], ask: Ask): TestedBehaviour {
  const newcomers = new Map(organization.units.map((unit) => [unit.path, representative(organization, unit)]));
  let decided = 0;
  const broken = tests.flatMap((test) => {
    const accounts = [
      ...organization.units.filter(({ path }) => isMeant(test, path)).flatMap(({ path }) => newcomers.get(path) ?? []),
      ...test.accounts.flatMap((name) => accountNamed(organization, name) ?? []),
    ];
    return test.calls.flatMap((call) => {
      const outcomes = accounts.flatMap((account) => decideAll(organization, account, test, call, ask));
      decided += outcomes.length;
      const wrong = outcomes.filter(({ verdict }) => !holds(test, verdict));
      return wrong.length === 0 ? [] : [{ at: call.at, message: describe(test, call, wrong, outcomes.length) }];
    });
  });
  return { decided, broken };
}

function isMeant({ units }: PolicyTest, path: string): boolean {
  return units.some((unit) => path === unit || path.startsWith(`${unit}/`));
}

/** Policies are attached to units, so one account tells about all: any that no exemption names, or one that is not there yet. */
function representative({ accounts, exemptions }: Organization, { path }: OrganizationalUnit): Account {
  const here = accounts.filter(({ unit }) => unit === path);
  const ordinary = here.find(({ name }) => !exemptions.some(({ account }) => account === name));
  const newcomer = { name: 'a new account', email: '', role: 'member', boundary: {}, tags: {} } as const;
  return ordinary ?? here[0] ?? { ...newcomer, unit: path, id: '123456789012' };
}

interface Outcome {
  readonly account: Account;
  readonly principal: string;
  readonly resource: string;
  readonly verdict: Verdict;
}

function decideAll(
  organization: Organization,
  account: Account,
  { principals, context }: PolicyTest,
  { action, resources }: PolicyTestCall,
  ask: Ask,
): readonly Outcome[] {
  const fill = (text: string) => fillVariables(text, organization, account.id as string);
  const filled: AuthorizationRequest['context'] = Object.fromEntries(
    Object.entries(context).map(([key, value]) => [key, typeof value === 'string' ? fill(value) : value.map(fill)]),
  );
  return principals.flatMap((named) =>
    resources.map((about) => {
      const [principal, resource] = [fill(named), fill(about)];
      return { account, principal, resource, verdict: ask(account, { action, resource, principal, context: filled }) };
    }),
  );
}

function holds({ expect, by }: PolicyTest, { decision, reasons }: Verdict): boolean {
  if (decision !== expect) return false;
  return (
    by.length === 0 || reasons.some(({ sid, guardrail }) => by.includes(guardrail ?? '') || by.includes(sid ?? ''))
  );
}

function describe(
  { name, expect, by }: PolicyTest,
  { action }: PolicyTestCall,
  wrong: readonly Outcome[],
  all: number,
): string {
  const { account, principal, resource, verdict } = wrong[0] as Outcome;
  const wanted = by.length > 0 ? `${expect} by ${by.join(' or ')}` : expect;
  const more = wrong.length > 1 ? ` (${wrong.length} of ${all} such calls)` : '';
  return (
    `${name}: ${action} on ${resource} as ${principal} in ${account.name} (${account.unit ?? 'root'}) is ` +
    `${describeVerdict(verdict)}, and must be ${wanted}${more}; mend the control, or the expectation`
  );
}
