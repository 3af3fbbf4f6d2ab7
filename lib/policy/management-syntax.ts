import { isObject, type Json } from '../model/json';
import { shown } from './evaluate/policy-error';

const operators = ['@@assign', '@@append', '@@remove'] as const;
type Operator = (typeof operators)[number];

/** A setting that a policy sets, lengthens or shortens. */
export interface Change {
  readonly policy: string;
  readonly path: readonly string[];
  readonly operator: Operator;
  readonly value: Json;
}

/** What policies further down may do to a setting and all below it. */
export interface Control {
  readonly policy: string;
  readonly path: readonly string[];
  readonly allowed: readonly Operator[];
}

export class EffectivePolicyError extends Error {
  override readonly name = 'EffectivePolicyError';
  readonly node: string;

  constructor(
    node: string,
    {
      policy,
      path,
      operator,
    }: { readonly policy: string; readonly path: readonly string[]; readonly operator?: Operator },
    problem: string,
  ) {
    super(`${node}: ${policy}: ${path.join('.')}${operator ? `: ${operator}` : ''}: ${problem}`);
    this.node = node;
  }
}

const control = '@@operators_allowed_for_child_policies';

/** A management policy as a flat list of what it does. */
export function readManagementPolicy(
  node: string,
  policy: string,
  content: unknown,
): { readonly changes: readonly Change[]; readonly controls: readonly Control[] } {
  const changes: Change[] = [];
  const controls: Control[] = [];
  const read = (value: unknown, path: readonly string[]) => {
    const fail = (problem: string) => new EffectivePolicyError(node, { policy, path }, problem);
    if (!isObject(value)) throw fail(`${shown(value)} needs an operator; write { "@@assign": … }`);
    const setting = operators.filter((operator) => Object.hasOwn(value, operator));
    for (const [key, inner] of Object.entries(value)) {
      if (key === control) controls.push({ policy, path, allowed: allowedBy(inner, fail) });
      else if (isOperator(key)) changes.push({ policy, path, operator: key, value: inner as Json });
      else if (key.startsWith('@@'))
        throw fail(`${shown(key)} is no operator; use ${operators.join(', ')} or ${control}`);
      else if (setting.length > 0) throw fail(`has both ${setting[0]} and a section ${shown(key)}; keep one`);
      else read(inner, [...path, key]);
    }
  };
  read(content, []);
  return { changes, controls };
}

function isOperator(key: string): key is Operator {
  return operators.some((operator) => operator === key);
}

function allowedBy(value: unknown, fail: (problem: string) => Error): readonly Operator[] {
  const list = [value].flat();
  if (list.includes('@@none') && list.length === 1) return [];
  if (list.includes('@@all') && list.length === 1) return operators;
  return list.map((item) => {
    if (typeof item === 'string' && isOperator(item)) return item;
    throw fail(`${control} lists ${operators.join(', ')}, or is ["@@all"] or ["@@none"]; got ${shown(item)}`);
  });
}
