import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from '../../lib/model/template';
import { anOrganizationOf } from './an-organization-of';
import { configurations } from './configurations';
import { synthesizeSome } from './synthesize-some';

/** What CloudFormation takes (2026-11): resources, outputs and bytes of a stack; bytes of a StackSet's body. */
const most = { resources: 500, outputs: 200, bytes: 1_000_000, bodyBytes: 51_200 };

const folder = mkdtempSync(join(tmpdir(), 'breakwater-matrix-'));
/** File names by the region they are for: not every region has every type of resource. */
const written = new Map<string, Set<string>>();

describe.each(Object.entries(configurations).map(([name, make]) => ({ name, make })))('$name', ({ make }) => {
  const { stacks } = synthesizeSome(anOrganizationOf(make()));

  test('has stacks, and each is within what CloudFormation takes', () => {
    expect(stacks.length).toBeGreaterThan(0);
    for (const { name, template, bytes, stackSets } of stacks) {
      const { Resources = {}, Outputs = {} } = template;
      const [resources, outputs] = [Object.keys(Resources).length, Object.keys(Outputs).length];
      expect({ name, within: resources <= most.resources && outputs <= most.outputs && bytes <= most.bytes }).toEqual({
        name,
        within: true,
      });
      for (const body of stackSets) {
        expect({ name: body.name, within: body.bytes <= most.bodyBytes }).toEqual({ name: body.name, within: true });
      }
    }
  });

  test('has no custom resource: nothing can hang a stack', () => {
    const types = stacks
      .flatMap(({ template, stackSets }) => [template, ...stackSets.map((body) => body.template)])
      .flatMap(({ Resources = {} }) => Object.values(Resources).map(({ Type }) => Type));
    expect(
      types.filter((type) => /^(Custom::|AWS::CloudFormation::(CustomResource|WaitCondition))/.test(type)),
    ).toEqual([]);
  });

  beforeAll(() => {
    for (const { template, region, stackSets } of stacks) {
      write(template, [region]);
      for (const { template: body, regions } of stackSets) write(body, regions);
    }
  });
});

// One process for each region: it costs seconds to begin with.
test('cfn-lint finds nothing, where it is installed', () => {
  expect(written.size).toBeGreaterThan(5);
  // W3005: CDK says DependsOn where a reference says it already.
  const options = ['--format', 'parseable', '--ignore-checks', 'W3005'];
  for (const [region, templates] of written) {
    const asked = [...options, '--regions', region, '--', ...templates];
    const { stdout, error } = spawnSync('cfn-lint', asked, { cwd: folder, encoding: 'utf8' });
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return;
    const findings = stdout.split('\n').filter((line) => line !== '' && !foreignTask.test(line));
    // Some list every service there is.
    expect({ region, findings: findings.map((line) => line.slice(0, 200)) }).toEqual({ region, findings: [] });
  }
}, 900_000);

/** E3601 knows the tasks of state machines in partition aws alone (cfn-lint 1.51). */
const foreignTask = /:E3601:'arn:aws-(cn|us-gov):states:::/;

/** Organizations alike have templates alike, which are linted once, for the first region they land in. */
function write(template: Template, [region = '']: readonly string[]): void {
  const text = JSON.stringify(template);
  const name = `${createHash('sha256').update(text).digest('hex').slice(0, 16)}.template.json`;
  const inRegion = written.get(region) ?? new Set();
  if (!inRegion.has(name)) writeFileSync(join(folder, name), text);
  written.set(region, inRegion.add(name));
}
