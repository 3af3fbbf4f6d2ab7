/** One JSON line, as CloudWatch Logs Insights reads it. */
export function log(level: 'info' | 'error', entry: object): void {
  if (process.env.LOG_LEVEL === 'SILENT') return;
  process.stdout.write(`${JSON.stringify({ level, ...entry })}\n`);
}
