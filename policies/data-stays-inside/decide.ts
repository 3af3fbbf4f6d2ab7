import type { Facts } from '../../lib/model/facts';
import type { Decision } from '../../lib/model/guardrail';
import type { Shared } from './resource';

/** Who may use a data share; writes are told apart, so that a share is given back as it was. */
export interface Consumer {
  readonly id: string;
  readonly writes: boolean;
}

export type State =
  | { readonly kind: 'given'; readonly arn: string; readonly strangers: readonly Consumer[] }
  | { readonly kind: Exclude<Shared, 'given'>; readonly arn: string; readonly stranger?: string };

export interface Change {
  readonly arn: string;
  readonly consumers: readonly Consumer[];
}

export function decide(state: State, { organization }: Pick<Facts, 'organization'>): Decision<Change> {
  const { kind, arn } = state;
  if (kind === 'unknown') return { kind: 'ask', because: 'data was shared, and the record does not say with whom' };
  if (kind === 'given') {
    const { strangers } = state;
    if (strangers.length === 0) return { kind: 'leave', because: `${arn} is shared with nobody outside` };
    const who = strangers.map(({ id }) => id).join(', ');
    return { kind: 'plan', change: { arn, consumers: strangers }, because: `${arn} is shared with ${who}` };
  }
  const { stranger } = state;
  if (stranger === undefined || stranger === organization)
    return { kind: 'leave', because: `${arn} stays within the organization` };
  const what = kind === 'taken' ? 'takes part in data of' : 'gives data to';
  return { kind: 'ask', because: `${arn} ${what} ${stranger}, who is none of ours` };
}
