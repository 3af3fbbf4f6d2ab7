import pc from 'picocolors';
import { escapeControl } from '../../lib/model/escape';
import type { GuardrailDescription } from '../../lib/review/describe-guardrail';
import { catalogue } from './catalogue';
import { type Choice, loadValid } from './load';
import { table } from './table';

/** Every guardrail in a line, with the modes it has in the organization. */
export function list(root: string, { org, json }: Choice & { readonly json?: boolean }): void {
  const { organization } = loadValid(root, org);
  const descriptions = catalogue(root, organization).map(({ description }) => description);
  process.stdout.write(`${json ? JSON.stringify(descriptions.map(short), null, 2) : inColumns(descriptions)}\n`);
}

function short({ id, title, severity, layers, appliesTo, modes, frameworks }: GuardrailDescription) {
  return { id, title, severity, layers, appliesTo, modes, frameworks };
}

function inColumns(descriptions: readonly GuardrailDescription[]): string {
  const rows = descriptions.map(({ id, title, severity, layers, modes }) => {
    return [id, severity, layers.join(' '), modesOf(modes), escapeControl(title)];
  });
  return table([['guardrail', 'severity', 'layers', 'mode', 'promise'], ...rows], (row) =>
    descriptions[row - 1]?.severity === 'critical' ? pc.bold : String,
  );
}

/** The mode most units have first, then the others; `off` only where it is off everywhere. */
function modesOf({ root, units }: GuardrailDescription['modes']): string {
  const modes = [root, ...Object.values(units)].filter((mode) => mode !== 'off');
  const count = (mode: string): number => modes.filter((each) => each === mode).length;
  return [...new Set(modes)].sort((one, other) => count(other) - count(one)).join(', ') || 'off';
}
