import type { JsonObject } from '../../lib/model/json';
import { check } from '../../policies/resource-policies-stay-inside/check';
import { facts } from '../remediation/a-loop';
import { allow, document, inOrganization } from './a-resource-policy';

const one = (Type: string, Properties: JsonObject) => check({ Resources: { It: { Type, Properties } } }, facts);

test.each([
  ['AWS::SNS::TopicPolicy', 'PolicyDocument', document(allow('*'))],
  ['AWS::SQS::QueuePolicy', 'PolicyDocument', document(allow({ AWS: '*' }))],
  ['AWS::KMS::Key', 'KeyPolicy', document(allow('*'))],
  ['AWS::SecretsManager::ResourcePolicy', 'ResourcePolicy', document(allow('*'))],
  ['AWS::ECR::Repository', 'RepositoryPolicyText', document(allow('*'))],
  ['AWS::ECR::RegistryPolicy', 'PolicyText', document(allow('*'))],
  ['AWS::Events::EventBusPolicy', 'Statement', allow('*')],
  ['AWS::SNS::TopicInlinePolicy', 'PolicyDocument', document(allow('*'))],
  ['AWS::SQS::QueueInlinePolicy', 'PolicyDocument', document(allow('*'))],
])('%s for everybody is refused, for the organization is fine', (type, property, policy) => {
  expect(one(type, { [property]: policy as never })).toMatchObject([
    { logicalId: 'It', path: `Properties.${property}` },
  ]);
  const inside = property === 'Statement' ? allow('*', inOrganization()) : document(allow('*', inOrganization()));
  expect(one(type, { [property]: inside as never })).toEqual([]);
  expect(one(type, {})).toEqual([]);
});
