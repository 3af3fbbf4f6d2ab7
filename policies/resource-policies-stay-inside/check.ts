import { defineCheck } from '../../lib/model/guardrail';
import type { Json } from '../../lib/model/json';
import { resourcesOfType } from '../../lib/model/template';
import { policyIsPublic } from '../../lib/policy/is-public';

/** Types that hold a policy, and the property they hold it in. A bucket's is checked by `buckets-stay-private`. */
const properties: Readonly<Record<string, string>> = {
  'AWS::ECR::RegistryPolicy': 'PolicyText',
  'AWS::ECR::Repository': 'RepositoryPolicyText',
  'AWS::Events::EventBusPolicy': 'Statement',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::SecretsManager::ResourcePolicy': 'ResourcePolicy',
  'AWS::SNS::TopicInlinePolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::SQS::QueueInlinePolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
};

export const check = defineCheck((template) =>
  Object.entries(properties).flatMap(([type, property]) =>
    resourcesOfType(template, type)
      .filter(([, { Properties }]) => policyIsPublic(documentIn(property, Properties?.[property])))
      .map(([logicalId]) => ({
        logicalId,
        path: `Properties.${property}`,
        message: 'allows everybody; name the principals, or add a condition on aws:PrincipalOrgID',
      })),
  ),
);

/** A bus takes one statement a resource. */
function documentIn(property: string, given: Json | undefined): unknown {
  return property === 'Statement' ? { Statement: given } : given;
}
