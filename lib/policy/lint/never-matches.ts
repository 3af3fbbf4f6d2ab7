import { rcpServices } from '../evaluate/rcp-services';
import type { ActionCatalogue } from './action-catalogue';
import type { LintedStatement } from './linted-statement';
import { serviceOf } from './service-of';

type Rule = (statement: LintedStatement, catalogue: ActionCatalogue) => Iterable<string>;

/** Why a statement, or a part of it, can never match any call. */
export function* neverMatches(statement: LintedStatement, catalogue: ActionCatalogue): Iterable<string> {
  for (const rule of rules) yield* rule(statement, catalogue);
}

const rules: readonly Rule[] = [
  excludesEverything,
  isBeyondRcps,
  hasNoResource,
  isElsewhere,
  contradicts,
  takesLiterally,
];

function* excludesEverything({ isNegated, actions, notResources }: LintedStatement): Iterable<string> {
  if (isNegated && actions.some((pattern) => /^\**(:\**)?$/.test(pattern)))
    yield "NotAction '*' leaves no action; name those that are spared";
  if (notResources?.includes('*')) yield "NotResource '*' leaves no resource; name those that are spared";
}

function* isBeyondRcps({ type, isNegated, actions, effect }: LintedStatement): Iterable<string> {
  if (type !== 'RESOURCE_CONTROL_POLICY') return;
  if (effect !== 'Deny') yield 'AWS takes only denies in a resource control policy; remove the statement';
  if (isNegated) yield 'AWS takes no NotAction in a resource control policy; name the actions';
  for (const service of new Set(actions.map(serviceOf))) {
    if (service !== undefined && !rcpServices.has(service))
      yield `resource control policies do not bind ${service}; use a service control policy`;
  }
}

function* hasNoResource(
  { isNegated, actions, resources }: LintedStatement,
  catalogue: ActionCatalogue,
): Iterable<string> {
  if (isNegated || !resources || resources.some((arn) => /^\*+$/.test(arn))) return;
  for (const pattern of actions.filter((one) => serviceOf(one) !== undefined)) {
    const meant = catalogue.meant(pattern);
    if (meant.length > 0 && meant.every((action) => action.hasNoResource))
      yield `${pattern} is about no resource, so it never matches ${resources[0]}; give it a statement on '*'`;
  }
}

function* isElsewhere(
  { isNegated, actions, resources }: LintedStatement,
  { arnServices }: ActionCatalogue,
): Iterable<string> {
  const named = (resources ?? []).map((arn) => arn.split(':')[2] ?? '*');
  if (isNegated || !resources || named.some((service) => /[*?$]/.test(service))) return;
  for (const service of new Set(actions.map(serviceOf))) {
    const own = service === undefined ? undefined : arnServices.get(service);
    if (own && !named.some((name) => own.has(name)))
      yield `no resource of ${service} has an ARN like ${resources[0]}; correct the resource, or the action`;
  }
}

function* contradicts({ tests }: LintedStatement): Iterable<string> {
  for (const { operator, key, values } of tests) {
    const others = tests.filter((test) => test.key.toLowerCase() === key.toLowerCase());
    const excluded = others.find((test) => test.operator === operator.replace('String', 'StringNot'))?.values ?? [];
    if (operator === 'StringEquals' && values.every((value) => excluded.includes(value)))
      yield `${key} must be ${values.join(' or ')}, and must not; remove one of the conditions`;
    const isAbsent = others.some((test) => test.operator === 'Null' && test.values.every((value) => value === 'true'));
    if (isAbsent && operator !== 'Null' && !/Not|IfExists$|^ForAllValues:/.test(operator))
      yield `${key} must be absent, and have a value; remove one of the conditions`;
  }
}

/** Where `*` and `?` stand for themselves, and where nothing but an ARN can match. */
function* takesLiterally({ tests }: LintedStatement): Iterable<string> {
  for (const { operator, key, values } of tests) {
    const base = operator.replace(/^For(Any|All)Values?:/, '').replace(/IfExists$/, '');
    for (const value of values) {
      if (
        /^String(Not)?Equals(IgnoreCase)?$/.test(base) &&
        value.length > 1 &&
        /[*?]/.test(value.replaceAll(/\$\{[^}]*\}/g, ''))
      )
        yield `${operator} takes the wildcard of '${value}' for ${key} literally; use ${base.replace(/Equals.*/, 'Like')}`;
      if (/^Arn/.test(base) && !/^(arn:|\*|\$\{)/.test(value))
        yield `${operator} compares ARNs, and '${value}' for ${key} is none; use StringEquals, or write the ARN`;
    }
  }
}
