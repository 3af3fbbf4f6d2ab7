import { trailSelectors } from '../../lib/constructs/trail-selectors';
import type { DataEvents, Guardrail } from '../../lib/model/guardrail';

const watching = (...dataEvents: readonly DataEvents[]): Guardrail => ({
  id: 'things-stay-new',
  title: 'Things stay new',
  severity: 'low',
  appliesTo: ['workloads'],
  frameworks: {},
  monitor: { patterns: [], dataEvents, finding: () => ({ kind: 'ignored', because: 'unused' }) },
});

test('nobody watches data: the trail records what it does by itself', () => {
  expect(trailSelectors([watching()])).toBeUndefined();
});

test('a type is selected once, with the names of every guardrail, beside all management events', () => {
  const selectors = trailSelectors([
    watching({ resourceType: 'AWS::S3::Object', eventNames: ['PutObjectAcl', 'CopyObject'] }),
    watching(
      { resourceType: 'AWS::S3::Object', eventNames: ['PutObjectAcl', 'DeleteObject'] },
      { resourceType: 'AWS::Lambda::Function', eventNames: ['Invoke'] },
    ),
  ]);
  expect(selectors).toEqual([
    { name: 'Management', fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }] },
    {
      name: 'AWS::Lambda::Function',
      fieldSelectors: [
        { field: 'eventCategory', equalTo: ['Data'] },
        { field: 'resources.type', equalTo: ['AWS::Lambda::Function'] },
        { field: 'eventName', equalTo: ['Invoke'] },
      ],
    },
    {
      name: 'AWS::S3::Object',
      fieldSelectors: [
        { field: 'eventCategory', equalTo: ['Data'] },
        { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
        { field: 'eventName', equalTo: ['CopyObject', 'DeleteObject', 'PutObjectAcl'] },
      ],
    },
  ]);
});
