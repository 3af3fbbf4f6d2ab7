import { plannedAddress } from '../../model/root-mail';
import type { Complaint } from '../complaint';
import { quotas } from '../quotas';
import { listed } from '../shown';
import type { AccountDraft, Check, OrganizationDraft } from './check';
import { adviceOnReference, type Names } from './names';
import { unitNames } from './unit-tree';

export const checkAccounts: Check = function* (draft) {
  const units = unitNames(draft);
  for (const [index, account] of accountEntries(draft)) yield* checkUnit(index, account, units);
  yield* checkUnique(draft, 'name', 'rename one');
  yield* checkUnique(draft, 'email', 'give each account its own, such as aws+name@example.com');
  yield* checkFormerly(draft);
  const count = draft.accounts?.length ?? 0;
  if (count > quotas.accounts) {
    const message = `has ${count} accounts, and AWS takes ${quotas.accounts}`;
    yield { path: ['accounts'], message, advice: 'split the organization' };
  }
};

/** Accounts that could be read, with where they are in the list. */
export function accountEntries(draft: OrganizationDraft): readonly (readonly [index: number, account: AccountDraft])[] {
  return (draft.accounts ?? []).flatMap((account, index) => (account ? [[index, account] as const] : []));
}

/** Names of accounts, for what refers to them. */
export function accountNames(draft: OrganizationDraft, hasEveryAccount: boolean): Names {
  const names = accountEntries(draft).flatMap(([, { name }]) => name ?? []);
  return { names: new Set(names), isComplete: hasEveryAccount && names.length === draft.accounts?.length };
}

/** With the names they had before, which the lock file still knows them by. */
export function accountNamesOfAllTime(draft: OrganizationDraft, hasEveryAccount: boolean): Names {
  const { names, isComplete } = accountNames(draft, hasEveryAccount);
  const former = accountEntries(draft).flatMap(([, { formerly }]) => formerly?.name ?? []);
  return { names: new Set([...names, ...former]), isComplete };
}

function* checkUnit(index: number, { role, unit }: AccountDraft, units: Names): Iterable<Complaint> {
  const path = ['accounts', index];
  if (role === 'management') {
    if (unit === undefined) return;
    yield {
      path: [...path, 'unit'],
      message: 'is set, but the management account stays in the root',
      advice: 'remove it',
    };
  } else if (unit === undefined && role !== null) {
    const advice = units.isComplete ? `add one of ${listed([...units.names])}` : 'add one';
    yield { path, message: 'has no unit', advice };
  } else if (unit) {
    const advice = adviceOnReference(unit, units);
    if (advice) yield { path: [...path, 'unit'], message: `'${unit}' does not exist`, advice };
  }
}

function* checkFormerly(draft: OrganizationDraft): Iterable<Complaint> {
  for (const [index, { formerly }] of accountEntries(draft)) {
    for (const field of ['name', 'email'] as const) {
      const text = formerly?.[field];
      if (!text) continue;
      const [other] = accountEntries(draft).find(([, account]) => sameText(account[field], text)) ?? [];
      if (other === undefined) continue;
      const path = ['accounts', index, 'formerly', field];
      if (other === index)
        yield { path, message: `'${text}' is what it says now`, advice: 'say what it was, or remove it' };
      else {
        const advice = 'two accounts have never had the same; correct one';
        yield { path, message: `'${text}' is taken`, advice, first: ['accounts', other, field] };
      }
    }
  }
}

function sameText(one: string | null | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

// AWS compares e-mail addresses regardless of case; names that differ in nothing else are told apart by nobody.
function* checkUnique(draft: OrganizationDraft, field: 'name' | 'email', advice: string): Iterable<Complaint> {
  const firsts = new Map<string, readonly [path: Complaint['path'], text: string]>();
  for (const [index, account] of accountEntries(draft)) {
    const planned = field === 'email' && account.email === undefined;
    const text = planned ? addressPlannedFor(account, draft) : account[field];
    if (!text) continue;
    const path = planned ? ['accounts', index] : ['accounts', index, field];
    const first = firsts.get(text.toLowerCase());
    firsts.set(text.toLowerCase(), first ?? [path, text]);
    if (!first) continue;
    const same = text === first[1] ? 'is taken' : `differs only in case from '${first[1]}'`;
    const message = planned ? `would have the email '${text}', which ${same}` : `'${text}' ${same}`;
    yield { path, message, advice, first: first[0] };
  }
}

function addressPlannedFor({ name }: AccountDraft, { rootMail }: OrganizationDraft): string | undefined {
  return name && rootMail?.address ? plannedAddress(rootMail.address, name) : undefined;
}
