import { kindOfResource, resourceOfKind } from '../../lib/events/resource-kind';

const place = { account: '111122223333', region: 'eu-west-1' };
const kinds = {
  bucket: { type: 'AWS::S3::Bucket', arn: 's3:::{id}' },
  role: { type: 'AWS::IAM::Role', arn: 'iam::{account}:role/{id}' },
  queue: { type: 'AWS::SQS::Queue', arn: 'sqs:{region}:{account}:{id}' },
} as const;

test.each([
  ['bucket', 'orders', 'arn:aws-cn:s3:::orders'],
  ['role', 'orders', 'arn:aws-cn:iam::111122223333:role/orders'],
  ['queue', '$&{id}', 'arn:aws-cn:sqs:eu-west-1:111122223333:$&{id}'],
] as const)('%s %s is %s', (kind, id, arn) => {
  const resource = resourceOfKind(kinds[kind], id, 'aws-cn', place);
  expect(resource).toEqual({ type: kinds[kind].type, id, arn, ...place });
  expect(kindOfResource(kinds, resource)).toBe(kind);
});

test('a type that is not in the table has no kind', () => {
  expect(kindOfResource(kinds, { type: 'AWS::SNS::Topic' })).toBeUndefined();
});
