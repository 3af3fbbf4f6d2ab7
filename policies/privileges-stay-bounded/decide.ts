import { isBreakGlassRole } from '../../lib/model/break-glass';
import type { Decision } from '../../lib/model/guardrail';
import { isAdministratorPolicy, makesAdministrator, withoutAdministration } from './administrator';
import type { Holder } from './holder';
import type { InlinePolicy, State } from './state';

export type Change =
  | {
      readonly kind: 'holder';
      readonly holder: Holder;
      readonly detach: readonly string[];
      readonly put: readonly InlinePolicy[];
    }
  | { readonly kind: 'version'; readonly arn: string; readonly version: string }
  | { readonly kind: 'rewrite'; readonly arn: string; readonly document: InlinePolicy['document'] };

export function decide(state: State): Decision<Change> {
  switch (state.kind) {
    case 'holder':
      return decideHolder(state);
    case 'policy':
      return decidePolicy(state);
    case 'boundary': {
      const { name, boundary } = state;
      if (boundary && !isAdministratorPolicy(boundary)) return leave(`${name} is bounded by ${boundary}`);
      return { kind: 'ask', because: `${name} has no boundary any more, and no event says which one it had` };
    }
    case 'membership': {
      const { group, administers } = state;
      if (!administers) return leave(`members of ${group} are no administrators`);
      return { kind: 'ask', because: `members of ${group} are administrators: is the new one meant?` };
    }
  }
}

function decideHolder({ holder, attached, inline, trusted, arn = '' }: State & { kind: 'holder' }): Decision<Change> {
  const names = [...attached, ...inline.map(({ name }) => name)];
  if (names.length === 0) return leave(`${holder.name} is no administrator`);
  // How CDK deploys: whoever starts a deployment needs rights of his own to.
  if (trusted.length > 0 && trusted.every((principal) => principal === 'Service:cloudformation.amazonaws.com')) {
    return leave(`CloudFormation alone can be ${holder.name}`);
  }
  // Nobody but the landing zone can make a role under its path.
  if (isBreakGlassRole(arn)) return leave(`${holder.name} is for breaking the glass`);
  const put = inline.map(({ name, document }) => ({ name, document: withoutAdministration(document) }));
  return {
    kind: 'plan',
    change: { kind: 'holder', holder, detach: attached, put },
    because: `${holder.name} is an administrator by ${names.join(', ')}`,
  };
}

function decidePolicy({ arn, version, document, harmless }: State & { kind: 'policy' }): Decision<Change> {
  if (!makesAdministrator(document)) return leave(`${arn} makes no administrators`);
  const because = `${arn} makes administrators since ${version}`;
  if (harmless) return { kind: 'plan', change: { kind: 'version', arn, version: harmless }, because };
  return { kind: 'plan', change: { kind: 'rewrite', arn, document: withoutAdministration(document) }, because };
}

const leave = (because: string): Decision<Change> => ({ kind: 'leave', because });
