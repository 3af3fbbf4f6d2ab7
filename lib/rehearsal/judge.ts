import type { AnyDrill } from '../model/guardrail';
import type { LedgerRecord } from '../remediation/outcome';

/** What is known once a drill has been played. */
export interface Evidence {
  readonly drill: Pick<AnyDrill, 'expected' | 'heardBy'>;
  readonly guardrail: string;
  /** The statement that denied a call of the incident. */
  readonly prevented?: { readonly sid: string; readonly guardrail: string };
  readonly detected: boolean;
  /** Why nothing was detected. */
  readonly undetected?: string;
  /** What the ledger holds of the incident's resource. */
  readonly record?: LedgerRecord;
  /** What is wrong with the world afterwards. */
  readonly wrong?: string;
  /** Whether undoing the fix brought back what it had changed. */
  readonly undone?: boolean;
}

/** Whether the promise held, and why one should believe it. */
export function judge(evidence: Evidence): { readonly holds: boolean; readonly because: string } {
  const broken = brokenBy(evidence);
  if (broken) return { holds: false, because: broken };
  const { drill, prevented, record } = evidence;
  const because =
    drill.expected === 'prevented' ? `denied by ${prevented?.sid}, and the attempt reported` : record?.because;
  return { holds: true, because: because ?? 'nobody was troubled' };
}

function brokenBy({
  drill,
  guardrail,
  prevented,
  detected,
  undetected,
  record,
  wrong,
  undone,
}: Evidence): string | undefined {
  const { expected } = drill;
  if (expected === 'prevented' && prevented?.guardrail !== guardrail) {
    return prevented ? `denied, but by ${prevented.sid} of ${prevented.guardrail}` : 'nothing denied it';
  }
  if (expected !== 'prevented' && prevented) return `denied by ${prevented.sid}, which is too much`;
  if (expected === 'ignored') {
    if (record) return `should be of no interest, but was ${record.state}: ${record.because}`;
    return wrong;
  }
  if (!detected) return `not detected: ${undetected ?? 'no call was recorded'}`;
  const wanted = expected === 'prevented' ? 'reported' : expected;
  // What waits for a person has been reported to one.
  const state = record?.state === 'waiting' ? 'reported' : record?.state;
  if (state !== wanted) {
    return record
      ? `${record.state} instead of ${wanted}: ${record.because}`
      : `the ledger has no record of it; ${wanted} was expected`;
  }
  if (wrong) return wrong;
  return undone === false ? 'undo did not bring back what the fix had changed' : undefined;
}
