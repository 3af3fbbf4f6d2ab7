import type { Assembly } from '../assembly/assembly';
import { valuesOf } from '../assembly/values';
import type { AccountId, Organization } from '../model/organization';
import { compileHierarchy } from '../policy/evaluate/compile-hierarchy';
import type { AuthorizationRequest } from '../policy/evaluate/verdict';
import { hierarchyOf } from '../policy/hierarchy-of';
import { policiesIn } from '../policy/policies-in';

export type Decision =
  | { readonly kind: 'allowed' }
  | {
      readonly kind: 'denied';
      readonly message: string;
      readonly by: { readonly sid: string; readonly guardrail: string };
    };
export type Decide = (request: AuthorizationRequest) => Decision;

/** What the synthesized policies say to a call in an account; each account's hierarchy is compiled once. */
export function policyDecisions(organization: Organization, assembly: Assembly): (account: AccountId) => Decide {
  const attached = assembly.stacks.flatMap((stack) => policiesIn(stack.template, valuesOf(organization, stack)));
  const managementAccount = organization.accounts.find(({ role }) => role === 'management')?.id;
  const compiled = new Map<AccountId, Decide>();
  return (id) => {
    const known = compiled.get(id);
    if (known) return known;
    const account = organization.accounts.find((candidate) => candidate.id === id);
    if (!account) throw new Error(`${organization.name}: has no account ${id}`);
    const evaluate = compileHierarchy(hierarchyOf(organization, attached, account), {
      ...(managementAccount && { managementAccount }),
    });
    const decide: Decide = (request) => {
      const { decision, reasons } = evaluate(request);
      if (decision === 'allowed') return { kind: 'allowed' };
      const [{ sid = 'no statement', guardrail = 'no guardrail', type = 'scp' } = {}] = reasons;
      const policy = type === 'rcp' ? 'resource control policy' : 'service control policy';
      const how = decision === 'denied' ? `with an explicit deny in a ${policy}` : `because no ${policy} allows it`;
      const { principal, action, resource } = request;
      // AWS's own words: monitors may read from them what a denied call was about.
      const message = `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} ${how}`;
      return { kind: 'denied', message, by: { sid, guardrail } };
    };
    compiled.set(id, decide);
    return decide;
  };
}
