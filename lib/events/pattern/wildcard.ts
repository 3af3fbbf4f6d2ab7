import { PatternProblem } from './pattern-problem';

/**
 * `*` stands for any characters or none; `\*` and `\\` for themselves.
 * Matched by hand: each part is sought once from the left, so no text makes it backtrack.
 */
export function wildcard(text: string, at: string): (value: string) => boolean {
  const [first = '', ...rest] = partsOf(text, at);
  const last = rest.pop();
  if (last === undefined) return (value) => value === first;
  return (value) => {
    if (!value.startsWith(first) || !value.endsWith(last)) return false;
    let position = first.length;
    for (const part of rest) {
      const found = value.indexOf(part, position);
      if (found < 0) return false;
      position = found + part.length;
    }
    return position <= value.length - last.length;
  };
}

function partsOf(text: string, at: string): readonly string[] {
  const parts = [''];
  for (let index = 0; index < text.length; index++) {
    let character = text.charAt(index);
    if (character === '*') {
      if (text.charAt(index + 1) === '*') {
        throw new PatternProblem(at, `consecutive wildcard characters at ${index}; one * is enough`);
      }
      parts.push('');
      continue;
    }
    if (character === '\\') {
      index++;
      character = text.charAt(index);
      if (character !== '*' && character !== '\\') {
        throw new PatternProblem(at, `invalid escape at ${index - 1}; a backslash goes before * or another backslash`);
      }
    }
    parts[parts.length - 1] += character;
  }
  return parts;
}
