import { join } from 'node:path';
import { checkCompliance } from '../../lib/constructs/compliance/nag';
import { runtimeConfiguration } from '../../lib/model/facts';
import { defaultLogs } from '../../lib/model/logs';
import { organizationTrail } from '../../lib/model/organization-trail';
import { resourcesOfType, type Template } from '../../lib/model/template';
import { loadGuardrails } from '../../policies';
import { anOrganization } from './an-organization';
import { synthesize } from './synthesize';

const organization = anOrganization();
const guardrails = loadGuardrails(join(__dirname, 'guardrails'));
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
  const { name, bucket, key, settings, selectors } = organizationTrail(facts);
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
