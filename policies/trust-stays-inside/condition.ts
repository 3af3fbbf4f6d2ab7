import { isObject } from '../../lib/model/json';
import type { AccountId } from '../../lib/model/organization';

const positive = new Set(['stringequals', 'stringequalsignorecase', 'stringlike', 'arnequals', 'arnlike']);

/**
 * The values of each positive condition on one of the keys; they narrow a statement, whatever else it says.
 * `…IfExists` and `ForAllValues` also let through who has no such key.
 */
export function conditionsOf(condition: unknown, keys: readonly string[]): readonly (readonly string[])[] {
  return Object.entries(isObject(condition) ? condition : {}).flatMap(([operator, tests]) => {
    if (!positive.has(operator.toLowerCase().replace(/^foranyvalue:/, '')) || !isObject(tests)) return [];
    return Object.entries(tests).flatMap(([key, value]) => {
      const values = [value].flat().filter((one) => typeof one === 'string');
      return keys.includes(key.toLowerCase()) && values.length > 0 ? [values] : [];
    });
  });
}

/** Whether only principals of the organization pass; of any one organization where ours is not known. */
export function tiesToOrganization(condition: unknown, organization = 'o-'): boolean {
  const whole = conditionsOf(condition, ['aws:principalorgid']);
  const paths = conditionsOf(condition, ['aws:principalorgpaths']);
  const isOurs = (id: string) => (organization === 'o-' ? /^o-[a-z0-9]+$/.test(id) : id === organization);
  return (
    whole.some((ids) => ids.every(isOurs)) ||
    paths.some((values) => values.every((path) => path.includes('/') && isOurs(path.split('/')[0] ?? '')))
  );
}

/** `111122223333`, or an ARN of IAM or STS, to the account; undefined where a wildcard or something else stands for it. */
export function accountOf(principal: string): AccountId | undefined {
  return /^(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1];
}
