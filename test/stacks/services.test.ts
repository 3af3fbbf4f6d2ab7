import type { Assembly } from '../../lib/assembly/assembly';
import { servicesOf } from '../../lib/config/services';
import { checkCompliance } from '../../lib/constructs/compliance/nag';
import type { Template } from '../../lib/model/template';
import { anOrganization } from './an-organization';
import { noServices } from './no-services';
import { synthesize } from './synthesize';

type Choices = NonNullable<Parameters<typeof servicesOf>[0]>;

const everything: Choices = {
  guardDuty: { protections: ['s3', 'eks', 'malware', 'rds', 'lambda', 'runtime'] },
  securityHub: { v2: true, standards: ['foundational', 'cis', 'nist-800-53', 'pci-dss'] },
  accessAnalyzer: { unusedAfterDays: 90 },
  detective: 'on',
  conformancePacks: ['identity', 'data-protection', 'network', 'logging', 'recovery'],
  firewallManager: { policies: ['unused-security-groups', 'web-acl'] },
  securityLake: 'on',
  alertFrom: { threats: 'medium', weaknesses: 'high' },
};

const withServices = (choices: Choices, more: Parameters<typeof anOrganization>[0] = {}) =>
  synthesize(anOrganization({ services: servicesOf(choices), ...more }));
const all = withServices(everything);

/** What goes with a service: type of resource and how many of it, over all stacks and StackSets. */
const partsOf = {
  guardDuty: { 'AWS::GuardDuty::Detector': 2, 'AWS::Events::Rule': 2 },
  securityHub: {
    'AWS::Events::Rule': 1,
    'AWS::SecurityHub::AggregatorV2': 1,
    'AWS::SecurityHub::ConfigurationPolicy': 1,
    'AWS::SecurityHub::DelegatedAdmin': 2,
    'AWS::SecurityHub::FindingAggregator': 1,
    'AWS::SecurityHub::Hub': 4,
    'AWS::SecurityHub::HubV2': 4,
    'AWS::SecurityHub::OrganizationConfiguration': 1,
    // Of management and the units at the top that are not suspended.
    'AWS::SecurityHub::PolicyAssociation': 3,
  },
  inspector: { 'AWS::Events::Rule': 2 },
  macie: { 'AWS::Events::Rule': 2, 'AWS::Macie::Session': 2 },
  accessAnalyzer: { 'AWS::AccessAnalyzer::Analyzer': 3, 'AWS::Events::Rule': 2 },
  detective: { 'AWS::Detective::Graph': 2, 'AWS::Detective::OrganizationAdmin': 2 },
  firewallManager: { 'AWS::FMS::Policy': 4 },
  securityLake: { 'AWS::IAM::Role': 2, 'AWS::SecurityLake::AwsLogSource': 6, 'AWS::SecurityLake::DataLake': 2 },
} as const;

describe.each(Object.entries(partsOf))('%s off', (service, parts) => {
  const without = withServices({ ...everything, [service]: 'off' });
  const [gone, left] = difference(all, without);

  it('takes its own resources', () => {
    expect(countTypes(gone)).toEqual(parts);
  });

  it('leaves every other one as it was', () => {
    expect(left).toEqual([]);
  });
});

describe('config off', () => {
  const without = withServices({ ...everything, config: 'off' });
  const [gone, left] = difference(all, without);

  it('takes recorders, their roles, the aggregator, rules and packs, and nothing else', () => {
    expect(countTypes(gone)).toEqual({
      'AWS::CloudFormation::StackSet': 1,
      // In management's two regions and in the StackSet.
      'AWS::Config::ConfigurationRecorder': 3,
      'AWS::Config::DeliveryChannel': 3,
      'AWS::Config::ConfigurationAggregator': 1,
      'AWS::Config::OrganizationConfigRule': 2,
      // Global resources are recorded at home only.
      'AWS::Config::OrganizationConformancePack': 9,
      'AWS::IAM::Role': 4,
      // Without a recorder Security Hub is not told which role the recorder has.
      'AWS::SecurityHub::ConfigurationPolicy': 1,
    });
    expect(countTypes(left)).toEqual({ 'AWS::SecurityHub::ConfigurationPolicy': 1 });
  });
});

