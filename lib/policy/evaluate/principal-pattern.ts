import { isObject } from '../../model/json';
import type { Caller } from './caller';
import { inside, type Place, PolicyError, shown } from './policy-error';

/** Whether a principal element means this caller. */
export type PrincipalMatcher = (caller: Caller) => boolean;

const kinds = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

/** Undefined for everybody. */
export function compilePrincipal(principal: unknown, place: Place): PrincipalMatcher | undefined {
  if (principal === '*') return undefined;
  if (!isObject(principal)) {
    throw new PolicyError(place, `must be '*' or an object of ${kinds.join(', ')}, got ${shown(principal)}`);
  }
  const named = Object.entries(principal).flatMap(([kind, values]) => {
    const here = inside(place, kind);
    if (!kinds.includes(kind)) throw new PolicyError(here, `unknown kind of principal; use ${kinds.join(', ')}`);
    return [values].flat().map((value) => {
      if (typeof value !== 'string') throw new PolicyError(here, `principals are strings, got ${shown(value)}`);
      return { kind, value };
    });
  });
  if (named.length === 0) throw new PolicyError(place, 'names nobody; give a principal');
  if (named.some(({ kind, value }) => kind === 'AWS' && value === '*')) return undefined;
  return (caller) => named.some(({ kind, value }) => isMeant(kind, value, caller));
}

/** An account, or its root, means everybody in it. */
function isMeant(kind: string, value: string, caller: Caller): boolean {
  if (kind === 'Service') return caller.keys['aws:principalservicename'] === value;
  if (kind !== 'AWS') return false;
  const account = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(value)?.[1];
  return account === undefined ? value === caller.arn || value === caller.principal : caller.account === account;
}
