import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { maxPatternCharacters, patternCharacters } from '../../lib/events/pattern/pattern-quota';
import { validatePattern } from '../../lib/events/pattern/validate-pattern';
import { isStatement } from '../../lib/model/control';
import { fixRoleName, functionName } from '../../lib/model/platform';
import { guardrailIds, loadGuardrail, loadGuardrails } from '../../policies';
import { facts } from '../remediation/a-loop';
import { anOrganization } from '../stacks/an-organization';

const policies = join(__dirname, '../../policies');
const scaffold = join(__dirname, '../../bin/scaffold');
const layers = ['check', 'control', 'monitor', 'fix', 'drill'] as const;

/** All that any fix may delete, and the one guardrail whose fix may. Whoever adds a line says in a review what is lost. */
const deletions: Readonly<Record<string, string>> = {
  'ec2:DeleteInternetGateway': 'default-vpcs-stay-removed',
  'ec2:DeleteSubnet': 'default-vpcs-stay-removed',
  'ec2:DeleteVpc': 'default-vpcs-stay-removed',
  'iam:DeleteRolePolicy': 'instances-stay-uncompromised',
  'lambda:DeleteFunctionConcurrency': 'the-loop-stays-closed',
};
/** More than a setting: there the role itself, by a condition, reaches only some. */
const wholeResources = /^ec2:/;

/** Every guardrail there is, and what `npm run new` would make of the scaffold. */
const subjects = [
  ...loadGuardrails(policies).map((guardrail) => ({ guardrail, folder: join(policies, guardrail.id) })),
  { guardrail: loadGuardrail('things-stay-new', scaffold), folder: scaffold },
].map((subject) => ({ ...subject, id: subject.guardrail.id }));

test('the folders are the guardrails', () => {
  expect(guardrailIds(policies)).toEqual(subjects.slice(0, -1).map(({ id }) => id));
});

describe.each(subjects)('$id', ({ guardrail, folder, id }) => {
  const { title, drills, monitor, fix, control, check } = guardrail;
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');

  test('is named for what stays how, within the length of a role name', () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
    expect(fixRoleName(id).length).toBeLessThanOrEqual(64);
    expect(functionName(id).length).toBeLessThanOrEqual(64);
  });

  test('its README begins with its title and has a line for every layer', () => {
    expect(readme.split('\n')[0]).toBe(`# ${title}`);
    for (const layer of layers) expect(readme).toMatch(new RegExp(`^\\| ${layer} +\\| \\S`, 'm'));
  });

  test('a layer it lacks is explained, a layer it has is used', () => {
    const present = { check, control, monitor, fix, drill: drills[0] };
    for (const layer of layers) {
      expect({ layer, file: existsSync(join(folder, `${layer}.ts`)) }).toEqual({
        layer,
        file: present[layer] !== undefined,
      });
      if (!present[layer]) expect(readme).toMatch(new RegExp(`^\\| ${layer} +\\| none: .{10,}`, 'm'));
    }
  });

  test('it is watched or prevented, and says for whom', () => {
    expect(monitor ?? control).toBeDefined();
    expect(guardrail.appliesTo.length).toBeGreaterThan(0);
    expect(new Set(guardrail.appliesTo).size).toBe(guardrail.appliesTo.length);
  });

  test('it has drills: an incident, and a twin that must change nothing', () => {
    const kinds = drills.map(({ kind }) => kind);
    expect(kinds).toContain('incident');
    expect(kinds).toContain('twin');
    expect(new Set(drills.map(({ name }) => name)).size).toBe(drills.length);
    for (const { kind, expected } of drills) if (kind === 'twin') expect(expected).not.toBe('fixed');
  });

  if (control) {
    test('its control is pure, with legal and unique sids', () => {
      const parts = control(anOrganization());
      expect(control(anOrganization())).toEqual(parts);
      const sids = parts.filter(isStatement).map(({ sid }) => sid);
      for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
      expect(new Set(sids).size).toBe(sids.length);
    });
  }

  if (monitor) {
    test('its patterns are valid and within quota', () => {
      expect(monitor.patterns.length).toBeGreaterThan(0);
      for (const pattern of monitor.patterns) {
        expect(validatePattern(pattern)).toBeUndefined();
        expect(patternCharacters(pattern)).toBeLessThanOrEqual(maxPatternCharacters);
      }
    });

    test.each([{}, { requestParameters: null }, { requestParameters: { bucketName: 7 }, errorCode: 'AccessDenied' }])(
      'an event it cannot read is no exception: %j',
      (detail) => {
        const event = { account: '111122223333', region: 'eu-west-1', detail } as never;
        expect(monitor.finding(event, facts).because).not.toBe('');
      },
    );
  }

  if (fix) {
    test('its permissions are spelled out, and a wildcard has a reason', () => {
      for (const { actions, resources, because } of fix.permissions) {
        for (const action of actions) expect(action).toMatch(/^[a-z0-9-]+:[A-Z][A-Za-z0-9]+$/);
        for (const resource of resources) if (resource === '*') expect(because?.length).toBeGreaterThan(20);
        for (const resource of resources) expect(resource).toMatch(/^(\*|arn:aws:.+)$/);
      }
    });

    test('it destroys nothing, and deletes only what is listed and can be given back, for a reason', () => {
      const allowed = fix.permissions.flatMap(({ actions }) => actions);
      for (const { actions, deletes = {}, because, condition } of fix.permissions) {
        const destroying = actions.filter((action) => /:(Delete|Terminate|Purge)/.test(action));
        expect(Object.keys(deletes)).toEqual(destroying);
        if (destroying.length === 0) continue;
        expect(actions).toEqual(destroying);
        expect(destroying.filter((action) => deletions[action] !== id)).toEqual([]);
        for (const givesBack of Object.values(deletes)) expect(allowed).toContain(givesBack);
        expect(because?.length).toBeGreaterThan(20);
        if (destroying.some((action) => wholeResources.test(action))) expect(condition).toBeDefined();
      }
    });

    if (fix.permissions.some(({ deletes }) => deletes)) {
      // What is fixed in a drill is undone there, and the promise has to be broken again.
      test('its drills delete and give back', () => {
        expect(drills.map(({ expected }) => expected)).toContain('fixed');
      });
    }
  }

  if (check) {
    test('its check says nothing about an empty template', () => {
      expect(check({}, facts)).toEqual([]);
      expect(check({ Resources: {} }, facts)).toEqual([]);
    });
  }
});

test('sids are unique among all guardrails', () => {
  const sids = subjects.flatMap(({ guardrail }) =>
    (guardrail.control?.(anOrganization()) ?? []).filter(isStatement).map(({ sid }) => sid),
  );
  expect(new Set(sids).size).toBe(sids.length);
});

test('nothing but guardrails is in policies/', () => {
  const others = readdirSync(policies, { withFileTypes: true }).filter((entry) => !entry.isDirectory());
  expect(others.map(({ name }) => name)).toEqual(['index.ts']);
});
