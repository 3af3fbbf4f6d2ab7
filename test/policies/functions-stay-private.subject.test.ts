import { functionResource, layerResource, subjectOf } from '../../policies/functions-stay-private/subject';

const own = '111122223333';
const place = { account: own, region: 'eu-west-1' };
const functionArn = `arn:aws:lambda:eu-west-1:${own}:function:orders`;

test.each([
  ['orders', undefined, { name: 'orders' }],
  ['orders:live', undefined, { name: 'orders', qualifier: 'live' }],
  ['orders', '3', { name: 'orders', qualifier: '3' }],
  [`${own}:function:orders`, undefined, { name: 'orders' }],
  [`${functionArn}:live`, undefined, { name: 'orders', qualifier: 'live' }],
])('a function named %s %s', (given, qualifier, expected) => {
  expect(subjectOf(functionResource(given, qualifier, 'aws', place))).toEqual(expected);
});

test('what it is called is what CloudFormation calls it', () => {
  expect(functionResource('orders', undefined, 'aws', place).type).toBe('AWS::Lambda::Function');
  expect(layerResource('tools', '3', 'aws', place)).toMatchObject({
    type: 'AWS::Lambda::LayerVersion',
    arn: `arn:aws:lambda:eu-west-1:${own}:layer:tools:3`,
  });
});

test('a layer named by its ARN', () => {
  const layer = layerResource(`arn:aws:lambda:eu-west-1:${own}:layer:tools`, '3', 'aws', place);
  expect(subjectOf(layer)).toEqual({ name: 'tools', qualifier: '3' });
});
