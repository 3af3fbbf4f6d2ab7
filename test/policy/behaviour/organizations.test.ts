import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadOrganization } from '../../../lib/config/load-organization';
import { loadPolicyTests } from '../../../lib/config/load-policy-tests';
import { formatProblem } from '../../../lib/config/problem';
import type { Organization } from '../../../lib/model/organization';
import { enforcedEverywhere } from '../../../lib/policy/behaviour/enforced-everywhere';
import { runPolicyTests } from '../../../lib/policy/behaviour/run-policy-tests';
import { composePolicies } from '../../../lib/policy/compose';
import { formatLintFinding } from '../../../lib/policy/lint/lint-finding';
import { lintPolicies } from '../../../lib/policy/lint/lint-policies';
import { decisions } from '../../../lib/policy/simulate/decisions';
import { withStandInIds } from '../../../lib/policy/stand-in-ids';
import { loadGuardrails } from '../../../policies';

const home = join(__dirname, '../../../organizations');
const folders = readdirSync(home, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

describe.each(folders)('of %s', (name) => {
  const folder = join(home, name);
  // As it will be at the end of its roll-out; validate tells which calls still wait for it.
  const organization = enforcedEverywhere(withStandInIds(loadOrganization(folder).organization as Organization));
  const documents = composePolicies(organization, loadGuardrails());
  const { tests, problems } = loadPolicyTests(folder, organization);
  const { broken } = runPolicyTests(organization, tests, decisions(organization, documents));

  it('the policies do what is promised of them', () => {
    expect(problems).toEqual([]);
    const lines = broken.map(({ at, message }) => formatProblem({ ...at, message, severity: 'error' }));
    expect(lines).toEqual([]);
  });

  it('the policies say what AWS understands', async () => {
    const evaluated = documents.flatMap(({ type, ...document }) =>
      type === 'SERVICE_CONTROL_POLICY' || type === 'RESOURCE_CONTROL_POLICY' ? [{ ...document, type }] : [],
    );
    expect((await lintPolicies(evaluated)).map(formatLintFinding)).toEqual([]);
  });
});

it('the example asks for daily work as much as for attacks', () => {
  const { organization } = loadOrganization(join(home, 'example'));
  const { tests } = loadPolicyTests(join(home, 'example'), organization as Organization);
  const calls = (expected: string) =>
    new Set(tests.filter((test) => test.expect === expected).flatMap((test) => test.calls.map(({ action }) => action)));
  expect(calls('allowed').size).toBeGreaterThan(150);
  expect(calls('denied').size).toBeGreaterThan(75);
});
