import { compileArnPattern } from './arn-pattern';
import { type Matcher, parsePattern } from './pattern';
import { type Place, PolicyError, shown } from './policy-error';

/** An ARN pattern; undefined for `*`, which is every resource and also none. */
export function compileResourcePattern(pattern: string, place: Place, variables: boolean): Matcher | undefined {
  if (pattern === '*') return undefined;
  if (!pattern.startsWith('arn:')) {
    throw new PolicyError(
      place,
      `${shown(pattern)} is no ARN; write '*' or arn:partition:service:region:account:resource`,
    );
  }
  return compileArnPattern(parsePattern(pattern, { wildcards: true, variables }, place));
}
