import pc from 'picocolors';
import { escapeControl } from '../../lib/model/escape';
import type { DrillReport, Report } from '../../lib/rehearsal/report';

const headings = ['drill', 'prevented by', 'detected', 'fixed in', 'holds'] as const;

/** The drills of each guardrail under its name, in columns; below, why the broken ones are broken. */
export function drillTable({ guardrails }: Report): string {
  const rows = guardrails.flatMap(({ drills }) => drills.map(cells));
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (columns: readonly string[]) =>
    columns
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  const sections = guardrails.map(({ id, mode, drills }) =>
    [
      `\n${pc.bold(id)} ${pc.dim(`(${mode})`)}`,
      pc.dim(`  ${line(headings)}`),
      ...drills.map((drill) => `  ${coloured(line(cells(drill)), drill)}`),
    ].join('\n'),
  );
  const broken = guardrails.flatMap(({ id, drills }) =>
    drills.filter(({ holds }) => !holds).map(({ name, because }) => escapeLines(`${id}: ${name}: ${because}`)),
  );
  return [...sections, ...(broken.length > 0 ? ['', ...broken] : []), ''].join('\n');
}

function cells({ name, kind, prevented, detected, fixed, holds }: DrillReport): readonly string[] {
  return [
    escapeControl(kind === 'twin' ? `(twin) ${name}` : name),
    prevented?.by ?? '',
    detected ? `${detected.ms} ms` : '',
    fixed ? `${fixed.ms} ms, ${fixed.calls} calls` : '',
    holds ? 'yes' : 'NO',
  ];
}

const coloured = (text: string, { holds }: DrillReport): string => (holds ? text : pc.red(text));
const escapeLines = (text: string): string => text.split('\n').map(escapeControl).join('\n');
