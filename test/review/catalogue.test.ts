import type { PolicyStatement } from '../../lib/model/control';
import type { Guardrail } from '../../lib/model/guardrail';
import type { JsonObject } from '../../lib/model/json';
import { cataloguePage } from '../../lib/review/catalogue-page';
import { describeGuardrail } from '../../lib/review/describe-guardrail';
import { eventsIn } from '../../lib/review/events-in';
import { explainGuardrail, explainSettings } from '../../lib/review/explain-guardrail';
import { layersInWords } from '../../lib/review/layers-in-words';
import { statementInWords } from '../../lib/review/statement-in-words';
import { anOrganization } from '../stacks/an-organization';

const calls = (source: string, eventName: readonly string[]) => ({
  source: [`aws.${source}`],
  detail: { eventSource: [`${source}.amazonaws.com`], eventName },
});

test.each([
  [[calls('ec2', ['RunInstances', 'CreateFleet'])], ['ec2:CreateFleet', 'ec2:RunInstances']],
  [[calls('ec2', ['RunInstances']), calls('ec2', ['RunInstances'])], ['ec2:RunInstances']],
  [[{ source: ['aws.s3'], detail: { $or: [{ eventName: ['A'] }, { eventName: ['B'], x: [1] }] } }], ['s3:A', 's3:B']],
  [[{ source: ['aws.lambda'], detail: { eventName: [{ prefix: 'AddPermission' }] } }], ['lambda:AddPermission*']],
  [[{ source: ['aws.x'], detail: { eventName: [{ 'equals-ignore-case': 'Put' }] } }], ['x:Put']],
  [
    [{ source: ['aws.s3'], detail: { eventName: [{ wildcard: 'Put*Acl' }, { suffix: 'Acl' }] } }],
    ['s3:*Acl', 's3:Put*Acl'],
  ],
  [[{ source: ['aws.s3'], detail: { eventName: [{ 'anything-but': ['A'] }] } }], ['s3:any but A']],
  [
    [{ detail: { eventSource: [{ 'anything-but': ['a', 'b', 'c', 'd', 'e'].map((one) => `${one}.amazonaws.com`) }] } }],
    ['any but a, b, c and 2 more: any event'],
  ],
  [[{ detail: { eventName: [{ exists: true }] } }], ['any service:{"exists":true}']],
  [
    [{ source: ['aws.signin'], 'detail-type': ['AWS Console Sign In via CloudTrail'] }],
    ['signin: AWS Console Sign In via CloudTrail'],
  ],
  [[{ detail: { userIdentity: { type: ['Root'] } } }], ['any service: any event']],
  [[], []],
])('%j names %j', (patterns, events) => {
  expect(eventsIn(patterns as readonly JsonObject[])).toEqual(events);
});

const deny = (more: Partial<PolicyStatement>): PolicyStatement => ({
  policy: 'SERVICE_CONTROL_POLICY',
  sid: 'Deny',
  ...more,
});

test.each<[PolicyStatement, string]>([
  [deny({ actions: ['a:B'] }), 'SCP denies a:B'],
  [deny({ actions: ['a:B', 'a:C'], resources: ['arn:1', 'arn:2'] }), 'SCP denies a:B and a:C on arn:1 and arn:2'],
  [deny({ notActions: ['a:B'], policy: 'RESOURCE_CONTROL_POLICY' }), 'RCP denies everything but a:B'],
  [deny({ actions: ['a:B'], notResources: ['arn:1'] }), 'SCP denies a:B on anything but arn:1'],
  [
    deny({ actions: ['a:B'], condition: { StringNotEqualsIfExists: { k: ['x', 'y'] } } }),
    'SCP denies a:B where k is not x or y or not given',
  ],
  [
    deny({ actions: ['a:B'], condition: { Null: { k: 'true', l: 'false' } } }),
    'SCP denies a:B where k is not given and l is given',
  ],
  [
    deny({ actions: ['a:B'], condition: { 'ForAnyValue:StringLike': { k: 'x*' } } }),
    'SCP denies a:B where one of k is like x*',
  ],
  [
    deny({ actions: ['a:B'], condition: { 'ForAllValues:DateLessThan': { k: '2027' } } }),
    'SCP denies a:B where each of k DateLessThan 2027',
  ],
  [deny({ actions: ['a:B'], exemptsPlatform: false }), 'SCP denies a:B, for the platform too'],
])('%j in words', (statement, words) => {
  expect(statementInWords(statement)).toBe(words);
});

