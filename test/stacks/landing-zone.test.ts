import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Assembly } from '../../lib/assembly/assembly';
import { deployOrder } from '../../stacks/deploy-order';
import { aNewOrganization, anOrganization } from './an-organization';
import { synthesize } from './synthesize';

const assembly = synthesize(anOrganization());

const management = '000000000001';
const logArchive = '000000000002';
const security = '000000000003';
const places = [
  ['breakwater-organization', management, 'eu-west-1'],
  ['breakwater-log-archive-eu-central-1', logArchive, 'eu-central-1'],
  ['breakwater-log-archive', logArchive, 'eu-west-1'],
  ['breakwater-event-hub', security, 'eu-west-1'],
  ['breakwater-loops-2', security, 'eu-west-1'],
  ['breakwater-trail', management, 'eu-west-1'],
  ['breakwater-detectors-eu-west-1', security, 'eu-west-1'],
  ['breakwater-detectors-eu-central-1', security, 'eu-central-1'],
  ['breakwater-management-eu-west-1', management, 'eu-west-1'],
  ['breakwater-management-eu-central-1', management, 'eu-central-1'],
  ['breakwater-management-us-east-1', management, 'us-east-1'],
  ['breakwater-baseline', management, 'eu-west-1'],
  ['breakwater-security-services-eu-west-1', security, 'eu-west-1'],
  ['breakwater-security-services-eu-central-1', security, 'eu-central-1'],
  ['breakwater-account-lifecycle', management, 'eu-west-1'],
  ['breakwater-reconciler', management, 'eu-west-1'],
] as const;

test('an organization is these stacks, in the order of their first deploy', () => {
  expect(assembly.stacks.map(({ name, account, region }) => [name, account, region])).toEqual(places);
  // Stacks of loops are there as far as a guardrail's name leads to them.
  const made = new Set(assembly.stacks.map(({ name }) => name));
  const order = deployOrder(anOrganization()).map(({ stack }) => stack);
  expect(order.filter((stack) => made.has(stack))).toEqual(places.map(([name]) => name));
  expect(order.filter((stack) => !made.has(stack)).every((stack) => /^breakwater-loops-\d$/.test(stack))).toBe(true);
});

test.each(places)('%s says this', (name) => {
  const told: Readonly<Record<string, string>> = {
    TemplateBody: 'what a member account gets',
    Definition: 'a state machine',
  };
  const text = JSON.stringify(stackOf(assembly, name).template, (key, value) => told[key] ?? value);
  expect(JSON.parse(text)).toMatchSnapshot();
});

test('a member account gets this from the StackSet', () => {
  expect(stackOf(assembly, 'breakwater-baseline').stackSets[0]).toMatchSnapshot({ bytes: expect.any(Number) });
});

test("a stack publishes its own functions and template, and no other stack's", () => {
  for (const { id, template } of assembly.stacks) {
    const { files } = JSON.parse(readFileSync(join(assembly.directory, `${id}.assets.json`), 'utf8'));
    const sources = Object.values(files as Record<string, { readonly source: { readonly path: string } }>);
    const published = sources.map(({ source }) => source.path);
    const functions = Object.values(template.Resources ?? {}).filter(({ Type }) => Type === 'AWS::Lambda::Function');
    expect({ id, functions: published.filter((path) => path.startsWith('asset.')).length }).toEqual({
      id,
      functions: functions.length,
    });
    expect(published.filter((path) => path.endsWith('.template.json'))).toEqual([`${id}.template.json`]);
  }
});

test('two runs give the same bytes', () => {
  const again = synthesize(anOrganization());
  const files = filesIn(assembly.directory);
  expect(filesIn(again.directory)).toEqual(files);
  for (const file of files) {
    expect(readFileSync(join(again.directory, file), 'utf8')).toBe(
      readFileSync(join(assembly.directory, file), 'utf8'),
    );
  }
});

test('stacks come after those they need', () => {
  const after = Object.fromEntries(assembly.stacks.map((stack) => [stack.name, stack.after]));
  expect(after).toMatchObject({
    'breakwater-organization': [],
    'breakwater-log-archive-eu-central-1': ['breakwater-organization'],
    'breakwater-log-archive': ['breakwater-organization', 'breakwater-log-archive-eu-central-1'],
    'breakwater-event-hub': ['breakwater-organization'],
    'breakwater-trail': ['breakwater-log-archive'],
    'breakwater-management-us-east-1': [
      'breakwater-event-hub',
      'breakwater-detectors-eu-west-1',
      'breakwater-detectors-eu-central-1',
    ],
    'breakwater-baseline': ['breakwater-event-hub'],
    'breakwater-security-services-eu-central-1': [
      'breakwater-event-hub',
      'breakwater-management-eu-west-1',
      'breakwater-management-eu-central-1',
      'breakwater-management-us-east-1',
      'breakwater-baseline',
    ],
    'breakwater-account-lifecycle': ['breakwater-baseline'],
  });
});

test('a new organization starts with the stack that makes the accounts of the others', () => {
  expect(synthesize(aNewOrganization()).stacks.map(({ name }) => name)).toEqual(['breakwater-organization']);
  const waiting = deployOrder(aNewOrganization()).filter(({ deployable }) => !deployable);
  const recorded = ["account 'security'", "account 'log-archive'"];
  const members = [...recorded, "unit 'security'", "unit 'workloads'"];
  expect(Object.fromEntries(waiting.map(({ stack, needs }) => [stack, needs]))).toEqual({
    'breakwater-log-archive-eu-central-1': ["account 'log-archive'", "account 'security'"],
    'breakwater-log-archive': ["account 'log-archive'", "account 'security'"],
    ...Object.fromEntries(
      ['event-hub', 'loops-1', 'loops-2', 'loops-3', 'loops-4'].map((name) => [
        `breakwater-${name}`,
        [
          "account 'security'",
          "account 'log-archive'",
          "unit 'security'",
          "unit 'workloads'",
          "unit 'workloads/production'",
          "unit 'suspended'",
        ],
      ]),
    ),
    'breakwater-trail': ["account 'log-archive'"],
    'breakwater-detectors-eu-west-1': ["account 'security'"],
    'breakwater-detectors-eu-central-1': ["account 'security'"],
    'breakwater-management-eu-west-1': recorded,
    'breakwater-management-eu-central-1': recorded,
    'breakwater-management-us-east-1': recorded,
    'breakwater-baseline': members,
    'breakwater-reconciler': ["account 'security'"],
    'breakwater-security-services-eu-west-1': members,
    'breakwater-security-services-eu-central-1': members,
    'breakwater-account-lifecycle': [...members, "unit 'workloads/production'", "unit 'suspended'"],
  });
});

test('a guardrail that is off everywhere leaves nothing behind', () => {
  const off = synthesize(anOrganization({ defaultMode: 'off' }));
  expect(JSON.stringify(off.stacks)).not.toContain('doors-stay-shut');
});

function stackOf({ stacks }: Assembly, name: string) {
  const stack = stacks.find((candidate) => candidate.name === name);
  if (!stack) throw new Error(`there is no stack ${name}; there are ${stacks.map((other) => other.name).join(', ')}`);
  return stack;
}

function filesIn(directory: string): readonly string[] {
  return (readdirSync(directory, { recursive: true }) as string[])
    .filter((file) => statSync(join(directory, file)).isFile())
    .sort();
}
