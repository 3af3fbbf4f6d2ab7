import { escapeControl } from '../model/escape';

/** A row of a table. */
export const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Wildcards, placeholders and cell borders are no Markdown. Code in between stays code. */
export function text(words: string): string {
  return escapeControl(words)
    .replace(/[|<]/g, '\\$&')
    .replace(/(?<!\*)\*(?!\*)/g, '\\*');
}