it('passes every check with everything on', () => {
  const services = servicesOf(everything);
  expect(() => synthesize(anOrganization({ services }), checkCompliance)).not.toThrow();
});

it('is gone without a trace where everything is off', () => {
  const assembly = withServices(noServices);
  const names = assembly.stacks.map(({ name }) => name);
  expect(names.filter((name) => /detectors|security-services|security-lake/.test(name))).toEqual([]);
  const types = Object.keys(countTypes([...resourcesIn(assembly).values()]));
  expect(types.filter((type) => /GuardDuty|SecurityHub|Macie|AccessAnalyzer|Detective|Config:|FMS/.test(type))).toEqual(
    [],
  );
});

it.each([
  ['guardDuty', 'AWS::GuardDuty::Detector', { Enable: false }],
  ['macie', 'AWS::Macie::Session', { Status: 'PAUSED' }],
  [
    'securityHub',
    'AWS::SecurityHub::ConfigurationPolicy',
    { ConfigurationPolicy: { SecurityHub: { ServiceEnabled: false } } },
  ],
] as const)('%s paused keeps every resource, so that it can be switched on again', (service, type, properties) => {
  const settings = everything[service];
  const paused = withServices({
    ...everything,
    [service]: { ...(typeof settings === 'object' && settings), paused: true },
  });
  const [gone, left] = difference(all, paused);
  expect(countTypes(gone)).toEqual(countTypes(left));
  expect(new Set(Object.keys(countTypes(left)))).toEqual(new Set([type]));
  for (const resource of left) expect(resource.Properties).toMatchObject(properties);
});

it.each([
  [everything, ['aws.access-analyzer', 'aws.guardduty', 'aws.inspector2', 'aws.macie', 'aws.securityhub']],
  [{}, ['aws.access-analyzer', 'aws.guardduty', 'aws.macie']],
  [{ macie: 'off', accessAnalyzer: 'off' }, ['aws.guardduty']],
  [noServices, []],
] as const)('the hub tells people what the services find that are on: case %#', (choices, sources) => {
  const { stacks } = withServices(choices as Choices);
  const hub = stacks.filter(({ name }) => name === 'breakwater-event-hub');
  const patterns = JSON.stringify(
    ofType(hub, 'AWS::Events::Rule').map(({ Properties }) => Properties?.EventPattern ?? {}),
  );
  expect(sources.filter((source) => patterns.includes(`"${source}"`))).toEqual(sources);
  const functions = ofType(hub, 'AWS::Lambda::Function').map(({ Properties }) => Properties?.FunctionName);
  expect(functions.includes('breakwater-findings')).toBe(sources.length > 0);
});

it('listens to findings of the account that administers the services, and not to copies of members', () => {
  const hub = all.stacks.filter(({ name }) => name === 'breakwater-event-hub');
  const told = ofType(hub, 'AWS::Events::Rule').filter(({ Properties }) =>
    JSON.stringify(Properties?.EventPattern ?? {}).includes('aws.guardduty'),
  );
  expect(told).toHaveLength(1);
  expect(told[0]?.Properties?.EventPattern).toMatchObject({ account: ['000000000003'] });
});

it('keeps what holds findings when a service goes off', () => {
  const holding = /GuardDuty::Detector|SecurityHub::Hub(V2)?$|Macie::Session|SecurityLake::DataLake/;
  const resources = [...resourcesIn(all).values()].filter(({ Type }) => holding.test(Type));
  expect(resources).toHaveLength(14);
  for (const resource of resources) {
    expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  }
});

it('tells GuardDuty which plans are off, since a plan that is not told stays as it is', () => {
  const { stacks } = withServices({ guardDuty: { protections: ['s3'] } });
  const [detector] = ofType(stacks, 'AWS::GuardDuty::Detector');
  expect(detector?.Properties?.Features).toMatchObject([
    { Name: 'S3_DATA_EVENTS', Status: 'ENABLED' },
    { Name: 'EKS_AUDIT_LOGS', Status: 'DISABLED' },
    { Name: 'EBS_MALWARE_PROTECTION', Status: 'DISABLED' },
    { Name: 'RDS_LOGIN_EVENTS', Status: 'DISABLED' },
    { Name: 'LAMBDA_NETWORK_LOGS', Status: 'DISABLED' },
    { Name: 'RUNTIME_MONITORING', Status: 'DISABLED' },
  ]);
});

