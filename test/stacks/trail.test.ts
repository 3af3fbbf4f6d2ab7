import { join } from 'node:path';
import { runtimeConfiguration } from '../../lib/model/facts';
import { organizationTrail } from '../../lib/model/organization-trail';
import { resourcesOfType } from '../../lib/model/template';
import { loadGuardrails } from '../../policies';
import { anOrganization } from './an-organization';
import { synthesize } from './synthesize';

const organization = anOrganization();
const guardrails = loadGuardrails(join(__dirname, 'guardrails'));
const facts = runtimeConfiguration(organization, { id: 'doors-stay-shut', appliesTo: [] }, guardrails).facts;

function trailStackOf(changes: Parameters<typeof anOrganization>[0] = {}) {
  const found = synthesize(anOrganization(changes)).stacks.find(({ name }) => name === 'breakwater-trail');
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
      FieldSelectors: fields.map(({ field, equals }) => ({ Field: field, Equals: equals })),
    })),
  });
});
