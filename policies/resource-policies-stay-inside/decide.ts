import type { Facts } from '../../lib/model/facts';
import type { Decision } from '../../lib/model/guardrail';
import type { JsonObject } from '../../lib/model/json';
import type { AccountId } from '../../lib/model/organization';
import { receiversOf } from '../../lib/policy/receivers';
import type { Holder } from './holders';
import { narrowed } from './narrow';
import { outsiders } from './outside';

export interface State {
  readonly holder: Holder;
  readonly id: string;
  readonly arn: string;
  readonly account: AccountId;
  readonly policy: JsonObject;
  /** Accounts the policy names that are none of the organization's. */
  readonly strangers: readonly AccountId[];
}

export interface Change extends Pick<State, 'holder' | 'id' | 'arn'> {
  /** The policy as it is to be. */
  readonly policy: JsonObject;
  readonly rewritten: readonly { readonly from: JsonObject; readonly to: readonly JsonObject[] }[];
}

export function decide(
  state: State,
  { organization, partition }: Pick<Facts, 'organization' | 'partition'>,
): Decision<Change> {
  const { holder, id, arn, account, policy, strangers } = state;
  const isOurs = (one: AccountId) => !strangers.includes(one);
  const who: string[] = [];
  const rewritten: { from: JsonObject; to: readonly JsonObject[] }[] = [];
  const Statement = statementsIn(policy).flatMap((from) => {
    const outside = outsiders(holder, receiversOf(from), organization, isOurs);
    if (outside.length === 0) return [from];
    const to = narrowed(from, organization, `arn:${partition}:iam::${account}:root`);
    who.push(...outside);
    rewritten.push({ from, to });
    return to;
  });
  if (rewritten.length === 0) return { kind: 'leave', because: `${id} lets nobody in from outside` };
  return {
    kind: 'plan',
    change: { holder, id, arn, policy: { ...policy, Statement }, rewritten },
    because: `${id} lets in ${[...new Set(who)].join(', ')}`,
  };
}

export function statementsIn({ Statement }: JsonObject): readonly JsonObject[] {
  return [Statement ?? []].flat() as readonly JsonObject[];
}
