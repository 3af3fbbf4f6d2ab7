import { compileArnPattern } from './arn-pattern';
import { compilePattern, type Matcher, type PatternPart, parsePattern } from './pattern';
import { type Place, PolicyError, shown } from './policy-error';

/**
 * An ARN pattern; undefined for `*`, which is every resource and also none. Other than in conditions, a `*` that ends a
 * segment reaches over colons too (IAM User Guide, "Resource": using wildcards).
 */
export function compileResourcePattern(pattern: string, place: Place, variables: boolean): Matcher | undefined {
  if (pattern === '*') return undefined;
  if (!pattern.startsWith('arn:')) {
    throw new PolicyError(
      place,
      `${shown(pattern)} is no ARN; write '*' or arn:partition:service:region:account:resource`,
    );
  }
  const parts = parsePattern(pattern, { wildcards: true, variables }, place);
  const bySegment = compileArnPattern(parts);
  if (!parts.some(endsSegment)) return bySegment;
  const beyond = compilePattern(parts);
  return (resource, context) => bySegment(resource, context) || beyond(resource, context);
}

function endsSegment(part: PatternPart, index: number, parts: readonly PatternPart[]): boolean {
  const next = parts[index + 1];
  return part === '*' && typeof next === 'object' && 'text' in next && next.text.startsWith(':');
}
