import { type GuardrailDescription, type Layer, layers } from './describe-guardrail';
import { explainGuardrail } from './explain-guardrail';
import { row, text } from './markdown';

export interface CatalogueEntry {
  readonly description: GuardrailDescription;
  /** What its README says about each layer. */
  readonly words: Readonly<Partial<Record<Layer, string>>>;
}

/** The page of all guardrails, in Markdown: a table to find them, and a section each. */
export function cataloguePage(entries: readonly CatalogueEntry[]): string {
  const head = ['guardrail', 'promise', 'severity', ...layers];
  const rows = entries.map(({ description: { id, title, severity, layers: present } }) => [
    `[${id}](#${id})`,
    text(title),
    severity,
    ...layers.map((layer) => (present.includes(layer) ? '●' : '')),
  ]);
  return [
    '# Guardrails',
    '',
    `${entries.length} promises, each prevented, watched and repaired as far as AWS allows, and rehearsed. This page is made by \`npm run catalogue\` from the folders under [policies/](../policies); a test says when it is stale.`,
    '',
    row(head),
    row(head.map(() => '---')),
    ...rows.map(row),
    ...entries.flatMap(section),
    '',
  ].join('\n');
}

function section({ description, words }: CatalogueEntry): readonly string[] {
  const { id, title, severity, appliesTo } = description;
  return [
    '',
    `## ${id}`,
    '',
    `**${text(title)}.** ${severity}; for ${appliesTo.join(', ')}. [Its folder](../policies/${id})`,
    ...explainGuardrail(description, words).flatMap(({ heading, points }) => ['', `${heading}:`, ...bullets(points)]),
  ];
}

const bullets = (points: readonly string[]): readonly string[] => ['', ...points.map((point) => `- ${text(point)}`)];
