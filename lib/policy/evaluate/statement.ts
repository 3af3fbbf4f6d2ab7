import { isObject } from '../../model/json';
import { type ActionPattern, compileActionPattern } from './action-pattern';
import { compileCondition } from './condition';
import type { Matcher } from './pattern';
import { inside, type Place, PolicyError, shown } from './policy-error';
import { compilePrincipal, type PrincipalMatcher } from './principal-pattern';
import type { RequestContext } from './request-context';
import { compileResourcePattern } from './resource-pattern';

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly sid: string | undefined;
  /** Services whose actions it may be about, in lower case; undefined when any. */
  readonly services: ReadonlySet<string> | undefined;
  /** Holds for its actions whatever else the request says. */
  readonly unconditional: boolean;
  /** @param action in lower case */
  isAbout(action: string): boolean;
  /** Whether it applies to a request whose action it is about. */
  applies(context: RequestContext): boolean;
}

/** Whether statements of a policy name whom they are about: a resource control policy's must, the others' must not. */
export type PrincipalUse = 'required' | 'forbidden';

const elements = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/** @throws PolicyError saying where, what was found and what to do. */
export function compileStatement(
  source: unknown,
  place: Place,
  principals: PrincipalUse,
  variables: boolean,
): Statement {
  if (!isObject(source)) throw new PolicyError(place, `must be an object, got ${shown(source)}`);
  const unknown = Object.keys(source).find((element) => !elements.includes(element));
  if (unknown !== undefined)
    throw new PolicyError(inside(place, unknown), `unknown element; use ${elements.join(', ')}`);
  const { Effect: effect, Sid: sid } = source;
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw new PolicyError(inside(place, 'Effect'), `must be 'Allow' or 'Deny', got ${shown(effect)}`);
  }
  if (sid !== undefined && typeof sid !== 'string')
    throw new PolicyError(inside(place, 'Sid'), `must be text, got ${shown(sid)}`);

  const actions = actionsOf(source, place);
  const isPrincipal = principalOf(source, place, principals);
  const isResource = resourceOf(source, place, variables);
  const tests = compileCondition(source.Condition, inside(place, 'Condition'), variables);
  return {
    effect,
    sid,
    ...actions,
    unconditional: !isPrincipal && !isResource && tests.length === 0,
    applies: (context) => {
      if (isResource && !isResource(context.request.resource, context)) return false;
      if (isPrincipal && !isPrincipal(context.caller)) return false;
      for (const holds of tests) if (!holds(context)) return false;
      return true;
    },
  };
}

type Source = Readonly<Record<string, unknown>>;

function actionsOf(source: Source, place: Place): Pick<Statement, 'services' | 'isAbout'> {
  const { values, negated, at } = oneOf(source, 'Action', 'NotAction', place);
  const patterns = texts(values, at).map((pattern) => compileActionPattern(pattern, at));
  const isListed = (action: string) => patterns.some((pattern) => pattern.matches(action));
  if (negated) return { services: undefined, isAbout: (action) => !isListed(action) };
  return { services: servicesOf(patterns), isAbout: isListed };
}

function servicesOf(patterns: readonly ActionPattern[]): ReadonlySet<string> | undefined {
  const services = patterns.map(({ service }) => service);
  return services.every((service) => service !== undefined) ? new Set(services) : undefined;
}

function resourceOf(source: Source, place: Place, variables: boolean): Matcher | undefined {
  const { values, negated, at } = oneOf(source, 'Resource', 'NotResource', place);
  const patterns = texts(values, at).map((pattern) => compileResourcePattern(pattern, at, variables));
  if (patterns.includes(undefined)) return negated ? () => false : undefined;
  const isListed: Matcher = (resource, context) => patterns.some((matches) => matches?.(resource, context));
  return negated ? (resource, context) => !isListed(resource, context) : isListed;
}

function principalOf(source: Source, place: Place, use: PrincipalUse): PrincipalMatcher | undefined {
  if (use === 'forbidden') {
    const given = ['Principal', 'NotPrincipal'].find((element) => source[element] !== undefined);
    if (given)
      throw new PolicyError(
        inside(place, given),
        'this type of policy names no principals; use a condition on aws:PrincipalArn',
      );
    return undefined;
  }
  const { values, negated, at } = oneOf(source, 'Principal', 'NotPrincipal', place);
  const isNamed = compilePrincipal(values, at);
  return negated ? (caller) => isNamed !== undefined && !isNamed(caller) : isNamed;
}

function oneOf(source: Source, element: string, notElement: string, place: Place) {
  const given = [element, notElement].filter((name) => source[name] !== undefined);
  const [only] = given;
  if (only === undefined) throw new PolicyError(place, `has no ${element}, nor ${notElement}; give one`);
  if (given.length === 2) throw new PolicyError(place, `has both ${element} and ${notElement}; give one`);
  return { values: source[only], negated: only === notElement, at: inside(place, only) };
}

function texts(values: unknown, place: Place): readonly string[] {
  const list = Array.isArray(values) ? values : [values];
  if (list.length === 0) throw new PolicyError(place, 'is empty; give at least one');
  return list.map((value) => {
    if (typeof value !== 'string') throw new PolicyError(place, `must be text or a list of text, got ${shown(value)}`);
    return value;
  });
}
