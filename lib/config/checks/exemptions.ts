import type { Complaint } from '../complaint';
import { selectedByBoundary } from '../selected-by-boundary';
import { accountNames } from './accounts';
import type { Check, OrganizationDraft } from './check';
import { dayOf, daysAfter } from './days';
import { adviceOnReference } from './names';
import { unitNames } from './unit-tree';

const noticeDays = 30;
const scopes = ['account', 'boundary', 'unit', 'resource', 'tag'] as const;

type ExemptionDraft = NonNullable<NonNullable<OrganizationDraft['exemptions']>[number]>;

export const checkExemptions: Check = function* (draft, { today, guardrailIds, hasEveryAccount }) {
  const known = {
    guardrail: { names: new Set(guardrailIds), isComplete: guardrailIds !== undefined },
    account: accountNames(draft, hasEveryAccount),
    unit: unitNames(draft),
  };
  for (const [index, exemption] of (draft.exemptions ?? []).entries()) {
    if (!exemption) continue;
    const path = ['exemptions', index];
    for (const field of ['guardrail', 'account', 'unit'] as const) {
      const reference = exemption[field];
      const advice = reference ? adviceOnReference(reference, known[field]) : undefined;
      if (advice) yield { path: [...path, field], message: `'${reference}' does not exist`, advice };
    }
    if (scopes.every((scope) => exemption[scope] === undefined)) {
      yield { path, message: 'has no scope', advice: `add at least one of ${scopes.join(', ')}` };
    }
    if (exemption.boundary && hasEveryAccount && selects(draft, exemption.boundary) === 0) {
      const advice = 'select by what the accounts have, or remove the exemption';
      yield { path: [...path, 'boundary'], message: 'selects no account', advice };
    }
    yield* checkUntil(exemption, [...path, 'until'], today);
  }
};

function selects({ accounts }: OrganizationDraft, boundary: object): number {
  const known = (accounts ?? []).flatMap((account) => (account ? [{ boundary: account.boundary ?? {} }] : []));
  return selectedByBoundary(known, boundary).length;
}

function* checkUntil({ until }: ExemptionDraft, path: Complaint['path'], today: Date): Iterable<Complaint> {
  if (!until) return;
  if (until < dayOf(today)) {
    const message = `${until} has expired, and the guardrail enforces again`;
    yield { path, message, advice: 'remove the exemption, or renew it with a fresh reason', severity: 'warning' };
  } else if (until > oneYearAfter(today)) {
    yield { path, message: `${until} is more than a year away`, advice: `choose ${oneYearAfter(today)} or earlier` };
  } else if (until <= daysAfter(today, noticeDays)) {
    const message = `${until} is at most ${noticeDays} days away, and then the guardrail enforces again`;
    yield { path, message, advice: 'mend what it excuses, or renew it with a fresh reason', severity: 'warning' };
  }
}

// Compared as text, so a 29 February that does not exist next year is as good a bound as any.
function oneYearAfter(date: Date): string {
  return `${date.getUTCFullYear() + 1}${dayOf(date).slice(4)}`;
}