describe('Security Hub', () => {
  it('is configured for every unit but the suspended, and for management', () => {
    const associations = ofType(all.stacks, 'AWS::SecurityHub::PolicyAssociation');
    expect(associations.map(({ Properties }) => Properties?.TargetId)).toEqual([
      '000000000001',
      'ou-abcd-security',
      'ou-abcd-workload',
    ]);
  });

  it('asks for standards by the ARNs of the partition', () => {
    const { stacks } = withServices(
      { securityHub: { standards: ['foundational'], disabledControls: ['IAM.6'] }, config: 'off' },
      { partition: 'aws-us-gov', homeRegion: 'us-gov-west-1', governedRegions: ['us-gov-west-1', 'us-gov-east-1'] },
    );
    const [policy] = ofType(stacks, 'AWS::SecurityHub::ConfigurationPolicy');
    expect(policy?.Properties?.ConfigurationPolicy).toEqual({
      SecurityHub: {
        ServiceEnabled: true,
        EnabledStandardIdentifiers: [
          'arn:aws-us-gov:securityhub:us-gov-west-1::standards/aws-foundational-security-best-practices/v/1.0.0',
        ],
        SecurityControlsConfiguration: { DisabledSecurityControlIdentifiers: ['IAM.6'] },
      },
    });
  });

  it.each([
    ['of one region', { governedRegions: ['eu-west-1'] }],
    ['whose home has to be enabled first', { homeRegion: 'af-south-1', governedRegions: ['af-south-1', 'eu-west-1'] }],
  ])('is told region by region in an organization %s, which AWS configures centrally not at all', (_, more) => {
    const { stacks } = withServices({}, more);
    const told = ofType(stacks, 'AWS::SecurityHub::OrganizationConfiguration');
    expect(told).toHaveLength(more.governedRegions.length);
    for (const { Properties } of told)
      expect(Properties).toMatchObject({ ConfigurationType: 'LOCAL', AutoEnable: true });
    expect(ofType(stacks, 'AWS::SecurityHub::FindingAggregator')).toEqual([]);
  });
});

it('makes nothing in a region where AWS does not offer it', () => {
  const { stacks } = withServices(everything, { governedRegions: ['eu-west-1', 'eu-central-2'] });
  const there = stacks.filter(({ region }) => region === 'eu-central-2');
  const types = there.flatMap(({ template }) => Object.values(template.Resources ?? {}).map(({ Type }) => Type));
  expect(types).toContain('AWS::GuardDuty::Detector');
  expect(types.filter((type) => /Macie|Detective|SecurityLake/.test(type))).toEqual([]);
});

