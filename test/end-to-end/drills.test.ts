import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../lib/rehearsal/report';
import { loadGuardrails } from '../../policies';
import { breakwater, type Run } from './project';

const out = mkdtempSync(join(tmpdir(), 'breakwater-report-'));
let rehearsal: Run;
let report: Report;

beforeAll(() => {
  rehearsal = breakwater('rehearse', '--org', 'example', '--out', out);
  report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
}, 900_000);

test('every promise held, and the exit code says so', () => {
  expect(rehearsal.stderr).not.toMatch(/✗/);
  expect({ status: rehearsal.status, held: report.held }).toEqual({ status: 0, held: true });
});

test('the report tells what was synthesized', () => {
  expect(report.organization).toBe('example');
  const { acknowledged, ...figures } = report.synth;
  for (const figure of Object.values(figures)) expect(figure).toBeGreaterThan(0);
  expect(acknowledged.map(({ rule }) => rule)).toContain('NIST.800.53.R5-LambdaInsideVPC');
});

describe.each(loadGuardrails().map((guardrail) => ({ ...guardrail })))('$id', ({ id, drills }) => {
  test.each(drills.map(({ name, kind, expected }) => ({ name, kind, expected })))(
    '$name',
    ({ name, kind, expected }) => {
      const drill = report.guardrails.find((guardrail) => guardrail.id === id)?.drills.find((one) => one.name === name);
      expect(drill).toMatchObject({ kind, holds: true });
      expect(drill?.prevented === null).toBe(expected !== 'prevented');
      expect(drill?.detected === null).toBe(expected === 'ignored');
      expect(drill?.fixed === null).toBe(expected !== 'fixed');
      if (drill?.fixed) expect(drill.fixed.calls).toBeGreaterThan(0);
    },
  );
});
