import type { Facts } from '../../lib/model/facts';
import type { Decision } from '../../lib/model/guardrail';
import { services } from './services';

export type State =
  | { readonly kind: 'access'; readonly service: string; readonly trusted: boolean }
  | {
      readonly kind: 'administrator';
      readonly account: string;
      readonly service: string;
      readonly registered: boolean;
    }
  | { readonly kind: 'other' };

/** Trusted, or registered, or no longer so. */
export type Change =
  | { readonly kind: 'access'; readonly service: string; readonly wanted: boolean }
  | {
      readonly kind: 'administrator';
      readonly account: string;
      readonly service: string;
      readonly wanted: boolean;
    };

type Offices = Pick<Facts, 'securityAccount' | 'logArchiveAccount'>;

export function decide(state: State, { securityAccount, logArchiveAccount }: Offices): Decision<Change> {
  if (state.kind === 'other') return { kind: 'ask', because: 'no call brings this back; a person has to' };
  const { service } = state;
  if (state.kind === 'access') {
    if (state.trusted) return { kind: 'leave', because: `${service} is trusted with the organization` };
    if (!services[service]) return { kind: 'ask', because: `${service} is not trusted; the landing zone does without` };
    return {
      kind: 'plan',
      change: { kind: 'access', service, wanted: true },
      because: `the landing zone works through ${service}`,
    };
  }
  const { account, registered } = state;
  if (account !== securityAccount && account !== logArchiveAccount) {
    if (!registered) return { kind: 'leave', because: `${account} does not administer ${service}` };
    return {
      kind: 'plan',
      change: { kind: 'administrator', account, service, wanted: false },
      because: `${account} administers ${service}, and is not an account of the landing zone`,
      approval: 'some services delete what their administrator has configured',
    };
  }
  if (registered) return { kind: 'leave', because: `${account} administers ${service}` };
  if (!services[service]?.registered) {
    return {
      kind: 'ask',
      because: `${account} no longer administers ${service}, which has a call of its own for that`,
    };
  }
  return {
    kind: 'plan',
    change: { kind: 'administrator', account, service, wanted: true },
    because: `the landing zone administers ${service} from ${account}`,
  };
}
