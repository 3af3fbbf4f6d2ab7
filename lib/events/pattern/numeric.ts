import { PatternProblem, shown } from './pattern-problem';

/** `['>', 0, '<=', 5]`, `['=', 3.018e2]`: one comparison, or a lower bound followed by an upper one. */
export function numeric(operand: unknown, at: string): (value: number) => boolean {
  if (!Array.isArray(operand)) throw new PatternProblem(at, `the value of numeric is an array; got ${shown(operand)}`);
  const [operator, bound, upperOperator, upperBound] = operand as readonly unknown[];
  const one = comparison(operator, bound, at);
  if (operand.length === 2) return one;
  const isRange = isLower(operator) && isUpper(upperOperator);
  if (operand.length !== 4 || !isRange) {
    throw new PatternProblem(at, `${shown(operand)} is no range; write the lower bound first: [">", 0, "<=", 5]`);
  }
  const other = comparison(upperOperator, upperBound, at);
  if (Number(bound) >= Number(upperBound)) {
    throw new PatternProblem(at, `the lower bound must be less than the upper; got ${shown(operand)}`);
  }
  return (value) => one(value) && other(value);
}

const isLower = (operator: unknown): boolean => operator === '>' || operator === '>=';
const isUpper = (operator: unknown): boolean => operator === '<' || operator === '<=';

function comparison(operator: unknown, bound: unknown, at: string): (value: number) => boolean {
  // JSON of a number too large for a double reads as infinity.
  if (typeof bound !== 'number' || !Number.isFinite(bound)) {
    throw new PatternProblem(at, `the value of ${shown(operator)} is a number; got ${shown(bound)}`);
  }
  switch (operator) {
    case '=':
      return (value) => value === bound;
    case '<':
      return (value) => value < bound;
    case '<=':
      return (value) => value <= bound;
    case '>':
      return (value) => value > bound;
    case '>=':
      return (value) => value >= bound;
    default:
      throw new PatternProblem(at, `unknown numeric operator ${shown(operator)}; use =, <, <=, > or >=`);
  }
}
