import { isObject } from '../../model/json';
import { equalsIgnoringCase } from './ignore-case';
import { PatternProblem, shown } from './pattern-problem';
import type { Scalar } from './value-test';
import { wildcard } from './wildcard';

type StringTest = (value: string) => boolean;

const operators: ReadonlyMap<string, (text: string, at: string) => StringTest> = new Map([
  ['prefix', (text: string, at: string) => startsWith(notEmpty(text, at))],
  ['suffix', (text: string, at: string) => endsWith(notEmpty(text, at))],
  ['wildcard', wildcard],
  ['equals-ignore-case', equalsIgnoringCase],
]);

/** Anything a field holds but those; a field that is not there holds nothing. */
export function anythingBut(operand: unknown, at: string): (value: Scalar) => boolean {
  if (isObject(operand)) return noneOf(operand, at);
  const values: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  const types = new Set(values.map((value) => typeof value));
  const [type] = types;
  if (types.size !== 1 || (type !== 'string' && type !== 'number')) {
    throw new PatternProblem(
      at,
      `anything-but takes strings or numbers, not both and nothing else; got ${shown(operand)}`,
    );
  }
  if (!values.every((value) => type === 'string' || Number.isFinite(value))) {
    throw new PatternProblem(at, `${shown(operand)} holds a number too large to compare`);
  }
  const excluded = new Set(values);
  return (value) => !excluded.has(value);
}

function noneOf(operand: Readonly<Record<string, unknown>>, at: string): (value: Scalar) => boolean {
  const [[name, texts] = ['', undefined], ...more] = Object.entries(operand);
  const operator = operators.get(name);
  if (!operator || more.length > 0) {
    throw new PatternProblem(
      at,
      `anything-but takes one of ${[...operators.keys()].join(', ')}; got ${shown(operand)}`,
    );
  }
  const tests = (Array.isArray(texts) ? (texts as readonly unknown[]) : [texts]).map((text) => {
    if (typeof text !== 'string')
      throw new PatternProblem(at, `${name} inside anything-but takes strings; got ${shown(text)}`);
    return operator(text, at);
  });
  return (value) => typeof value !== 'string' || !tests.some((test) => test(value));
}

function notEmpty(text: string, at: string): string {
  if (text === '') throw new PatternProblem(at, 'an empty prefix or suffix inside anything-but excludes everything');
  return text;
}

function startsWith(text: string): StringTest {
  return (value) => value.startsWith(text);
}

function endsWith(text: string): StringTest {
  return (value) => value.endsWith(text);
}
