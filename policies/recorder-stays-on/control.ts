import { defineControl } from '../../lib/model/guardrail';
import { accountWithRole } from '../../lib/model/organization';
import { deployRoles } from '../../lib/model/platform';

// A team's own rules and packs are its own affair; those of the organization AWS keeps members from deleting.
export const control = defineControl((organization) => {
  const security = accountWithRole(organization, 'security').id;
  return [
    {
      policy: 'SERVICE_CONTROL_POLICY',
      sid: 'DenyRecorderTampering',
      actions: [
        'config:DeleteAggregationAuthorization',
        'config:DeleteConfigurationAggregator',
        'config:DeleteConfigurationRecorder',
        'config:DeleteDeliveryChannel',
        'config:DeleteEvaluationResults',
        'config:DeleteOrganization*',
        'config:DeleteRetentionConfiguration',
        'config:DeleteServiceLinkedConfigurationRecorder',
        'config:DisassociateResourceTypes',
        'config:PutConfigurationRecorder',
        'config:PutDeliveryChannel',
        'config:PutRetentionConfiguration',
        'config:StopConfigurationRecorder',
      ],
      // The stacks of the security account own aggregator and organization rules.
      ...(security && {
        condition: { ArnNotLike: { 'aws:PrincipalArn': [deployRoles(organization.partition, security)] } },
      }),
    },
  ];
});
