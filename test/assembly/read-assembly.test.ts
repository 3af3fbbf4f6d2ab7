import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from '../../lib/assembly/read-assembly';
import { statisticsOf } from '../../lib/assembly/statistics';

const body = { Resources: { Rule: { Type: 'AWS::Events::Rule' }, Role: { Type: 'AWS::IAM::Role' } } };
const stackSet = {
  Type: 'AWS::CloudFormation::StackSet',
  Properties: {
    StackSetName: 'baseline',
    TemplateBody: JSON.stringify(body),
    StackInstancesGroup: [
      { Regions: ['eu-west-1', 'us-east-1'], DeploymentTargets: { OrganizationalUnitIds: ['ou-abcd-1', 'ou-abcd-2'] } },
      { Regions: ['eu-west-1'], DeploymentTargets: { OrganizationalUnitIds: ['ou-abcd-2'] } },
    ],
  },
};
const files = {
  'manifest.json': {
    artifacts: {
      'hub.assets': { type: 'cdk:asset-manifest' },
      hub: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://111122223333/eu-west-1',
        properties: { templateFile: 'hub.template.json' },
        dependencies: ['hub.assets'],
      },
      baseline: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://444455556666/eu-central-1',
        properties: { templateFile: 'baseline.template.json', stackName: 'breakwater-baseline' },
        dependencies: ['hub', 'baseline.assets'],
      },
    },
  },
  'hub.template.json': { Resources: { Bus: { Type: 'AWS::Events::EventBus' } } },
  'baseline.template.json': { Resources: { StackSet: stackSet } },
};

test('a stack has its place, its template and the stacks before it', () => {
  const { stacks } = readAssembly(written(files));
  expect(stacks).toMatchObject([
    { id: 'hub', name: 'hub', account: '111122223333', region: 'eu-west-1', after: [], stackSets: [] },
    { id: 'baseline', name: 'breakwater-baseline', account: '444455556666', region: 'eu-central-1', after: ['hub'] },
  ]);
  expect(stacks[0]?.template).toEqual(files['hub.template.json']);
});

test("a StackSet's template is read as one", () => {
  expect(readAssembly(written(files)).stacks[1]?.stackSets).toEqual([
    {
      logicalId: 'StackSet',
      name: 'baseline',
      template: body,
      bytes: JSON.stringify(body).length,
      units: ['ou-abcd-1', 'ou-abcd-2'],
      regions: ['eu-west-1', 'us-east-1'],
    },
  ]);
});

test('everything that is deployed is counted', () => {
  const bytes = [files['hub.template.json'], files['baseline.template.json'], body].map(
    (template) => JSON.stringify(template).length,
  );
  expect(statisticsOf(readAssembly(written(files)))).toEqual({
    templates: 3,
    resources: 4,
    bytes: bytes.reduce((sum, size) => sum + size),
  });
});

test.each([
  ['no manifest', {}, /: is no cloud assembly \(.*manifest\.json\); run 'cdk synth' first/],
  [
    'no template',
    { 'manifest.json': files['manifest.json'] },
    /hub: its template is missing \(.*hub\.template\.json\); run 'cdk synth' first/,
  ],
])('a folder with %s is told apart', (_, some, message) => {
  expect(() => readAssembly(written(some))).toThrow(message);
});

function written(some: Readonly<Record<string, object>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'breakwater-assembly-'));
  for (const [name, content] of Object.entries(some)) writeFileSync(join(directory, name), JSON.stringify(content));
  return directory;
}
