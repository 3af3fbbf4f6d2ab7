import pc from 'picocolors';

/** Rows in columns as wide as they need to be; the first row is the heading. Rows may be coloured whole. */
export function table(rows: readonly (readonly string[])[], colour: (row: number) => (text: string) => string): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row, index) => {
      const line = row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd();
      return index === 0 ? pc.dim(line) : colour(index)(line);
    })
    .join('\n');
}
