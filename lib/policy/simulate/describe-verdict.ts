import type { Reason, Verdict } from '../evaluate/verdict';

/** `denied by DenyLeaving (organization-stays-whole), scp breakwater-scp-root-01 at root`. */
export function describeVerdict({ decision, reasons }: Verdict): string {
  if (decision === 'allowed') return 'allowed';
  if (decision === 'denied') return `denied by ${reasons.map(describeReason).join('; ')}`;
  return `implicitly denied: ${reasons.map(({ type, node, document }) => `${at({ type, node })} only ${document || 'nothing'} is attached, and does not allow it`).join('; ')}`;
}

function describeReason({ type, node, document, sid, guardrail }: Reason): string {
  const statement = sid ? `${sid}${guardrail ? ` (${guardrail})` : ''}, ` : '';
  return `${statement}${type} ${document}${node === undefined ? '' : ` at ${node}`}`;
}

function at({ type, node }: { readonly type: string; readonly node: string | undefined }): string {
  return node === undefined ? `of ${type} policies` : `at ${node}, of ${type}s`;
}
