import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';
import { accountWithRole } from '../../lib/model/organization';
import { deployersIn } from './deployers';

export const control = defineControl((organization): readonly PolicyStatement[] => {
  const { partition } = organization;
  const deployers = (['security', 'log-archive'] as const).flatMap((role) =>
    deployersIn(partition, accountWithRole(organization, role).id ?? ''),
  );
  return [
    {
      policy: 'SERVICE_CONTROL_POLICY',
      sid: 'DenyTouchingLandingZoneStacks',
      actions: [
        'cloudformation:CancelUpdateStack',
        'cloudformation:ContinueUpdateRollback',
        'cloudformation:CreateChangeSet',
        'cloudformation:DeleteStack',
        'cloudformation:ExecuteChangeSet',
        'cloudformation:RollbackStack',
        'cloudformation:SetStackPolicy',
        'cloudformation:UpdateStack',
        'cloudformation:UpdateTerminationProtection',
      ],
      resources: [`arn:${partition}:cloudformation:*:*:stack/breakwater-*`],
      condition: { ArnNotLike: { 'aws:PrincipalArn': deployers } },
    },
  ];
});
