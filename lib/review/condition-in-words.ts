import type { Condition } from '../model/control';
import { listed } from './listed';

/** ` where aws:PrincipalOrgID is o-1 and …`; nothing where there is no condition. */
export function conditionInWords(condition: Condition = {}): string {
  const clauses = Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => clause(operator, key, typeof values === 'string' ? [values] : values)),
  );
  return clauses.length === 0 ? '' : ` where ${clauses.join(' and ')}`;
}

const verbs: Readonly<Record<string, string>> = {
  StringEquals: 'is',
  StringEqualsIgnoreCase: 'is, in any case,',
  StringLike: 'is like',
  ArnEquals: 'is',
  ArnLike: 'is like',
  Bool: 'is',
  NumericEquals: 'is',
  NumericLessThan: 'is less than',
  NumericLessThanEquals: 'is at most',
  NumericGreaterThan: 'is more than',
  NumericGreaterThanEquals: 'is at least',
  IpAddress: 'is in',
  StringNotEquals: 'is not',
  StringNotEqualsIgnoreCase: 'is not, in any case,',
  StringNotLike: 'is not like',
  ArnNotEquals: 'is not',
  ArnNotLike: 'is not like',
  NumericNotEquals: 'is not',
  NotIpAddress: 'is not in',
};

function clause(operator: string, key: string, values: readonly string[]): string {
  const [, set = '', base = operator, ifExists] =
    /^(ForAnyValue:|ForAllValues:)?(.+?)(IfExists)?$/.exec(operator) ?? [];
  if (base === 'Null') return `${key} is ${values[0] === 'true' ? 'not given' : 'given'}`;
  const subject = set === 'ForAnyValue:' ? `one of ${key}` : set === 'ForAllValues:' ? `each of ${key}` : key;
  return `${subject} ${verbs[base] ?? base} ${listed(values, 'or')}${ifExists ? ' or not given' : ''}`;
}
