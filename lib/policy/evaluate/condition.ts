import { isObject } from '../../model/json';
import type { Comparison } from './comparisons';
import { type Operator, operatorNamed } from './operators';
import { inside, type Place, PolicyError, shown } from './policy-error';
import type { RequestContext, Values } from './request-context';

/** One operator and key; a statement applies when all of them hold. */
export type Test = (context: RequestContext) => boolean;

export function compileCondition(condition: unknown, place: Place, variables: boolean): readonly Test[] {
  if (condition === undefined) return [];
  if (!isObject(condition)) throw new PolicyError(place, `must be an object of operators, got ${shown(condition)}`);
  return Object.entries(condition).flatMap(([name, keys]) => {
    const here = inside(place, name);
    const operator = operatorNamed(name, here);
    if (!isObject(keys)) throw new PolicyError(here, `must be an object of condition keys, got ${shown(keys)}`);
    return Object.entries(keys).map(([key, values]) => {
      const at = inside(here, key);
      if (!key.includes(':'))
        throw new PolicyError(at, `${shown(key)} is no condition key; keys have a prefix such as aws:`);
      return compileTest(operator, key, valuesOf(values, at), at, variables);
    });
  });
}

function compileTest(
  operator: Operator,
  written: string,
  wanted: readonly string[],
  place: Place,
  variables: boolean,
): Test {
  const key = written.toLowerCase();
  if (operator.kind === 'null') return compileNull(key, written, wanted, place);
  const { negated, ifExists, set } = operator;
  const comparisons = wanted.map((value) => operator.compile(value, place, variables));
  const matches = anyOf(comparisons);
  if (set === 'ForAllValues') {
    return (context) => asList(context.get(key, written)).every((value) => matches(value, context) !== negated);
  }
  if (set === 'ForAnyValue') {
    // IfExists changes nothing here: it is asked of each value, and without the key there is none.
    return (context) => asList(context.get(key, written)).some((value) => matches(value, context) !== negated);
  }
  return (context) => {
    const given = context.get(key, written);
    if (given === undefined) return ifExists || negated;
    if (typeof given === 'string') return matches(given, context) !== negated;
    return given.some((value) => matches(value, context)) !== negated;
  };
}

function compileNull(key: string, written: string, wanted: readonly string[], place: Place): Test {
  const absent = wanted.map((value) => {
    if (value !== 'true' && value !== 'false') throw new PolicyError(place, `${shown(value)}: write 'true' or 'false'`);
    return value === 'true';
  });
  return (context) => absent.includes(context.get(key, written) === undefined);
}

function anyOf(comparisons: readonly Comparison[]): Comparison {
  const [only, ...more] = comparisons;
  if (only && more.length === 0) return only;
  return (given, context) => {
    for (const compare of comparisons) if (compare(given, context)) return true;
    return false;
  };
}

function valuesOf(values: unknown, place: Place): readonly string[] {
  const list = Array.isArray(values) ? values : [values];
  if (list.length === 0) throw new PolicyError(place, 'has no value, so it would never match; give one');
  return list.map((value) => {
    if (typeof value === 'string') return value;
    if (typeof value === 'boolean' || typeof value === 'number') return String(value);
    throw new PolicyError(place, `values are strings, got ${shown(value)}`);
  });
}

function asList(values: Values | undefined): readonly string[] {
  return values === undefined ? [] : typeof values === 'string' ? [values] : values;
}
