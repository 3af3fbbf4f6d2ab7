import { compilePattern, type Matcher, type PatternPart } from './pattern';

const segments = 6;

/**
 * An ARN pattern, compared segment by segment: a `*` never reaches over a colon, except in the resource, which is the rest.
 * Segments that are missing at the end are wildcards (IAM User Guide, "Resource": incomplete ARNs).
 */
export function compileArnPattern(parts: readonly PatternPart[]): Matcher {
  const matchers = segmentsOf(parts).map((segment) => compilePattern(segment));
  return (text, context) => {
    let from = 0;
    for (let index = 0; index < segments; index++) {
      const to = index === segments - 1 ? text.length : text.indexOf(':', from);
      if (to === -1 || !(matchers[index] as Matcher)(text, context, from, to)) return false;
      from = to + 1;
    }
    return true;
  };
}

// Colons inside a variable's value divide nothing, so the pattern is cut before variables are filled in.
function segmentsOf(parts: readonly PatternPart[]): readonly (readonly PatternPart[])[] {
  const cut: PatternPart[][] = [[]];
  for (const part of parts) {
    if (typeof part === 'string' || !('text' in part)) {
      cut.at(-1)?.push(part);
      continue;
    }
    let rest = part.text;
    for (let colon = rest.indexOf(':'); colon !== -1 && cut.length < segments; colon = rest.indexOf(':')) {
      if (colon > 0) cut.at(-1)?.push({ text: rest.slice(0, colon) });
      cut.push([]);
      rest = rest.slice(colon + 1);
    }
    if (rest) cut.at(-1)?.push({ text: rest });
  }
  while (cut.length < segments) cut.push(['*']);
  return cut;
}
