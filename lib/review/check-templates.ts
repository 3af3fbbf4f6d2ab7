import type { CheckFacts, Guardrail, TemplateProblem } from '../model/guardrail';
import type { Template } from '../model/template';

export interface CheckedTemplate {
  /** For people: a file, a stack. */
  readonly name: string;
  readonly template: Template;
}

export interface FoundProblem extends TemplateProblem {
  readonly template: string;
  readonly guardrail: string;
}

/** What the guardrails' checks say to templates, ours or anybody's. */
export function checkTemplates(
  templates: readonly CheckedTemplate[],
  guardrails: readonly Guardrail[],
  facts: CheckFacts,
): readonly FoundProblem[] {
  return templates.flatMap(({ name, template }) =>
    guardrails.flatMap(({ id, check }) =>
      (check?.(template, facts) ?? []).map((problem) => ({ ...problem, template: name, guardrail: id })),
    ),
  );
}

export function formatTemplateProblem({ template, logicalId, path, message, guardrail }: FoundProblem): string {
  return `${template}: ${logicalId}.${path}: ${message} (${guardrail})`;
}
