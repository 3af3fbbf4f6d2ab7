import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from '../../lib/assembly/read-assembly';
import type { JsonObject } from '../../lib/model/json';
import { resourcesOfType } from '../../lib/model/template';
import { followDefinition } from '../../lib/remediation/follow-definition';
import { loadGuardrails } from '../../policies';
import { landingZone } from '../../stacks/landing-zone';
import { landingZoneApp } from '../../stacks/landing-zone-app';
import { anOrganization } from './an-organization';

const { stacks } = withGuardrails('instances-stay-uncompromised', 'serial-console-stays-closed');
const hub = stacks.find(({ name }) => name === 'breakwater-event-hub');
const machinesIn = (all: typeof stacks) =>
  all
    .flatMap(({ template }) => resourcesOfType(template, 'AWS::StepFunctions::StateMachine'))
    .filter(([, { Properties }]) => Properties?.StateMachineName === 'breakwater-follow');
const functions = stacks.flatMap(({ template }) => resourcesOfType(template, 'AWS::Lambda::Function'));
const roles = stacks.flatMap(({ template }) => resourcesOfType(template, 'AWS::IAM::Role'));

function withGuardrails(...ids: readonly string[]) {
  const app = landingZoneApp({ outdir: mkdtempSync(join(tmpdir(), 'breakwater-synth-')) });
  landingZone(
    app,
    anOrganization(),
    loadGuardrails().filter(({ id }) => ids.includes(id)),
  );
  return readAssembly(app.synth().directory);
}

test('one state machine follows what goes on by itself', () => {
  const machines = machinesIn(hub ? [hub] : []);
  expect(machines.map(([, { Properties }]) => Properties?.Definition)).toEqual([followDefinition('aws')]);
});

test('it asks the functions whose fixes go on, and no other', () => {
  const [, role] = roles.find(([, { Properties }]) => Properties?.RoleName === 'breakwater-follow') ?? [];
  const [policy] = (role?.Properties?.Policies ?? []) as unknown as readonly {
    PolicyDocument: { Statement: readonly JsonObject[] };
  }[];
  expect(policy?.PolicyDocument.Statement.find(({ Sid }) => Sid === 'Ask')?.Resource).toEqual([
    'arn:aws:lambda:eu-west-1:000000000003:function:breakwater-instances-stay-uncompromised',
  ]);
});

test.each([
  ['instances-stay-uncompromised', true],
  ['serial-console-stays-closed', false],
])('%s starts it: %s', (id, starts) => {
  const [, lambda] = functions.find(([, { Properties }]) => Properties?.FunctionName === `breakwater-${id}`) ?? [];
  const [, role] = roles.find(([, { Properties }]) => Properties?.RoleName === `breakwater-run-${id}`) ?? [];
  expect(JSON.stringify(lambda).includes('FOLLOW_MACHINE')).toBe(starts);
  expect(JSON.stringify(role).includes('states:StartExecution')).toBe(starts);
});

test('where nothing goes on by itself, there is none', () => {
  expect(machinesIn(withGuardrails('serial-console-stays-closed').stacks)).toEqual([]);
});
