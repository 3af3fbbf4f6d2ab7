import { isDeepStrictEqual } from 'node:util';
import type { PolicyType } from '../../lib/model/control';
import type { Decision } from '../../lib/model/guardrail';
import type { JsonObject } from '../../lib/model/json';

/** A policy of the landing zone as it is, and as it was deployed. */
export interface PolicyState {
  readonly id: string;
  readonly name: string;
  readonly content: JsonObject;
  readonly targets: readonly string[];
  readonly deployed: {
    readonly name: string;
    readonly content: JsonObject;
    readonly targets: readonly string[];
  };
}

export type State = { readonly busy: boolean } & (
  | {
      readonly kind: 'policies';
      /** The type to enable again, where it was disabled. */
      readonly disabled?: { readonly root: string; readonly type: PolicyType };
      /** Those of the landing zone among the policies asked about. */
      readonly policies: readonly PolicyState[];
      /** Names of deployed policies that exist no longer. */
      readonly missing: readonly string[];
    }
  | { readonly kind: 'account'; readonly account: string; readonly parent: string; readonly deployed?: string }
  /** The policy of AWS that allows everything where it is attached, and without which nothing is allowed. */
  | { readonly kind: 'full-access' }
);

export type Change =
  | {
      readonly kind: 'policies';
      readonly enable?: { readonly root: string; readonly type: PolicyType };
      readonly rewrite: readonly { readonly id: string; readonly name: string; readonly content: JsonObject }[];
      readonly attach: readonly { readonly id: string; readonly target: string }[];
    }
  | { readonly kind: 'account'; readonly account: string; readonly from: string; readonly to: string };

export function decide(state: State): Decision<Change> {
  if (state.busy) return { kind: 'ask', because: 'a deployment is under way; look again when it has ended' };
  if (state.kind === 'account') return moveBack(state);
  if (state.kind === 'full-access') {
    return { kind: 'ask', because: 'where FullAWSAccess is not attached nothing is allowed; attach it again' };
  }
  const { disabled, policies, missing } = state;
  const rewrite = policies
    .filter(({ name, content, deployed }) => name !== deployed.name || !isDeepStrictEqual(content, deployed.content))
    .map(({ id, deployed: { name, content } }) => ({ id, name, content }));
  const attach = policies.flatMap(({ id, targets, deployed }) =>
    deployed.targets.filter((target) => !targets.includes(target)).map((target) => ({ id, target })),
  );
  if (disabled || rewrite.length > 0 || attach.length > 0) {
    const change = { kind: 'policies', ...(disabled && { enable: disabled }), rewrite, attach } as const;
    return { kind: 'plan', change, because: describe(change, policies) };
  }
  // A new policy would have another id than the stack knows, so that the next deployment would fail.
  if (missing.length > 0) return { kind: 'ask', because: `deleted: ${missing.join(', ')}; repair the stack` };
  return { kind: 'leave', because: 'what the landing zone deployed is as it was deployed' };
}

function moveBack({ account, parent, deployed }: Extract<State, { kind: 'account' }>): Decision<Change> {
  if (deployed === undefined)
    return { kind: 'ask', because: `${account} is in ${parent}; no template says whether it should` };
  if (parent === deployed) return { kind: 'leave', because: `${account} is where it was deployed` };
  return {
    kind: 'plan',
    change: { kind: 'account', account, from: parent, to: deployed },
    because: `${account} is in ${parent} and not in ${deployed}`,
    approval: 'it may have been moved to contain an incident',
  };
}

function describe(
  { enable, rewrite, attach }: Extract<Change, { kind: 'policies' }>,
  policies: readonly PolicyState[],
): string {
  const nameOf = (id: string): string => policies.find((policy) => policy.id === id)?.deployed.name ?? id;
  return [
    ...(enable ? [`${enable.type} is disabled`] : []),
    ...rewrite.map(({ name }) => `${name} was rewritten`),
    ...attach.map(({ id, target }) => `${nameOf(id)} is not attached to ${target}`),
  ].join(', ');
}
