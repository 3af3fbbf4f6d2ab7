import type { Assembly } from '../lib/assembly/assembly';
import { readAssembly } from '../lib/assembly/read-assembly';
import type { Guardrail } from '../lib/model/guardrail';
import type { Organization } from '../lib/model/organization';

export interface Synthesized {
  readonly assembly: Assembly;
  readonly ms: number;
}

/**
 * Synthesizes in this process and reads back what was written. CDK is loaded here and nowhere before.
 * @throws Error with cdk-nag's report when a finding is not acknowledged.
 */
export async function synthesize(
  organization: Organization,
  guardrails: readonly Guardrail[],
  { outdir, nag }: { readonly outdir: string; readonly nag: boolean },
): Promise<Synthesized> {
  const began = performance.now();
  const { landingZoneApp } = await import('../stacks/landing-zone-app');
  const { landingZone } = await import('../stacks/landing-zone');
  const app = landingZoneApp({ outdir });
  landingZone(app, organization, guardrails);
  if (nag) (await import('../lib/constructs/compliance/nag')).checkCompliance(app);
  app.synth();
  return { assembly: readAssembly(outdir), ms: Math.round(performance.now() - began) };
}
