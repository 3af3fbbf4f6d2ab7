import pc from 'picocolors';
import { suggest } from '../../lib/config/suggest';
import { escapeControl } from '../../lib/model/escape';
import { explainGuardrail, explainSettings, type Section } from '../../lib/review/explain-guardrail';
import { guardrailIds } from '../../policies';
import { catalogue } from './catalogue';
import { type Choice, loadValid } from './load';

/** All there is to know about one guardrail, here. */
export function explain(root: string, id: string, { org, json }: Choice & { readonly json?: boolean }): void {
  const ids = guardrailIds();
  if (!ids.includes(id)) {
    const near = suggest(id, ids);
    throw new Error(
      `there is no guardrail '${id}'; ${near ? `did you mean '${near}'?` : 'breakwater list names them all'}`,
    );
  }
  const { organization } = loadValid(root, org);
  for (const { description, words } of catalogue(root, organization, [id])) {
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
