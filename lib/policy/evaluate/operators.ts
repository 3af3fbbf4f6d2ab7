import type { CompileComparison } from './comparisons';
import * as comparisons from './comparisons';
import { type Place, PolicyError, shown } from './policy-error';

const { numeric, date } = comparisons;

interface Comparing {
  readonly compile: CompileComparison;
  /** Holds where the comparison does not. */
  readonly negated: boolean;
}

/** Source: IAM User Guide, "IAM JSON policy elements: Condition operators" (read 2026-11). */
const comparing: Readonly<Record<string, Comparing>> = {
  StringEquals: is(comparisons.stringEquals),
  StringNotEquals: not(comparisons.stringEquals),
  StringEqualsIgnoreCase: is(comparisons.stringEqualsIgnoreCase),
  StringNotEqualsIgnoreCase: not(comparisons.stringEqualsIgnoreCase),
  StringLike: is(comparisons.stringLike),
  StringNotLike: not(comparisons.stringLike),
  NumericEquals: is(numeric((given, wanted) => given === wanted)),
  NumericNotEquals: not(numeric((given, wanted) => given === wanted)),
  NumericLessThan: is(numeric((given, wanted) => given < wanted)),
  NumericLessThanEquals: is(numeric((given, wanted) => given <= wanted)),
  NumericGreaterThan: is(numeric((given, wanted) => given > wanted)),
  NumericGreaterThanEquals: is(numeric((given, wanted) => given >= wanted)),
  DateEquals: is(date((given, wanted) => given === wanted)),
  DateNotEquals: not(date((given, wanted) => given === wanted)),
  DateLessThan: is(date((given, wanted) => given < wanted)),
  DateLessThanEquals: is(date((given, wanted) => given <= wanted)),
  DateGreaterThan: is(date((given, wanted) => given > wanted)),
  DateGreaterThanEquals: is(date((given, wanted) => given >= wanted)),
  Bool: is(comparisons.bool),
  BinaryEquals: is(comparisons.binaryEquals),
  IpAddress: is(comparisons.ipAddress),
  NotIpAddress: not(comparisons.ipAddress),
  ArnEquals: is(comparisons.arnLike),
  ArnNotEquals: not(comparisons.arnLike),
  ArnLike: is(comparisons.arnLike),
  ArnNotLike: not(comparisons.arnLike),
};

export type Operator =
  | { readonly kind: 'null' }
  | (Comparing & {
      readonly kind: 'compare';
      readonly set: 'ForAnyValue' | 'ForAllValues' | undefined;
      readonly ifExists: boolean;
    });

/** @throws PolicyError when there is no such operator. */
export function operatorNamed(name: string, place: Place): Operator {
  if (name === 'Null') return { kind: 'null' };
  const [, set, base = '', ifExists] = /^(?:(ForAnyValue|ForAllValues):)?(.*?)(IfExists)?$/.exec(name) ?? [];
  const found = Object.hasOwn(comparing, base) ? comparing[base] : undefined;
  if (!found) {
    throw new PolicyError(
      place,
      `${shown(name)} is no condition operator; use Null or one of ${Object.keys(comparing).join(', ')}`,
    );
  }
  return {
    kind: 'compare',
    ...found,
    set: set as 'ForAnyValue' | 'ForAllValues' | undefined,
    ifExists: ifExists !== undefined,
  };
}

function is(compile: CompileComparison): Comparing {
  return { compile, negated: false };
}

function not(compile: CompileComparison): Comparing {
  return { compile, negated: true };
}
