import { loadOrganization } from '../../lib/config/load-organization';
import { defaultOperations, hasOperations } from '../../lib/model/operations';
import { folderWith, organizationIn, valid } from './folder';

const operations = (yaml: string) => organizationIn({ 'organization.yaml': `${valid}${yaml}` }).operations;
const problems = (yaml: string) => {
  const { problems: found } = loadOrganization(folderWith({ 'organization.yaml': `${valid}${yaml}` }));
  return found.map((problem) => problem.message);
};

it('scans everywhere and installs nowhere unless said', () => {
  expect(operations('')).toEqual(defaultOperations);
  expect(operations('operations: {}\n')).toEqual(defaultOperations);
});

it('takes windows, shares and a time zone', () => {
  const yaml = `operations:
  patching:
    windows: { nights: { schedule: cron(0 3 ? * SUN *), timezone: Europe/Amsterdam, hours: 4 }, often: { schedule: rate(7 days) } }
    concurrency: 3
    errors: 0
    reboot: never
`;
  expect(operations(yaml).patching).toEqual({
    scan: 'daily',
    windows: {
      nights: { schedule: 'cron(0 3 ? * SUN *)', timezone: 'Europe/Amsterdam', hours: 4 },
      often: { schedule: 'rate(7 days)', timezone: 'UTC', hours: 3 },
    },
    concurrency: '3',
    errors: '0',
    reboot: 'never',
  });
});

it.each([
  ['on', { keepDays: 90 }],
  ['{ keepDays: 365 }', { keepDays: 365 }],
  ['{}', { keepDays: 90 }],
  ['off', undefined],
])('keeps root logins as %s says', (said, expected) => {
  expect(operations(`operations: { rootLogins: ${said} }\n`).rootLogins).toEqual(expected);
});

it.each([
  ['{ patching: { windows: { nights: { schedule: "0 3 * * SUN" } } } }', 'must be a schedule of Systems Manager'],
  ['{ patching: { windows: { nights: { schedule: cron(0 3 ? * SUN) } } } }', 'must be a schedule'],
  ['{ patching: { windows: { nights: { schedule: rate(1 days) } } } }', 'must be a schedule'],
  ['{ patching: { windows: { nights: { schedule: rate(1 day), timezone: Mars } } } }', 'must be a time zone'],
  ['{ patching: { windows: { nights: { schedule: rate(1 day), hours: 1 } } } }', 'must be at least 2'],
  ['{ patching: { windows: { "1": { schedule: rate(1 day) } } } }', 'begin with a letter'],
  ['{ patching: { concurrency: 0 } }', 'must be a number of machines from 1 on'],
  ['{ patching: { errors: 101% } }', 'must be a number of machines from 0 on'],
  ['{ rootLogins: { keepDays: 2 } }', 'must be'],
  ['{ patchs: {} }', 'patching'],
])('%s is a mistake', (yaml, message) => {
  expect(problems(`operations: ${yaml}\n`).join('\n')).toContain(message);
});

const nights = 'windows: { nights: { schedule: rate(1 day) } }';
it.each([
  [
    `operations: { patching: { scan: off, ${nights} } }`,
    ['is off, so that nobody knows between two windows what a machine lacks'],
  ],
  [`operations: { patching: { reboot: never, ${nights} } }`, ["is 'never', and many patches count as missing"]],
  ['operations: { patching: { scan: off, reboot: never } }', []],
  ['operations: { rootLogins: on }\nguardrails: { default: off }', ['so that nobody hears of them']],
  ['guardrails: { operating-system-root-stays-unused: notify }', ['hears nothing, since machines send nothing']],
  ['operations: { rootLogins: on }\nguardrails: { operating-system-root-stays-unused: notify }', []],
])('%s is warned of', (yaml, expected) => {
  const found = problems(`${yaml}\n`);
  expect(found).toHaveLength(expected.length);
  for (const [index, message] of expected.entries()) expect(found[index]).toContain(message);
});

it('is nothing to deploy where everything is off', () => {
  const off = 'operations: { hostManagement: off, patching: { scan: off } }\n';
  expect(hasOperations(operations(off))).toBe(false);
  expect(hasOperations(defaultOperations)).toBe(true);
  expect(hasOperations(operations(off.replace('scan: off', `scan: off, ${nights}`)))).toBe(true);
});
