import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Assembly } from '../../lib/assembly/assembly';
import { readAssembly } from '../../lib/assembly/read-assembly';
import { checkCompliance } from '../../lib/constructs/compliance/nag';
import type { Organization } from '../../lib/model/organization';
import { loadGuardrails } from '../../policies';
import { landingZone } from '../../stacks/landing-zone';
import { landingZoneApp } from '../../stacks/landing-zone-app';

// With every kind of resource that guardrails bring: Config rules, data events, what is heard elsewhere, fixes and none.
const some = ['buckets-stay-private', 'cloudtrail-stays-on', 'objects-stay-private', 'regions-stay-governed'];

/** The landing zone of the organization with some guardrails. @throws with cdk-nag's report where a finding is not acknowledged */
export function synthesizeSome(organization: Organization): Assembly {
  const app = landingZoneApp({ outdir: mkdtempSync(join(tmpdir(), 'breakwater-matrix-')) });
  landingZone(app, organization, loadGuardrails(undefined, some));
  checkCompliance(app);
  return readAssembly(app.synth().directory);
}
