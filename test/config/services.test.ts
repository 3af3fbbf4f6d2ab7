import { organizationIn, problemsIn, valid } from './folder';

const services = (yaml: string) => organizationIn({ 'organization.yaml': `${valid}${yaml}` }).services;

it('switches on what a careful team would, and leaves off what costs most', () => {
  expect(services('')).toEqual({
    guardDuty: { paused: false, protections: ['s3', 'eks', 'malware', 'rds', 'lambda'] },
    securityHub: { paused: false, standards: ['foundational', 'cis'], disabledControls: [], v2: false },
    inspector: { scans: ['ec2', 'ecr', 'lambda'] },
    macie: { paused: false, discovery: false },
    accessAnalyzer: {},
    config: { recording: 'continuous', types: { kind: 'all' }, dailyTypes: [] },
    conformancePacks: [],
    alertFrom: { threats: 'high' },
  });
});

it.each([
  ['guardDuty', '{ protections: [runtime] }', { paused: false, protections: ['runtime'] }],
  [
    'securityHub',
    '{ v2: true }',
    { paused: false, standards: ['foundational', 'cis'], disabledControls: [], v2: true },
  ],
  ['inspector', '{ scans: [ecr] }', { scans: ['ecr'] }],
  ['macie', '{ discovery: true }', { paused: false, discovery: true }],
  ['accessAnalyzer', '{ unusedAfterDays: 90 }', { unusedAfterDays: 90 }],
  ['detective', 'on', {}],
  [
    'config',
    '{ only: [AWS::EC2::Volume] }',
    { recording: 'continuous', types: { kind: 'only', types: ['AWS::EC2::Volume'] }, dailyTypes: [] },
  ],
  [
    'config',
    '{ recording: daily, except: [AWS::EC2::Volume] }',
    { recording: 'daily', types: { kind: 'except', types: ['AWS::EC2::Volume'] }, dailyTypes: [] },
  ],
  ['firewallManager', 'on', { policies: ['unused-security-groups'] }],
  ['securityLake', 'on', { sources: ['CLOUD_TRAIL_MGMT', 'ROUTE53', 'SH_FINDINGS'], keepDays: 365 }],
] as const)('%s is what %s says', (name, yaml, expected) => {
  expect(services(`services: { ${name}: ${yaml} }\n`)[name]).toEqual(expected);
});

it.each([
  'guardDuty',
  'securityHub',
  'inspector',
  'macie',
  'accessAnalyzer',
  'detective',
  'config',
  'firewallManager',
  'securityLake',
] as const)('%s can be off', (name) => {
  expect(services(`services: { ${name}: off }\n`)).not.toHaveProperty(name);
});

it.each(['guardDuty', 'securityHub', 'macie'] as const)('%s can be paused', (name) => {
  expect(services(`services: { ${name}: paused }\n`)[name]).toMatchObject({ paused: true });
});

it('is paused with its settings', () => {
  const yaml = 'services: { guardDuty: { paused: true, protections: [s3] } }\n';
  expect(services(yaml).guardDuty).toEqual({ paused: true, protections: ['s3'] });
});

it('alerts from the level asked for, or never', () => {
  const yaml = 'services: { alertFrom: { threats: off, weaknesses: critical } }\n';
  expect(services(yaml).alertFrom).toEqual({ weaknesses: 'critical' });
});

it.each([
  [
    'a misspelt service',
    'services: { guardduty: on }',
    ["26:13: services.guardduty is not a key; did you mean 'guardDuty'?"],
  ],
  [
    'a misspelt protection',
    'services: { guardDuty: { protections: [run-time] } }',
    [
      "26:40: services.guardDuty.protections must be one of s3, eks, malware, rds, lambda, runtime, got 'run-time'; did you mean 'runtime'?",
    ],
  ],
  [
    'a truth in place of a word',
    'services: { macie: true }',
    ['26:20: services.macie must be one of on, off, paused, got true; choose one'],
  ],
  [
    'no resource type',
    'services: { config: { only: [ec2] } }',
    ["26:30: services.config.only must be a resource type, got 'ec2'; write one such as 'AWS::EC2::Volume'"],
  ],
  [
    'packs without a recorder',
    'services: { config: off, securityHub: off, conformancePacks: [network] }',
    [
      '26:62: services.conformancePacks are rules about what Config records, and config is off; remove it, or switch config on',
    ],
  ],
  [
    'Security Hub without a recorder',
    'services: { config: off }',
    [
      "26:21: warning: services.config is off, and most of Security Hub's controls look at what it records; switch it on, or write 'securityHub: off'",
    ],
  ],
  [
    'Firewall Manager without each change',
    'services: { config: { recording: daily }, firewallManager: on }',
    [
      "26:34: services.config.recording is 'daily', and Firewall Manager needs each change; write 'continuous', or 'firewallManager: off'",
    ],
  ],
  [
    'nothing to record away from home',
    'services: { config: { only: [AWS::IAM::Role] } }',
    [
      '26:29: services.config.only names nothing that is recorded in every region; add a type that is not of IAM, or write except',
    ],
  ],
  [
    'a type recorded daily and not at all',
    'services: { config: { only: [AWS::EC2::VPC], daily: [AWS::EC2::Volume] } }',
    ["26:54: services.config.daily 'AWS::EC2::Volume' is not among 'only'; add it there, or remove it here"],
  ],
  [
    'types both listed and left out',
    'services: { config: { only: [AWS::EC2::Volume], except: [AWS::EC2::VPC] } }',
    ["26:49: services.config.except contradicts 'only'; keep one of them"],
  ],
])('%s is told with its place', (_, yaml, problems) => {
  const told = problemsIn({ 'organization.yaml': `${valid}${yaml}\n` });
  expect(told).toEqual(problems.map((problem) => `organization.yaml:${problem}`));
});

it.each([
  [
    'in no governed region',
    'us-gov-west-1',
    '[us-gov-west-1]',
    "26:20: services.macie is not offered in us-gov-west-1; write 'off'",
  ],
  [
    'in one governed region',
    'eu-west-1',
    '[eu-west-1, us-east-1, eu-central-2]',
    '26:20: warning: services.macie is not offered in eu-central-2; nothing is watched by it there',
  ],
])('what is asked for and AWS does not offer %s is told', (_, home, governed, problem) => {
  const text = valid
    .replace('homeRegion: eu-west-1', `homeRegion: ${home}`)
    .replace('[eu-west-1, us-east-1]', governed);
  expect(problemsIn({ 'organization.yaml': `${text}services: { macie: on }\n` })).toEqual([
    `organization.yaml:${problem}`,
  ]);
});
