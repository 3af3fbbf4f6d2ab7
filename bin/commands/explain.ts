import pc from 'picocolors';
import { escapeControl } from '../../lib/model/escape';
import { explainGuardrail, explainSettings, type Section } from '../../lib/review/explain-guardrail';
import { catalogue } from './catalogue';
import { requireGuardrail } from './guardrail-named';
import { type Choice, loadValid } from './load';

/** All there is to know about one guardrail, here. */
export function explain(root: string, id: string, { org, json }: Choice & { readonly json?: boolean }): void {
  const { organization } = loadValid(root, org);
  for (const { description, words } of catalogue(root, organization, [requireGuardrail(id)])) {
    const sections = [...explainGuardrail(description, words), ...explainSettings(description)];
    const head = `${pc.bold(escapeControl(description.title))} (${id}, ${description.severity})`;
    process.stdout.write(
      `${json ? JSON.stringify(description, null, 2) : [head, ...sections.map(printed)].join('\n\n')}\n`,
    );
  }
}

function printed({ heading, points }: Section): string {
  return [pc.dim(heading), ...points.map((point) => `  ${escapeControl(point)}`)].join('\n');
}
