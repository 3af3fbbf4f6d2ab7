import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { type App, CfnStackSet, Stack, Validations } from 'aws-cdk-lib/core';
import { checkCompliance } from '../../lib/constructs/compliance/nag';
import { anOrganization } from './an-organization';
import { someAccess } from './some-access';
import { synthesize } from './synthesize';

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly object[];
    readonly suppressedViolations?: readonly Suppressed[];
  }[];
}
interface Suppressed {
  readonly acknowledgedId: string;
  readonly reason: string;
}

const withoutDeployment = { stackSetName: 'careless', permissionModel: 'SERVICE_MANAGED' };

const acknowledged: string[] = [];
// Throws with the whole report when a finding is not acknowledged.
const budgets = {
  currency: 'USD',
  organization: 1,
  units: { workloads: 1 },
  anomaliesFrom: 1,
  emails: ['a@b.example'],
} as const;
const { directory } = synthesize(anOrganization({ access: someAccess, budgets }), (app) => {
  checkCompliance(app);
  acknowledged.push(...acknowledgementsIn(app));
});
const report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')) as Report;
const suppressed = report.pluginReports.flatMap(({ suppressedViolations = [] }) => suppressedViolations);

test('nothing is unexplained', () => {
  expect(report.pluginReports.flatMap(({ violations }) => violations)).toEqual([]);
});

test.each([
  ['AwsSolutions-SNS3', (stack: Stack) => new CfnTopic(stack, 'Topic')],
  ['Breakwater-StackSetReachesNewAccounts', (stack: Stack) => new CfnStackSet(stack, 'StackSet', withoutDeployment)],
])('a finding of %s fails synth', (finding, add) => {
  const checked = (app: App) => {
    checkCompliance(app);
    add(new Stack(app, 'Careless'));
  };
  expect(() => synthesize(anOrganization(), checked)).toThrow(finding);
});

test('every acknowledgement says why', () => {
  expect(suppressed.length).toBeGreaterThan(0);
  for (const { reason } of suppressed) expect(reason.length).toBeGreaterThanOrEqual(20);
});

test('no acknowledgement is idle', () => {
  const used = new Set(suppressed.map(({ acknowledgedId }) => acknowledgedId));
  // CDK's own template validator does not run in tests.
  const asked = acknowledged.filter((id) => !id.startsWith('CloudFormation-Validate::'));
  expect([...new Set(asked)].filter((id) => !used.has(id))).toEqual([]);
});

function acknowledgementsIn(app: App): readonly string[] {
  return app.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.keys(data as object));
}
