import type { Facts } from '../../lib/model/facts';
import type { Decision, Session } from '../../lib/model/guardrail';
import { isOurs } from './parts';
import { hubTarget, isAboutReads, type Target } from './rule';

export type State =
  | { readonly kind: 'gone'; readonly what: string }
  | { readonly kind: 'other'; readonly what: string }
  | {
      readonly kind: 'rule';
      readonly where: Pick<Session, 'account' | 'region'>;
      readonly name: string;
      readonly bus?: string;
      readonly state: string;
      /** Absent where a schedule triggers the rule. */
      readonly pattern?: string;
      readonly description?: string;
      /** ARNs. */
      readonly targets: readonly string[];
    }
  | { readonly kind: 'mapping'; readonly id: string; readonly function: string; readonly enabled: boolean }
  /** `limit` is how many of it may run at a time; absent for as many as the account has room for. */
  | { readonly kind: 'function'; readonly name: string; readonly limit?: number };

export type Change =
  | {
      readonly kind: 'rule';
      readonly name: string;
      readonly bus?: string;
      /** The state to give back, where it was taken. */
      readonly enable?: 'ENABLED' | { readonly reads: string; readonly description?: string };
      readonly target?: Target;
    }
  | { readonly kind: 'mapping'; readonly id: string }
  | { readonly kind: 'function'; readonly name: string; readonly limit: number };

export function decide(state: State, facts: Facts): Decision<Change> {
  if (state.kind === 'gone') return { kind: 'ask', because: `${state.what} is gone; deploy the landing zone again` };
  if (state.kind === 'other') return { kind: 'ask', because: `nobody knows from here whether ${state.what} is right` };
  if (state.kind === 'function') return decideFunction(state);
  if (state.kind === 'mapping') {
    if (!isOurs(state.function)) return { kind: 'leave', because: `${state.function} is not ours` };
    if (state.enabled) return { kind: 'leave', because: `${state.function} reads its queue` };
    const because = `${state.function} does not read its queue`;
    return { kind: 'plan', change: { kind: 'mapping', id: state.id }, because };
  }
  return decideRule(state, facts);
}

/** Functions of the hub have no limit of their own, so nobody but whoever wants a standstill sets one to nothing. */
function decideFunction({ name, limit }: Extract<State, { kind: 'function' }>): Decision<Change> {
  if (limit !== 0) return { kind: 'ask', because: `${name} may run; nobody knows from here whether it is right` };
  return { kind: 'plan', change: { kind: 'function', name, limit }, because: `${name} may not run at all` };
}

function decideRule(state: Extract<State, { kind: 'rule' }>, facts: Facts): Decision<Change> {
  const { name, bus, pattern, description, targets, where } = state;
  const disabled = state.state === 'DISABLED';
  // Rules of the hub send to queues whose names cannot be told from here; forwarding rules all send to the hub.
  const forwards = bus === undefined && pattern !== undefined;
  const wanted = hubTarget(name, where, facts);
  const silent = forwards && !targets.includes(wanted.Arn);
  if (!disabled && !silent) {
    if (targets.length > 0) return { kind: 'leave', because: `${name} is enabled and sends where it should` };
    return { kind: 'ask', because: `${name} sends nowhere; deploy the landing zone again` };
  }
  const reads = pattern !== undefined && isAboutReads(JSON.parse(pattern));
  return {
    kind: 'plan',
    change: {
      kind: 'rule',
      name,
      ...(bus && { bus }),
      ...(disabled && {
        enable: reads ? { reads: pattern, ...(description && { description }) } : ('ENABLED' as const),
      }),
      ...(silent && { target: wanted }),
    },
    because: [
      ...(disabled ? [`${name} is disabled`] : []),
      ...(silent ? [`${name} sends nothing to the hub`] : []),
    ].join(', '),
  };
}
