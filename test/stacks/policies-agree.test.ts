import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from '../../lib/assembly/read-assembly';
import { valuesOf } from '../../lib/assembly/values';
import { loadOrganization } from '../../lib/config/load-organization';
import type { Guardrail } from '../../lib/model/guardrail';
import type { Organization } from '../../lib/model/organization';
import { desiredOrganization } from '../../lib/organizations/desired';
import { attachedDocuments } from '../../lib/policy/attached-documents';
import { composePolicies } from '../../lib/policy/compose';
import { policiesIn } from '../../lib/policy/policies-in';
import { loadGuardrails } from '../../policies';
import { landingZoneApp } from '../../stacks/landing-zone-app';
import { OrganizationStack } from '../../stacks/organization-stack';

const folder = join(__dirname, '../../organizations/example');
const organization = loadOrganization(folder).organization as Organization;

function templateOf(guardrails: readonly Guardrail[]) {
  const app = landingZoneApp({ outdir: mkdtempSync(join(tmpdir(), 'breakwater-synth-')) });
  new OrganizationStack(app, 'Organization', { organization, guardrails, accounts: [] });
  const [stack] = readAssembly(app.synth().directory).stacks;
  if (!stack) throw new Error('nothing was synthesized');
  return stack;
}

test('the template attaches what simulate, policies and validate compose', () => {
  const guardrails = loadGuardrails();
  const stack = templateOf(guardrails);
  const unnamed = ({ logicalId: _, ...policy }: ReturnType<typeof policiesIn>[number]) => policy;
  const composed = attachedDocuments(organization, composePolicies(organization, guardrails));
  expect(policiesIn(stack.template, valuesOf(organization, stack)).map(unnamed)).toEqual(composed.map(unnamed));
});

test('a policy that CloudFormation cannot make is no resource, and is settled from what the template tells', () => {
  const content = { guardduty: { enabled: { '@@assign': true } } };
  const guardrail: Guardrail = {
    id: 'threats-stay-watched',
    title: 'Threats are looked for',
    severity: 'high',
    appliesTo: ['security', 'workloads'],
    drills: [],
    frameworks: {},
    control: () => [
      { policy: 'GUARDDUTY_POLICY', content },
      { policy: 'INSPECTOR_POLICY', content: {} },
    ],
  };
  const { template } = templateOf([guardrail]);
  expect(policiesIn(template, valuesOf(organization, templateOf([guardrail]))).map(({ type }) => type)).toEqual([
    'INSPECTOR_POLICY',
  ]);
  const ids = Object.fromEntries([['r-exam', 'root' as const]]);
  const { policies } = desiredOrganization([template], ids);
  expect(policies.find(({ type }) => type === 'GUARDDUTY_POLICY')).toEqual({
    type: 'GUARDDUTY_POLICY',
    name: 'breakwater-guardduty-threats-stay-watched',
    description: 'Breakwater: threats-stay-watched',
    content,
    targets: ['unit security', 'unit workloads'],
    tags: {},
  });
});