const guardrail: Guardrail = {
  id: 'doors-stay-shut',
  title: 'Doors | are <shut>\u001b[2J',
  severity: 'high',
  appliesTo: ['workloads'],
  frameworks: { cis: ['1.1'], attack: ['T1'] },
  control: () => [deny({ actions: ['door:Open'] }), { policy: 'S3_POLICY', content: {} }],
  monitor: {
    patterns: [calls('door', ['Open'])],
    reads: [calls('door', ['GetKey'])],
    elsewhere: [calls('window', ['Open'])],
    dataEvents: [{ resourceType: 'AWS::S3::Object', eventNames: ['PutObject'] }],
    configRules: [{ identifier: 'DOORS_SHUT' }],
    finding: () => ({ kind: 'ignored', because: 'it is a test' }),
    async *reconcile() {},
  },
  drills: [{ name: 'a door opens', kind: 'incident', expected: 'prevented' } as never],
};
const exempt = { guardrail: 'doors-stay-shut', account: 'shop', because: 'A lift', owner: 'caretaker' };
const organization = {
  ...anOrganization(),
  exemptions: [
    { ...exempt, until: '2026-12-31' },
    { ...exempt, tag: 'lift=yes', until: '2026-01-31' },
    { ...exempt, guardrail: 'windows-stay-shut', until: '2026-12-31' },
  ],
};
const description = describeGuardrail(guardrail, organization, new Date('2026-11-21T00:00:00Z'));

test('a description says which layers there are, and where they hold', () => {
  expect(description.layers).toEqual(['control', 'monitor', 'drill']);
  const purposes = new Map(organization.units.map(({ path, purpose }) => [path, purpose]));
  expect(description.modes.root).toBe('off');
  for (const [path, mode] of Object.entries(description.modes.units)) {
    expect(mode === 'off').toBe(purposes.get(path) !== 'workloads');
  }
});

test('an explanation holds what is denied, seen, asked for and drilled, and nothing empty', () => {
  const sections = explainGuardrail(
    description,
    layersInWords('| check | none: no template |\n| fix   | shuts the door |\n'),
  );
  expect(Object.fromEntries(sections.map(({ heading, points }) => [heading, points]))).toEqual({
    Layers: ['check: none: no template', 'fix: shuts the door'],
    Denies: ['Deny: SCP denies door:Open', 'sets S3_POLICY'],
    Sees: [
      'door:Open',
      'door:GetKey (a read)',
      'window:Open, in regions that nobody governs',
      'AWS::S3::Object:PutObject (a data event)',
      'Config rule DOORS_SHUT',
      'once an hour, what no event told',
    ],
    'Asked for by': ['CIS AWS Foundations: 1.1', 'ATT&CK: T1'],
    Drills: ['a door opens: prevented'],
  });
});

test('settings list only its own exemptions, and which are over', () => {
  const { points } = explainSettings(description).find(({ heading }) => heading === 'Exempt') ?? {};
  expect(points).toEqual([
    'account shop until 2026-12-31: A lift (caretaker)',
    'account shop, tag lift=yes no more, since 2026-01-31: A lift (caretaker)',
  ]);
});

test('the page has a line and a section for each, and nothing in it is markup by accident', () => {
  const page = cataloguePage([{ description, words: {} }]);
  expect(page).toContain(
    '| [doors-stay-shut](#doors-stay-shut) | Doors \\| are \\<shut>\\u{1b}[2J | high |  | ● | ● |  | ● |',
  );
  expect(page).toContain('\n## doors-stay-shut\n');
});
