import { join } from 'node:path';
import { findOrganization } from '../lib/config/find-organization';
import { loadOrganization } from '../lib/config/load-organization';
import { formatProblem } from '../lib/config/problem';
import { checkCompliance } from '../lib/constructs/compliance/nag';
import { loadGuardrails } from '../policies';
import { landingZone } from '../stacks/landing-zone';
import { landingZoneApp } from '../stacks/landing-zone-app';

const root = join(__dirname, '..');

/** `cdk synth|diff|deploy -c organization=NAME_OR_PATH [-c nag=false]` */
async function main(): Promise<void> {
  const app = landingZoneApp({ outdir: process.env.CDK_OUTDIR ?? join(root, 'cdk.out') });
  const guardrails = loadGuardrails();
  const folder = findOrganization(app.node.tryGetContext('organization'), root);
  const { organization, problems } = loadOrganization(folder, { guardrailIds: guardrails.map(({ id }) => id) });
  const report = problems.map((problem) => formatProblem(problem)).join('\n');
  if (!organization) throw new Error(report);
  if (report) console.warn(report);
  landingZone(app, organization, guardrails);
  if (app.node.children.length === 0)
    console.error(
      `${organization.name}: no stack can be deployed before AWS's ids are known; run breakwater sync first`,
    );
  if (String(app.node.tryGetContext('nag')) !== 'false') checkCompliance(app);
  app.synth();
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
