import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';
import { loadBalancerAccounts } from '../../lib/policy/load-balancer-accounts';
import { marketplace } from './receiver';

/** Services that hold data or take it, and that resource control policies bind (lib/policy/evaluate/rcp-services.ts). */
const actions = [
  'codeartifact:*',
  'dsql:*',
  'dynamodb:*',
  'ecr:*',
  'events:*',
  'kms:*',
  'logs:*',
  's3:*',
  'secretsmanager:*',
  'sqs:*',
];

export const control = defineControl(({ id, governedRegions }): readonly PolicyStatement[] => {
  const overTls: PolicyStatement = {
    policy: 'RESOURCE_CONTROL_POLICY',
    sid: 'DenyDataInTheClear',
    actions: ['s3:*', 'sqs:*'],
    condition: { Bool: { 'aws:SecureTransport': 'false' } },
    exemptsPlatform: false,
  };
  const notForSale: PolicyStatement = {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenySellingData',
    actions: ['redshift:AuthorizeDataShare'],
    condition: { StringEquals: { 'redshift:ConsumerIdentifier': marketplace } },
  };
  // Without the organization's id, everybody would be outside.
  if (id === undefined) return [overTls, notForSale];
  const loadBalancers = governedRegions.flatMap((region) => loadBalancerAccounts[region] ?? []);
  return [
    overTls,
    notForSale,
    {
      policy: 'RESOURCE_CONTROL_POLICY',
      sid: 'DenyStrangersData',
      actions,
      condition: {
        StringNotEqualsIfExists: {
          'aws:PrincipalOrgID': id,
          // Their logs come from AWS's own accounts, which are no services to IAM.
          ...(loadBalancers.length > 0 && { 'aws:PrincipalAccount': loadBalancers }),
        },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    },
    {
      // A service that somebody else's account sent is that account's deputy.
      policy: 'RESOURCE_CONTROL_POLICY',
      sid: 'DenyStrangersErrands',
      actions,
      condition: {
        StringNotEqualsIfExists: { 'aws:SourceOrgID': id },
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
        Null: { 'aws:SourceAccount': 'false' },
      },
    },
  ];
});
