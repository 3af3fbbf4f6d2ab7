import type { Purpose } from '../../model/organization';
import type { Complaint } from '../complaint';
import { accountEntries, accountNames } from './accounts';
import type { AccountDraft, Check, OrganizationDraft } from './check';
import { dayOf, daysAfter } from './days';
import { adviceOnReference } from './names';
import { type UnitNode, unitNodes } from './unit-tree';

const longestDays = 30;

type ClosingDraft = NonNullable<NonNullable<OrganizationDraft['closing']>[number]>;

/** An account is closed when the file says so twice, of a member that is out of everything's way already. */
export const checkClosing: Check = function* (draft, { today, hasEveryAccount }) {
  const names = accountNames(draft, hasEveryAccount);
  const accounts = new Map(accountEntries(draft).map((entry) => [entry[1].name, entry] as const));
  const listed = new Set<string>();
  for (const [index, closing] of (draft.closing ?? []).entries()) {
    if (!closing?.account) continue;
    listed.add(closing.account);
    const path = ['closing', index];
    const advice = adviceOnReference(closing.account, names);
    if (advice) yield { path: [...path, 'account'], message: `'${closing.account}' does not exist`, advice };
    const [at, account] = accounts.get(closing.account) ?? [];
    if (account && at !== undefined) yield* checkAccount(account, closing.account, draft, path);
    yield* checkUntil(closing, [...path, 'until'], today);
  }
  if (draft.closing === null || draft.closing?.includes(null)) return;
  for (const [index, { name, close }] of accountEntries(draft)) {
    if (!close || !name || listed.has(name)) continue;
    const message = 'is set, and closing at the top of the file does not list the account';
    const advice = 'add it there with account, id, because, owner and until, or remove this';
    yield { path: ['accounts', index, 'close'], message, advice };
  }
};

function* checkAccount(
  { role, unit, close }: AccountDraft,
  name: string,
  draft: OrganizationDraft,
  path: Complaint['path'],
): Iterable<Complaint> {
  if (role !== undefined && role !== null && role !== 'member') {
    const message = `'${name}' has role '${role}', which the landing zone stands on`;
    yield { path: [...path, 'account'], message, advice: 'give the role to another account first' };
    return;
  }
  if (close !== true && close !== null) {
    const message = `'${name}' does not say close: true itself`;
    yield { path: [...path, 'account'], message, advice: 'add it to the account, or remove this' };
  }
  const purpose = unit ? purposeOf(unit, draft) : undefined;
  if (purpose === undefined || purpose === 'suspended') return;
  const message = `'${name}' is in '${unit}', where the baseline would fail once it is closed`;
  yield { path: [...path, 'account'], message, advice: "move it to a unit with purpose 'suspended' first" };
}

function purposeOf(path: string, draft: OrganizationDraft): Purpose | undefined {
  let node: UnitNode | undefined = unitNodes(draft).find((candidate) => candidate.path === path);
  while (node && !node.unit.purpose) node = node.parent;
  return node?.unit.purpose ?? undefined;
}

function* checkUntil({ until }: ClosingDraft, path: Complaint['path'], today: Date): Iterable<Complaint> {
  if (!until) return;
  if (until < dayOf(today)) {
    const message = `${until} has passed, and nothing is closed by this any more`;
    const advice = 'remove it, or say a later day when the account is still to be closed';
    yield { path, message, advice, severity: 'warning' };
  } else if (until > daysAfter(today, longestDays)) {
    const message = `${until} is more than ${longestDays} days away`;
    yield { path, message, advice: `choose ${daysAfter(today, longestDays)} or earlier` };
  }
}
