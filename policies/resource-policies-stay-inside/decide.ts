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

/** Of something whose policy the fix does not know: who is none of ours, of those it lets in. */
export interface Told {
  readonly arn: string;
  readonly told: readonly string[];
}

export interface Change extends Pick<State, 'holder' | 'id' | 'arn'> {
  /** The policy as it is to be. */
  readonly policy: JsonObject;
  readonly rewritten: readonly { readonly from: JsonObject; readonly to: readonly JsonObject[] }[];
}

export function decide(
  state: State | Told,
  { organization, partition }: Pick<Facts, 'organization' | 'partition'>,
): Decision<Change> {
  if ('told' in state) return ask(state);
  const { holder, id, arn, account, policy, strangers } = state;
  const isOurs = (one: AccountId) => !strangers.includes(one);
  const who: string[] = [];
  const rewritten: { from: JsonObject; to: readonly JsonObject[] }[] = [];
  const Statement = statementsIn(policy).flatMap((from) => {
    const outside = outsiders(receiversOf(from), organization, isOurs, holder);
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

function ask({ arn, told }: Told): Decision<Change> {
  if (told.length === 0) return { kind: 'leave', because: `${arn} lets in our own` };
  return { kind: 'ask', because: `${arn} lets in ${told.join(', ')}, and only its owner can narrow it` };
}

export function statementsIn({ Statement }: JsonObject): readonly JsonObject[] {
  return [Statement ?? []].flat() as readonly JsonObject[];
}
