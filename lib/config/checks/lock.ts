import type { Lock } from '../../model/lock';
import type { Complaint } from '../complaint';
import type { LockFile } from '../schema/lock';
import type { Names } from './names';

/** Ids that cannot all be right. */
export function* checkLock({ root, units = {}, accounts = {} }: LockFile): Iterable<Complaint> {
  yield* duplicates('units', units);
  yield* duplicates('accounts', accounts);
  if (!root) return;
  for (const [path, id] of Object.entries(units)) {
    if (id.startsWith(`ou-${root.slice('r-'.length)}-`)) continue;
    const advice = 'both are copied from one organization; correct the one that is not';
    yield { path: ['units', path], message: `'${id}' is not an id under root '${root}'`, advice };
  }
}

/** Entries for what is not in the organization any more. */
export function* checkLeftovers(lock: Lock, units: Names, accounts: Names): Iterable<Complaint> {
  const sections = [
    ['units', 'a unit', lock.units, units],
    ['accounts', 'an account', lock.accounts, accounts],
    ['shards', 'an account', lock.shards ?? {}, accounts],
  ] as const;
  for (const [section, kind, entries, { names, isComplete }] of sections) {
    if (!isComplete) continue;
    for (const name of Object.keys(entries)) {
      if (names.has(name)) continue;
      const message = `is ${kind} that the organization does not have`;
      const advice =
        kind === 'an account'
          ? `add 'formerly: { name: ${name} }' to the account if it was renamed, else remove it`
          : 'rename it if it was renamed there, else remove it';
      yield { path: [section, name], at: 'key', message, advice, severity: 'warning' };
    }
  }
}

function* duplicates(section: 'units' | 'accounts', ids: Readonly<Record<string, string>>): Iterable<Complaint> {
  const firsts = new Map<string, string>();
  for (const [name, id] of Object.entries(ids)) {
    const first = firsts.get(id);
    if (first === undefined) firsts.set(id, name);
    else {
      const advice = 'correct the one that is wrong';
      yield { path: [section, name], message: `'${id}' is the id of '${first}' too`, advice, first: [section, first] };
    }
  }
}
