import { compileGlob, type GlobPart } from './glob';
import { type Place, PolicyError, shown } from './policy-error';
import type { RequestContext } from './request-context';

/** A policy variable, `${aws:username, 'nobody'}`. */
export interface Variable {
  /** Lower case: keys are not case-sensitive. */
  readonly key: string;
  readonly fallback: string | undefined;
}
export type PatternPart = GlobPart | Variable;

export interface Dialect {
  /** Whether `*` and `?` stand for others. */
  readonly wildcards: boolean;
  /** Whether `${…}` does; only since version 2012-10-17. */
  readonly variables: boolean;
}

/** Whether a range of a text matches, given what the request says. */
export type Matcher = (text: string, context: RequestContext, from?: number, to?: number) => boolean;

const escapes = new Set(['*', '?', '$']);

export function parsePattern(text: string, dialect: Dialect, place: Place): readonly PatternPart[] {
  const parts: PatternPart[] = [];
  let plain = '';
  const flush = () => {
    if (plain) parts.push({ text: plain });
    plain = '';
  };
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    if (dialect.variables && character === '$' && text[index + 1] === '{') {
      const end = endOfVariable(text, index + 2);
      if (end === -1) throw new PolicyError(place, `${shown(text)}: '\${' is never closed; add '}', or write '\${$}{'`);
      const inner = text.slice(index + 2, end);
      index = end;
      if (escapes.has(inner)) plain += inner;
      else {
        flush();
        parts.push(parseVariable(inner, place));
      }
    } else if (dialect.wildcards && (character === '*' || character === '?')) {
      flush();
      parts.push(character);
    } else plain += character;
  }
  flush();
  return parts;
}

/** A matcher; a variable without value and default matches nothing. `fold` is applied to what variables put in. */
export function compilePattern(parts: readonly PatternPart[], fold?: (text: string) => string): Matcher {
  if (parts.every(isConstant)) {
    const glob = compileGlob(parts);
    return (text, _context, from, to) => glob.matches(text, from, to);
  }
  return (text, context, from, to) => {
    const filled = fill(parts, context, fold);
    return filled !== undefined && compileGlob(filled).matches(text, from, to);
  };
}

export function isConstant(part: PatternPart): part is GlobPart {
  return part === '*' || part === '?' || 'text' in part;
}

/** What the request puts in is text: a `*` in it stands for itself. */
function fill(
  parts: readonly PatternPart[],
  context: RequestContext,
  fold: ((text: string) => string) | undefined,
): readonly GlobPart[] | undefined {
  const filled: GlobPart[] = [];
  for (const part of parts) {
    if (isConstant(part)) filled.push(part);
    else {
      const text = context.single(part.key) ?? part.fallback;
      if (text === undefined) return undefined;
      filled.push({ text: fold ? fold(text) : text });
    }
  }
  return filled;
}

/** A default may contain `}`, between its quotes. */
function endOfVariable(text: string, from: number): number {
  const quoted = /^[^'}]*,\s*'[^']*'\s*\}/.exec(text.slice(from));
  return quoted ? from + quoted[0].length - 1 : text.indexOf('}', from);
}

function parseVariable(inner: string, place: Place): Variable {
  const match = /^\s*([^\s,':]+:[^,']*?)\s*(?:,\s*'([^']*)'\s*)?$/.exec(inner);
  if (!match) {
    throw new PolicyError(
      place,
      `'\${${inner}}' is no policy variable; write \${aws:key} or \${aws:key, 'default'}, or fill in the placeholder`,
    );
  }
  return { key: (match[1] as string).toLowerCase(), fallback: match[2] };
}