describe('the recorder', () => {
  const groupOf = (choices: Choices['config']) => {
    const { stacks } = withServices(choices === undefined ? {} : { config: choices });
    const [recorder] = ofType(stacks, 'AWS::Config::ConfigurationRecorder');
    return recorder?.Properties;
  };

  it.each([
    [
      'everything',
      'on',
      { AllSupported: true, IncludeGlobalResourceTypes: true },
      { IncludeGlobalResourceTypes: false },
    ],
    [
      'a few types',
      { only: ['AWS::IAM::Role', 'AWS::S3::Bucket'] },
      { ResourceTypes: ['AWS::IAM::Role', 'AWS::S3::Bucket'] },
      { ResourceTypes: ['AWS::S3::Bucket'] },
    ],
    [
      'all but a few types',
      { except: ['AWS::EC2::NetworkInterface'] },
      { ExclusionByResourceTypes: { ResourceTypes: ['AWS::EC2::NetworkInterface'] } },
      {
        ExclusionByResourceTypes: {
          ResourceTypes: [
            'AWS::EC2::NetworkInterface',
            'AWS::IAM::Group',
            'AWS::IAM::Policy',
            'AWS::IAM::Role',
            'AWS::IAM::User',
          ],
        },
      },
    ],
  ] as const)('records %s, and what is global at home only', (_, config, atHome, elsewhere) => {
    expect(groupOf(config as Choices['config'])?.RecordingGroup).toMatchObject({
      'Fn::If': [expect.any(String), atHome, elsewhere],
    });
  });

  it('records daily what changes often and matters little', () => {
    expect(groupOf({ daily: ['AWS::EC2::NetworkInterface'] })?.RecordingMode).toEqual({
      RecordingFrequency: 'CONTINUOUS',
      RecordingModeOverrides: [{ RecordingFrequency: 'DAILY', ResourceTypes: ['AWS::EC2::NetworkInterface'] }],
    });
    expect(groupOf({ recording: 'daily' })?.RecordingMode).toEqual({ RecordingFrequency: 'DAILY' });
  });

  it('goes to every governed region of every account, after the baseline', () => {
    const { stackSets, template } = all.stacks.find(
      ({ name }) => name === 'breakwater-baseline',
    ) as Assembly['stacks'][0];
    expect(stackSets.find(({ name }) => name === 'breakwater-recorder')).toMatchObject({
      regions: ['eu-west-1', 'eu-central-1'],
      units: ['ou-abcd-security', 'ou-abcd-workload'],
    });
    expect(template.Resources?.Recorder?.Properties?.AutoDeployment).toMatchObject({
      DependsOn: [
        {
          'Fn::Join': [
            '',
            ['arn:aws:cloudformation:eu-west-1:000000000001:stackset/', { 'Fn::GetAtt': ['StackSet', 'StackSetId'] }],
          ],
        },
      ],
    });
  });
});

it('excuses accounts that are being closed from rules and packs', () => {
  const { accounts } = anOrganization();
  const closing = {
    name: 'closing',
    id: '999999999999',
    email: 'aws+closing@example.com',
    role: 'member' as const,
    unit: 'suspended',
    boundary: {},
    tags: {},
  };
  const { stacks } = withServices(everything, { accounts: [...accounts, closing] });
  const told = [
    ...ofType(stacks, 'AWS::Config::OrganizationConfigRule'),
    ...ofType(stacks, 'AWS::Config::OrganizationConformancePack'),
  ];
  expect(told).toHaveLength(11);
  for (const { Properties } of told) expect(Properties?.ExcludedAccounts).toEqual(['999999999999']);
});

type Resource = NonNullable<Template['Resources']>[string];

/**
 * By stack or StackSet, and logical id. The hub shares few rules among all services, so that these change with each;
 * and functions carry what is asked for beside their code. What the reconciler settles, and may, follows from every
 * service, too: test/stacks/reconciler.test.ts looks at it.
 */
function resourcesIn({ stacks }: Assembly): ReadonlyMap<string, Resource> {
  const own = stacks.filter(({ name }) => name !== 'breakwater-event-hub');
  const templates = own.flatMap(({ name, template, stackSets }) => [
    { name, template },
    ...stackSets.map((stackSet) => ({ name: stackSet.name, template: stackSet.template })),
  ]);
  return new Map(
    templates
      .flatMap(({ name, template }) =>
        Object.entries(template.Resources ?? {})
          .filter(([, { Type }]) => Type !== 'AWS::Lambda::Function')
          .map(([logicalId, resource]): [string, Resource] => [`${name} ${logicalId}`, resource]),
      )
      .filter(([place]) => !place.startsWith('breakwater-reconciler ')),
  );
}

/** What only the first has or has otherwise, and what only the second. */
function difference(one: Assembly, other: Assembly): readonly [readonly Resource[], readonly Resource[]] {
  const [here, there] = [resourcesIn(one), resourcesIn(other)];
  const only = (mine: typeof here, theirs: typeof here) =>
    [...mine]
      .filter(([id, resource]) => JSON.stringify(theirs.get(id)) !== JSON.stringify(resource))
      .map(([, it]) => it);
  return [only(here, there), only(there, here)];
}

function countTypes(resources: Iterable<Resource>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { Type } of resources) counts[Type] = (counts[Type] ?? 0) + 1;
  return counts;
}

function ofType(stacks: Assembly['stacks'], type: string): readonly Resource[] {
  return stacks.flatMap(({ template }) => Object.values(template.Resources ?? {}).filter(({ Type }) => Type === type));
}
