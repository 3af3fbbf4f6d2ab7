import { isStatement } from '../../lib/model/control';
import type { GuardrailDefinition } from '../../lib/model/guardrail';
import { awsPolicies } from '../../lib/policy/aws-policies';
import { compileHierarchy } from '../../lib/policy/evaluate/compile-hierarchy';
import { iamStatement } from '../../lib/policy/iam-statement';
import { anOrganization } from '../stacks/an-organization';

const workloadAccount = '111122223333';
const stranger = '999900001111';

export interface Request {
  readonly action: string;
  readonly resource?: string;
  /** Whose call it is. @default a workload account */
  readonly account?: string;
  /** A role of the account, an ARN, or the name of a service. @default 'WorkloadDeveloper' */
  readonly as?: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** The sid that denies the call in a workload account where only this guardrail's control is attached, or `allowed`. */
export function decided(guardrail: Pick<GuardrailDefinition, 'control'>, request: Request): string {
  const { decision, reasons } = hierarchyWith(guardrail)(questionOf(request));
  return decision === 'allowed' ? decision : (reasons[0]?.sid ?? decision);
}

/** Characters of the guardrail's statements, as they count against a document's quota. */
export function characters(guardrail: Pick<GuardrailDefinition, 'control'>): number {
  return JSON.stringify(statementsOf(guardrail)).length;
}

function hierarchyWith(guardrail: Pick<GuardrailDefinition, 'control'>) {
  const own = (['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const).map((type) => {
    const Statement = statementsOf(guardrail, type);
    return { type, name: type, content: { Version: '2012-10-17', Statement }, guardrails: {} };
  });
  const policies = [...awsPolicies, ...own.filter(({ content }) => content.Statement.length > 0)];
  return compileHierarchy([{ node: 'root', policies: policies as never }]);
}

function statementsOf({ control }: Pick<GuardrailDefinition, 'control'>, type?: string) {
  const parts = (control?.(anOrganization()) ?? []).filter(isStatement);
  return parts
    .filter(({ policy }) => type === undefined || policy === type)
    .map((part) => iamStatement(part, 'this-guardrail', 'aws'));
}

function questionOf({
  action,
  resource = '*',
  account = workloadAccount,
  as = 'WorkloadDeveloper',
  context = {},
}: Request) {
  const isForeign = as.startsWith(`arn:aws:iam::${stranger}:`);
  const principal = /[:.]/.test(as) ? as : `arn:aws:iam::${account}:role/${as}`;
  const ours = { 'aws:PrincipalOrgID': 'o-exampleorgid', 'aws:PrincipalAccount': account };
  const theirs = { 'aws:PrincipalOrgID': 'o-someoneelse', 'aws:PrincipalAccount': stranger };
  const known = { 'aws:ResourceAccount': account, 'aws:ResourceOrgID': 'o-exampleorgid' };
  const who = as.endsWith('.amazonaws.com') ? {} : { ...(isForeign ? theirs : ours), 'aws:PrincipalArn': principal };
  return { action, resource, principal, account, context: { ...known, ...who, ...context } };
}
