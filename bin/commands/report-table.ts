import pc from 'picocolors';
import { escapeControl } from '../../lib/model/escape';
import type { DrillReport, GuardrailReport, Report } from '../../lib/rehearsal/report';
import { table } from './table';

/** A line for each guardrail; below, each drill that broke its promise and why. */
export function guardrailTable({ guardrails }: Report): string {
  const rows = guardrails.map(({ id, drills }) => [id, ...figures(drills), holding(drills)]);
  const heading = ['guardrail', 'prevented by', 'detected', 'fixed in', 'holds'];
  return table([heading, ...rows], (row) => paint(guardrails[row - 1]?.drills ?? []));
}

/** A line for each drill of one guardrail. */
export function drillTable({ drills }: GuardrailReport): string {
  const rows = drills.map((drill) => [
    escapeControl(drill.kind === 'twin' ? `twin: ${drill.name}` : drill.name),
    ...figures([drill]),
    drill.holds ? 'yes' : 'NO',
    escapeControl(drill.because),
  ]);
  return table([['drill', 'prevented by', 'detected', 'fixed in', 'holds', 'because'], ...rows], (row) =>
    paint(drills.slice(row - 1, row)),
  );
}

export function brokenPromises({ guardrails }: Report): readonly string[] {
  return guardrails.flatMap(({ id, drills }) =>
    drills
      .filter(({ holds }) => !holds)
      .map(({ name, because }) => `${id}: ${name}: ${because}`.split('\n').map(escapeControl).join('\n')),
  );
}

function figures(drills: readonly DrillReport[]): readonly [string, string, string] {
  const sids = [...new Set(drills.flatMap(({ prevented }) => prevented?.by ?? []))];
  const detected = drills.flatMap((drill) => drill.detected?.ms ?? []);
  const fixed = drills.flatMap((drill) => drill.fixed ?? []);
  const calls = fixed.map((one) => one.calls);
  return [
    sids.length > 1 ? `${sids[0]} +${sids.length - 1}` : (sids[0] ?? '-'),
    detected.length > 0 ? `${median(detected)} ms` : '-',
    fixed.length > 0 ? `${median(fixed.map(({ ms }) => ms))} ms, ${median(calls)} calls` : '-',
  ];
}

function holding(drills: readonly DrillReport[]): string {
  const kept = drills.filter(({ holds }) => holds).length;
  return kept === drills.length ? `yes, ${kept} drills` : `NO, ${drills.length - kept} of ${drills.length} broken`;
}

const paint = (drills: readonly DrillReport[]) => (drills.every(({ holds }) => holds) ? String : pc.red);

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? 0;
}
