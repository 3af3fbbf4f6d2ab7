import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCompliance } from '../../lib/constructs/compliance/nag';
import { runtimeConfiguration } from '../../lib/model/facts';
import { type DataEvents, defineMonitor, type Guardrail } from '../../lib/model/guardrail';
import { defaultLogs, type RecordedElsewhere } from '../../lib/model/logs';
import type { Organization } from '../../lib/model/organization';
import { organizationTrail } from '../../lib/model/organization-trail';
import { resourcesOfType, type Template } from '../../lib/model/template';
import { loadGuardrails } from '../../policies';
import { landingZoneApp } from '../../stacks/landing-zone-app';
import { TrailStack } from '../../stacks/trail-stack';
import { anOrganization } from './an-organization';
import { synthesize } from './synthesize';

const organization = anOrganization();
const objects: readonly DataEvents[] = [{ resourceType: 'AWS::S3::Object', eventNames: ['PutObject'] }];
const guardrails = loadGuardrails(join(__dirname, 'guardrails'));
const monitor = defineMonitor({ patterns: [], finding: () => ({ kind: 'ignored', because: 'there are no doors' }) });
const facts = runtimeConfiguration(organization, { id: 'doors-stay-shut', appliesTo: [] }, guardrails).facts;

function trailStackOf(changes: Parameters<typeof anOrganization>[0] = {}) {
  const found = synthesize(anOrganization(changes), checkCompliance).stacks.find(
    ({ name }) => name === 'breakwater-trail',
  );
  if (!found) throw new Error('no stack breakwater-trail');
  return found.template;
}
const deployed = trailStackOf();

// What the fix puts back is what is deployed: both come from the same definition.
test('the trail that is deployed is the trail that is put back', () => {
  const [[, trail] = []] = resourcesOfType(deployed, 'AWS::CloudTrail::Trail');
  const wanted = organizationTrail(facts);
  if (!wanted) throw new Error('no trail is wanted');
  const { name, bucket, key, settings, selectors } = wanted;
  expect(trail?.Properties).toMatchObject({
    TrailName: name,
    S3BucketName: bucket,
    KMSKeyId: key,
    IsLogging: true,
    ...Object.fromEntries(Object.entries(settings).map(([key, on]) => [key[0]?.toUpperCase() + key.slice(1), on])),
    AdvancedEventSelectors: selectors.map(({ name: Name, fields }) => ({
      Name,
      FieldSelectors: fields.map(({ field, equals, notStartsWith }) => ({
        Field: field,
        ...(equals && { Equals: equals }),
        ...(notStartsWith && { NotStartsWith: notStartsWith }),
      })),
    })),
  });
});

const everything = trailStackOf({
  logs: { ...defaultLogs, trail: { cloudWatchDays: 30, insights: true, lakeDays: 400 } },
});
const nothing = trailStackOf({ logs: { ...defaultLogs, trail: { insights: false } } });
const countOf = (template: Template, type: string) => resourcesOfType(template, type).length;

test.each([
  { title: 'usual', template: deployed, groups: 1, lakes: 0, insights: 0 },
  { title: 'everything asked for', template: everything, groups: 1, lakes: 1, insights: 2 },
  { title: 'nothing but the bucket', template: nothing, groups: 0, lakes: 0, insights: 0 },
])('$title: $groups log groups, $lakes lakes, $insights insights', ({ template, groups, lakes, insights }) => {
  const [[, trail] = []] = resourcesOfType(template, 'AWS::CloudTrail::Trail');
  expect(countOf(template, 'AWS::Logs::LogGroup')).toBe(groups);
  expect(trail?.Properties?.CloudWatchLogsLogGroupArn !== undefined).toBe(groups > 0);
  expect(countOf(template, 'AWS::CloudTrail::EventDataStore')).toBe(lakes);
  expect(((trail?.Properties?.InsightSelectors ?? []) as readonly object[]).length).toBe(insights);
});

test('a lake records what the trail records of management, and nobody deletes it', () => {
  const [[, lake] = []] = resourcesOfType(everything, 'AWS::CloudTrail::EventDataStore');
  expect(lake).toMatchObject({
    DeletionPolicy: 'Retain',
    Properties: {
      OrganizationEnabled: true,
      TerminationProtectionEnabled: true,
      RetentionPeriod: 400,
      AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
    },
  });
});

describe('where another trail records management events', () => {
  const listening = guardrails.map((one) => ({
    ...one,
    monitor: { ...monitor, elsewhere: [{ source: ['aws.doors'] }] },
  }));
  const watching = guardrails.map((one) => ({ ...one, monitor: { ...monitor, dataEvents: objects } }));
  const recordedBy = (recordedElsewhere: RecordedElsewhere, lakeDays?: number) =>
    anOrganization({
      logs: {
        ...defaultLogs,
        trail: { insights: false, recordedElsewhere, ...(lakeDays !== undefined && { lakeDays }) },
      },
    });
  const typesIn = (of: Organization, some: readonly Guardrail[]) => {
    const app = landingZoneApp({ outdir: mkdtempSync(join(tmpdir(), 'breakwater-trail-')) });
    new TrailStack(app, 'breakwater-trail', { organization: of, guardrails: some });
    const { Resources = {} } = app.synth().getStackByName('breakwater-trail').template as Template;
    return Object.values(Resources).map(({ Type }) => Type);
  };

  test.each([
    { title: 'a trail of data events', of: recordedBy({}), some: watching, types: ['AWS::CloudTrail::Trail'] },
    {
      title: 'an ear for the management account in the log group of that trail',
      of: recordedBy({ logGroup: 'theirs' }),
      some: listening,
      types: ['AWS::Logs::MetricFilter', 'AWS::CloudWatch::Alarm'],
    },
    {
      title: 'a lake that is asked for',
      of: recordedBy({}, 400),
      some: guardrails,
      types: ['AWS::CloudTrail::EventDataStore'],
    },
  ])('is $title', ({ of, some, types }) => {
    expect(TrailStack.isNeeded(of, some)).toBe(true);
    expect(typesIn(of, some)).toEqual(types);
  });

  test.each([
    { title: 'nothing asks for more', of: recordedBy({ logGroup: 'theirs' }), some: guardrails },
    { title: 'nobody can be heard', of: recordedBy({}), some: listening },
  ])('is no stack where $title', ({ of, some }) => expect(TrailStack.isNeeded(of, some)).toBe(false));

  test('and nothing of ours is deployed that stands on one', () => {
    const names = synthesize(recordedBy({})).stacks.map(({ name }) => name);
    expect(names).not.toContain('breakwater-trail');
    expect(names).toContain('breakwater-log-archive');
  });
});
