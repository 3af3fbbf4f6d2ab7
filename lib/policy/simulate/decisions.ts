import { type Account, accountWithRole, type Organization } from '../../model/organization';
import { attachedDocuments } from '../attached-documents';
import type { ComposedPolicy } from '../compose';
import { compileHierarchy, type Decide } from '../evaluate/compile-hierarchy';
import type { Verdict } from '../evaluate/verdict';
import { hierarchyOf } from '../hierarchy-of';
import { completeRequest, type Question } from './complete-request';

/** Answers for an account: what the organization's policies say to a call made there. */
export type Ask = (account: Account, question: Question) => Verdict;

/** @param organization knows every id it needs, or has stand-ins */
export function decisions(organization: Organization, documents: readonly ComposedPolicy[]): Ask {
  const attached = attachedDocuments(organization, documents);
  const managementAccount = accountWithRole(organization, 'management').id;
  const compiled = new Map<Account, Decide>();
  return (account, question) => {
    let decide = compiled.get(account);
    if (!decide) {
      const levels = hierarchyOf(organization, attached, account);
      decide = compileHierarchy(levels, { ...(managementAccount && { managementAccount }) });
      compiled.set(account, decide);
    }
    return decide(completeRequest(organization, account, question));
  };
}
