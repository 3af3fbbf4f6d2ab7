import type { Facts } from '../../lib/model/facts';
import type { Decision } from '../../lib/model/guardrail';
import type { JsonObject } from '../../lib/model/json';
import type { Receivers } from '../../lib/policy/receivers';
import { isOnePermission } from './permission';
import type { Subject } from './subject';

export interface State extends Subject {
  readonly kind: 'function' | 'layer';
  /** What the policy allows, with whom it allows it to; of accounts only those outside the organization. */
  readonly permissions: readonly (Receivers & { readonly statement: JsonObject })[];
  /** Whether its address asks nobody who they are. */
  readonly openUrl: boolean;
}

export interface Change extends Subject {
  readonly kind: State['kind'];
  readonly remove: readonly JsonObject[];
  readonly closeUrl: boolean;
}

export function decide(state: State, { organization }: Pick<Facts, 'organization'>): Decision<Change> {
  const { kind, name, qualifier, permissions, openUrl } = state;
  const outside = permissions.filter((permission) => reachesOutside(permission, organization));
  const id = qualifier === undefined ? name : `${name}:${qualifier}`;
  if (outside.length === 0 && !openUrl) return { kind: 'leave', because: `${id}: nobody outside may use it` };
  const who = [...outside.map(described), ...(openUrl ? ['everybody who knows its address'] : [])];
  const because = `${id} may be used by ${[...new Set(who)].join(', ')}`;
  if (kind === 'function' && !outside.every(({ statement }) => isOnePermission(statement))) {
    return {
      kind: 'ask',
      because: `${because}, by a policy that was written whole: no single call could give it back`,
    };
  }
  return {
    kind: 'plan',
    change: {
      kind,
      name,
      ...(qualifier !== undefined && { qualifier }),
      remove: outside.map(({ statement }) => statement),
      closeUrl: openUrl,
    },
    because,
  };
}

function reachesOutside({ everybody, accounts, organizations }: Receivers, ours: string): boolean {
  if (everybody) return true;
  return organizations.length > 0 ? organizations.some((one) => one !== ours) : accounts.length > 0;
}

function described({ everybody, accounts, organizations }: Receivers): string {
  if (everybody) return 'everybody';
  return organizations.length > 0 ? organizations.join(', ') : accounts.join(', ');
}
