import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Organization } from '../../lib/model/organization';
import type { CatalogueEntry } from '../../lib/review/catalogue-page';
import { describeGuardrail } from '../../lib/review/describe-guardrail';
import { layersInWords } from '../../lib/review/layers-in-words';
import { guardrailIds, loadGuardrails } from '../../policies';

/** Guardrails with what their READMEs say, as an organization has them; all of them unless some are named. */
export function catalogue(
  root: string,
  organization: Organization,
  ids: readonly string[] = guardrailIds(),
): readonly CatalogueEntry[] {
  return loadGuardrails(undefined, ids).map((guardrail) => ({
    description: describeGuardrail(guardrail, organization, new Date()),
    words: layersInWords(readFileSync(join(root, 'policies', guardrail.id, 'README.md'), 'utf8')),
  }));
}
