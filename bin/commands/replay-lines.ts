import pc from 'picocolors';
import { escapeControl } from '../../lib/model/escape';
import type { ReplayAnswer } from '../../lib/review/replay';
import type { ReplaySummary } from '../../lib/review/replay-summary';
import { table } from './table';

const colours = { finding: pc.red, attempted: pc.yellow, look: pc.dim, ignored: pc.dim } as const;

/** A record for people: what happened, and a line for what each guardrail makes of it. */
export function answerLine({ eventID, eventName, eventSource, delivered, guardrails }: ReplayAnswer): string {
  const head = `${eventSource.replace('.amazonaws.com', '')}:${eventName} ${eventID}`;
  const way = delivered === true ? '' : ` (not delivered: ${delivered})`;
  const lines = guardrails.map(({ id, outcome, because }) => {
    return `  ${colours[outcome](outcome)} ${id}: ${escapeControl(because)}`;
  });
  return [escapeControl(`${head}${way}`), ...lines].join('\n');
}

type Figures = ReturnType<ReplaySummary['toJSON']> & { readonly organization: string; readonly ms: number };

export function summaryLines(figures: Figures): string {
  const { records, unreadable, delivered, undelivered, findings, findingsPerThousand, techniques, ms } = figures;
  const rows = Object.entries(figures.guardrails).map(([id, each]) => {
    return [id, `${each.findings}`, `${each.attempted}`, `${each.ignored}`];
  });
  const heading = ['guardrail', 'findings', 'of these attempted', 'ignored'];
  return [
    '',
    ...(rows.length > 0 ? [table([heading, ...rows], () => String), ''] : []),
    `${records} records in ${ms} ms, ${unreadable} unreadable; ${delivered} delivered to guardrails, ${undelivered} of interest not delivered`,
    `${findings} findings, ${findingsPerThousand} per 1,000 records`,
    ...(techniques.length > 0 ? [`ATT&CK: ${techniques.join(', ')}`] : []),
    '',
  ].join('\n');
}
