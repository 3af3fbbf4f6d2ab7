import { type Binding, rcpsBind, rcpsKnow, scpsBind } from './binding';
import { type Layer, type Level, layersOf, type NamedPolicy, type Rule } from './layers';
import { RequestContext } from './request-context';
import type { AuthorizationRequest, Reason, ReasonType, Verdict } from './verdict';

export interface HierarchyOptions extends Binding {
  /** The principal's own policies; without them, the verdict is about what the organization forbids. */
  readonly identity?: readonly NamedPolicy[];
  readonly boundary?: NamedPolicy;
}

export type Decide = (request: AuthorizationRequest) => Verdict;

/** What can matter for one action: everything else was sorted out when the action was first seen. */
interface Plan {
  readonly denies: readonly Rule[];
  /** Layers that do not allow the action outright. */
  readonly gates: readonly { readonly silence: Reason; readonly allows: readonly Rule[] }[];
}

const allowed: Verdict = { decision: 'allowed', reasons: [] };
/** An organization uses some thousands; more are made up. */
const maxPlans = 20_000;

/**
 * Compiles an account's policies, root first, to a function that decides and says why. A deny anywhere wins;
 * otherwise every level, and the identity policies and boundary when given, must allow.
 * @throws PolicyError when a policy cannot be evaluated.
 */
export function compileHierarchy(levels: readonly Level[], options: HierarchyOptions = {}): Decide {
  const planOf = planner(layersOf(levels, options.identity, options.boundary));
  return (request) => {
    const plan = planOf(request.action);
    if (plan.denies.length === 0 && plan.gates.length === 0) return allowed;

    const context = new RequestContext(request);
    let denials: Reason[] | undefined;
    for (const { statement, reason } of plan.denies) {
      if (!statement.applies(context) || !binds(reason.type, context, options)) continue;
      denials ??= [];
      denials.push(reason);
    }
    if (denials) return { decision: 'denied', reasons: denials };

    const silent = plan.gates.filter(
      ({ silence, allows }) =>
        binds(silence.type, context, options) && !allows.some(({ statement }) => statement.applies(context)),
    );
    if (silent.length === 0) return allowed;
    return { decision: 'implicitlyDenied', reasons: silent.map(({ silence }) => silence) };
  };
}

function planner(layers: readonly Layer[]): (action: string) => Plan {
  const indexed = layers.map((layer) => ({ ...layer, about: rulesByService(layer.rules) }));
  const plans = new Map<string, Plan>();
  const make = (action: string): Plan => {
    const denies: Rule[] = [];
    const gates: Plan['gates'][number][] = [];
    for (const { type, silence, about } of indexed) {
      if (type === 'rcp' && !rcpsKnow(action)) continue;
      const rules = about(action.slice(0, action.indexOf(':'))).filter(({ statement }) => statement.isAbout(action));
      denies.push(...rules.filter(({ statement }) => statement.effect === 'Deny'));
      const allows = rules.filter(({ statement }) => statement.effect === 'Allow');
      if (!allows.some(({ statement }) => statement.unconditional)) gates.push({ silence, allows });
    }
    return { denies, gates };
  };
  return (action) => {
    const known = plans.get(action);
    if (known) return known;
    if (plans.size >= maxPlans) plans.clear();
    const plan = make(action.toLowerCase());
    plans.set(action, plan);
    return plan;
  };
}

function rulesByService(rules: readonly Rule[]): (service: string) => readonly Rule[] {
  const named = new Set(rules.flatMap(({ statement }) => [...(statement.services ?? [])]));
  const about = (service: string) => rules.filter(({ statement }) => statement.services?.has(service) ?? true);
  const index = new Map([...named].map((service) => [service, about(service)]));
  const any = rules.filter(({ statement }) => statement.services === undefined);
  return (service) => index.get(service) ?? any;
}

function binds(type: ReasonType, context: RequestContext, options: Binding): boolean {
  if (type === 'scp') return scpsBind(context, options);
  return type !== 'rcp' || rcpsBind(context, options);
}
