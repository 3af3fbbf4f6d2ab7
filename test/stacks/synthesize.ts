import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib/core';
import type { Assembly } from '../../lib/assembly/assembly';
import { readAssembly } from '../../lib/assembly/read-assembly';
import type { Organization } from '../../lib/model/organization';
import { loadGuardrails } from '../../policies';
import { landingZone } from '../../stacks/landing-zone';
import { landingZoneApp } from '../../stacks/landing-zone-app';

const policies = join(__dirname, 'guardrails');

/** The landing zone of an organization with the guardrail of this folder, in a directory of its own. */
export function synthesize(organization: Organization, also: (app: App) => void = () => {}): Assembly {
  const app = landingZoneApp({ outdir: mkdtempSync(join(tmpdir(), 'breakwater-synth-')) });
  landingZone(app, organization, loadGuardrails(policies), { policies });
  also(app);
  return readAssembly(app.synth().directory);
}
