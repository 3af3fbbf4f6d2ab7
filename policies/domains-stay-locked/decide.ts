import type { Decision } from '../../lib/model/guardrail';

export type State =
  | { readonly kind: 'lock'; readonly domain: string; readonly locked: boolean }
  | { readonly kind: 'deed'; readonly domain: string };

/** The domain to lock. */
export type Change = Pick<State, 'domain'>;

/** Ends of names whose registries have no lock (Route 53 Developer Guide, pages of the top-level domains, read 2026-11). */
const withoutLock: ReadonlySet<string> = new Set(['au', 'ch', 'de', 'es', 'eu', 'fi', 'it', 'jp', 'nl', 'se', 'uk']);

export function hasLock(domain: string): boolean {
  return !withoutLock.has(domain.slice(domain.lastIndexOf('.') + 1).toLowerCase());
}

export function decide(state: State): Decision<Change> {
  const { domain } = state;
  if (state.kind === 'deed')
    return { kind: 'ask', because: `what was done to ${domain} no call takes back; look who did` };
  if (state.locked) return { kind: 'leave', because: `${domain} is locked` };
  if (!hasLock(domain)) return { kind: 'leave', because: `${domain} is of a registry that has no lock` };
  return { kind: 'plan', change: { domain }, because: `${domain} may be moved to another registrar` };
}
