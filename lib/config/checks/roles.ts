import { accountRoles } from '../../model/organization';
import { accountEntries } from './accounts';
import type { Check } from './check';

const required: readonly string[] = ['management', 'log-archive', 'security'];

/** One account has each role that the landing zone cannot be without; no two share one, except `member`. */
export const checkRoles: Check = function* (draft, { hasEveryAccount }) {
  const entries = accountEntries(draft);
  const mayBeUnread = !hasEveryAccount || entries.length !== draft.accounts?.length || entries.some(hasUnreadRole);
  for (const role of accountRoles.filter((name) => name !== 'member')) {
    const [first, ...others] = entries.filter(([, account]) => account.role === role);
    if (!first && required.includes(role) && !mayBeUnread) {
      const advice = `add 'role: ${role}' to one`;
      yield { path: ['accounts'], at: 'key', message: `has no account with role '${role}'`, advice };
    }
    for (const [index] of others) {
      const path = ['accounts', index, 'role'];
      const advice = 'make one of them a member';
      yield { path, message: `'${role}' is taken`, advice, first: ['accounts', first?.[0] ?? 0, 'role'] };
    }
  }
};

function hasUnreadRole([, account]: ReturnType<typeof accountEntries>[number]): boolean {
  return account.role === null;
}
