import type { DataEvents } from '../../lib/model/guardrail';
import { organizationTrail } from '../../lib/model/organization-trail';
import { watchedDataEvents } from '../../lib/model/watched-data-events';
import { facts } from '../remediation/a-loop';

const watching = (...dataEvents: readonly DataEvents[]) => ({ monitor: { dataEvents } });

test('the trail is named and filled from where the organization is', () => {
  expect(organizationTrail(facts)).toMatchObject({
    arn: 'arn:aws:cloudtrail:eu-west-1:999988887777:trail/breakwater-organization-trail',
    bucket: 'breakwater-trail-333344445555-eu-west-1',
    key: 'arn:aws:kms:eu-west-1:333344445555:alias/breakwater-logs',
    selectors: [{ name: 'Management', fields: [{ field: 'eventCategory', equals: ['Management'] }] }],
  });
});

test('nobody watches data: none is recorded', () => {
  expect(watchedDataEvents([watching(), {}])).toEqual([]);
});

test('a type is recorded once, with the names of every guardrail, beside all management events', () => {
  const dataEvents = watchedDataEvents([
    watching({ resourceType: 'AWS::S3::Object', eventNames: ['PutObjectAcl', 'CopyObject'] }),
    watching(
      { resourceType: 'AWS::S3::Object', eventNames: ['PutObjectAcl', 'DeleteObject'] },
      { resourceType: 'AWS::Lambda::Function', eventNames: ['Invoke'] },
    ),
  ]);
  const selected = organizationTrail({ ...facts, dataEvents }).selectors.map(({ fields }) =>
    fields.map(({ field, equals }) => `${field} ${equals.join()}`),
  );
  expect(selected).toEqual([
    ['eventCategory Management'],
    ['eventCategory Data', 'resources.type AWS::Lambda::Function', 'eventName Invoke'],
    ['eventCategory Data', 'resources.type AWS::S3::Object', 'eventName CopyObject,DeleteObject,PutObjectAcl'],
  ]);
});
