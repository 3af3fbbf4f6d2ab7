/**
 * Text that may come from strangers, safe to print: what moves a cursor, reorders a line or cannot be seen
 * is written as `\u{1b}`.
 */
export function escapeControl(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
  });
}
