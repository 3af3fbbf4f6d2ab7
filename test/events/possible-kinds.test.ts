import { possibleKinds } from '../../lib/events/pattern/possible-kinds';

const call = (eventName: unknown, more: object = {}) =>
  ({
    source: 'aws.ec2',
    'detail-type': 'call',
    region: 'eu-west-1',
    detail: { eventSource: 'ec2.amazonaws.com', eventName, userIdentity: { type: 'AssumedRole' }, ...more },
  }) as never;

const isPossible = possibleKinds([
  { source: ['aws.ec2'], detail: { eventName: ['RunInstances'], requestParameters: { x: ['never looked at'] } } },
  { region: [{ 'anything-but': ['eu-west-1'] }], detail: { readOnly: [false] } },
  { detail: { userIdentity: { type: ['Root'] } } },
  { detail: { $or: [{ eventName: [{ prefix: 'Delete' }] }, { eventName: ['StopInstances'], readOnly: [false] }] } },
]);

test.each([
  ['a name', call('RunInstances'), true],
  ['another name', call('DescribeInstances', { readOnly: true }), false],
  ['the name at another service', { ...(call('RunInstances', { readOnly: true }) as object), source: 'aws.s3' }, false],
  ['a prefix', call('DeleteTags', { readOnly: true }), true],
  ['one branch of two', call('StopInstances', { readOnly: false }), true],
  ['and not the other', call('StopInstances', { readOnly: true }), false],
  ['another region', { ...(call('CreateTags', { readOnly: false }) as object), region: 'eu-north-1' }, true],
  ['another region, reading', { ...(call('CreateTags', { readOnly: true }) as object), region: 'eu-north-1' }, false],
  ['what the record does not tell', { ...(call('CreateTags') as object), region: 'eu-north-1' }, true],
  ['a name that is a list', call(['RunInstances', 'x'], { readOnly: true }), true],
  ['whatever root does', call('DescribeInstances', { readOnly: true, userIdentity: { type: 'Root' } }), true],
  ['whatever nobody does', call('DescribeInstances', { readOnly: true, userIdentity: undefined }), true],
  ['an event without detail', { detail: null }, true],
])('%s', (_title, event, expected) => {
  expect(isPossible(event as never)).toBe(expected);
  expect(isPossible(event as never)).toBe(expected);
});
