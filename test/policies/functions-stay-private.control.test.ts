import { guardrail } from '../../policies/functions-stay-private';
import { characters, decided } from './decided';

const own = '111122223333';

const functionArn = `arn:aws:lambda:eu-west-1:${own}:function:orders`;

test.each<[string, Readonly<Record<string, string | readonly string[]>>, string]>([
  ['lambda:AddPermission', { 'lambda:Principal': '*' }, 'DenyPublicFunctions'],
  ['lambda:PutResourcePolicy', { 'lambda:Principal': [own, '*'] }, 'DenyPublicFunctions'],
  ['lambda:PutResourcePolicy', { 'lambda:Principal': [own] }, 'allowed'],
  ['lambda:AddPermission', { 'lambda:Principal': own, 'lambda:FunctionUrlAuthType': 'NONE' }, 'DenyPublicFunctionUrls'],
  ['lambda:CreateFunctionUrlConfig', { 'lambda:FunctionUrlAuthType': 'NONE' }, 'DenyPublicFunctionUrls'],
  ['lambda:UpdateFunctionUrlConfig', { 'lambda:FunctionUrlAuthType': 'NONE' }, 'DenyPublicFunctionUrls'],
  ['lambda:CreateFunctionUrlConfig', { 'lambda:FunctionUrlAuthType': 'AWS_IAM' }, 'allowed'],
  ['lambda:AddPermission', { 'lambda:Principal': 's3.amazonaws.com' }, 'allowed'],
  ['lambda:AddPermission', { 'lambda:Principal': own }, 'allowed'],
  ['lambda:RemovePermission', {}, 'allowed'],
  ['lambda:UpdateFunctionCode', {}, 'allowed'],
  ['lambda:CreateFunction', {}, 'allowed'],
])('%s with %j: %s', (action, context, expected) => {
  expect(decided(guardrail, { action, resource: functionArn, context })).toBe(expected);
});

test('it is short', () => {
  expect(characters(guardrail)).toBeLessThan(700);
});
