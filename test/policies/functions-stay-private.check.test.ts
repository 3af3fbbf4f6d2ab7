import type { JsonObject } from '../../lib/model/json';
import { check } from '../../policies/functions-stay-private/check';
import { facts } from '../remediation/a-loop';

const own = '111122223333';

const one = (Type: string, Properties: JsonObject) => check({ Resources: { It: { Type, Properties } } }, facts);

test.each<[string, JsonObject, string]>([
  ['AWS::Lambda::Permission', { Principal: '*' }, 'Properties.Principal'],
  ['AWS::Lambda::Url', { AuthType: 'NONE' }, 'Properties.AuthType'],
  ['AWS::Lambda::LayerVersionPermission', { Principal: '*' }, 'Properties.Principal'],
])('%s %j is refused', (type, properties, path) => {
  expect(one(type, properties)).toMatchObject([{ logicalId: 'It', path }]);
});

test.each<[string, JsonObject]>([
  ['AWS::Lambda::Permission', { Principal: 's3.amazonaws.com' }],
  ['AWS::Lambda::Permission', { Principal: '*', SourceArn: { Ref: 'Bucket' } }],
  ['AWS::Lambda::Permission', { Principal: '*', SourceAccount: own }],
  ['AWS::Lambda::Permission', { Principal: '*', PrincipalOrgID: 'o-x' }],
  ['AWS::Lambda::Url', { AuthType: 'AWS_IAM' }],
  ['AWS::Lambda::LayerVersionPermission', { Principal: '*', OrganizationId: 'o-x' }],
  ['AWS::Lambda::LayerVersionPermission', { Principal: own }],
])('%s %j is fine', (type, properties) => {
  expect(one(type, properties)).toEqual([]);
});
