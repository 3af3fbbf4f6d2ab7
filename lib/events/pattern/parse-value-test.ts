import { isObject } from '../../model/json';
import { anythingBut } from './anything-but';
import { endsIgnoringCase, equalsIgnoringCase, startsIgnoringCase } from './ignore-case';
import { cidr, ipAddress, sameAddress } from './ip-address';
import { numeric } from './numeric';
import { PatternProblem, shown } from './pattern-problem';
import type { Scalar, ValueTest } from './value-test';
import { wildcard } from './wildcard';

type Operator = (operand: unknown, at: string) => ValueTest;

const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['exactly', (operand, at) => ({ kind: 'equals', value: text(operand, at, 'exactly') })],
  ['prefix', affix('prefix', (part) => (value) => value.startsWith(part), startsIgnoringCase)],
  ['suffix', affix('suffix', (part) => (value) => value.endsWith(part), endsIgnoringCase)],
  ['equals-ignore-case', (operand, at) => ofString(equalsIgnoringCase(text(operand, at, 'equals-ignore-case')))],
  ['wildcard', (operand, at) => ofString(wildcard(text(operand, at, 'wildcard'), at))],
  ['cidr', (operand, at) => ofString(cidr(text(operand, at, 'cidr'), at))],
  ['numeric', (operand, at) => ofNumber(numeric(operand, at))],
  ['anything-but', (operand, at) => ({ kind: 'satisfies', accepts: anythingBut(operand, at) })],
  ['exists', exists],
]);

/** One element of the array a pattern gives for a field. */
export function parseValueTest(element: unknown, at: string): ValueTest {
  if (typeof element === 'string') return literal(element);
  if (isScalar(element)) return { kind: 'equals', value: element };
  if (!isObject(element)) {
    throw new PatternProblem(
      at,
      `a value is a string, number, boolean, null or a match expression; got ${shown(element)}`,
    );
  }
  const [[name, operand] = ['', undefined], ...more] = Object.entries(element);
  const operator = operators.get(name);
  if (!operator) {
    throw new PatternProblem(
      at,
      `unknown match expression ${shown(element)}; use one of ${[...operators.keys()].join(', ')}`,
    );
  }
  if (more.length > 0)
    throw new PatternProblem(at, `only one key allowed in a match expression; got ${shown(element)}`);
  return operator(operand, at);
}

// An address is compared as an address, however it is spelled.
function literal(value: string): ValueTest {
  const address = ipAddress(value);
  return address ? ofString((other) => sameAddress(address, ipAddress(other))) : { kind: 'equals', value };
}

function affix(
  name: string,
  exact: (part: string) => StringTest,
  ignoringCase: (part: string) => StringTest,
): Operator {
  return (operand, at) => {
    if (!isObject(operand)) return ofString(exact(text(operand, at, name)));
    const keys = Object.keys(operand);
    if (keys.length !== 1 || keys[0] !== 'equals-ignore-case') {
      throw new PatternProblem(at, `${name} takes a string or {"equals-ignore-case": string}; got ${shown(operand)}`);
    }
    return ofString(ignoringCase(text(operand['equals-ignore-case'], at, 'equals-ignore-case')));
  };
}

function exists(operand: unknown, at: string): ValueTest {
  if (operand === true) return { kind: 'satisfies', accepts: () => true };
  if (operand === false) return { kind: 'absent' };
  throw new PatternProblem(at, `exists is either true or false; got ${shown(operand)}`);
}

type StringTest = (value: string) => boolean;

function ofString(test: StringTest): ValueTest {
  return { kind: 'satisfies', accepts: (value) => typeof value === 'string' && test(value) };
}

function ofNumber(test: (value: number) => boolean): ValueTest {
  return { kind: 'satisfies', accepts: (value) => typeof value === 'number' && test(value) };
}

function text(operand: unknown, at: string, name: string): string {
  if (typeof operand !== 'string') throw new PatternProblem(at, `${name} takes a string; got ${shown(operand)}`);
  return operand;
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === 'number' || typeof value === 'boolean';
}
