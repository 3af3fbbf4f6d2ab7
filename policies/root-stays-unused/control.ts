import { defineControl } from '../../lib/model/guardrail';

export const control = defineControl(({ partition }) => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyRootUser',
    actions: ['*'],
    condition: {
      ArnLike: { 'aws:PrincipalArn': `arn:${partition}:iam::*:root` },
      // A session of sts:AssumeRoot has the root user's ARN, too. The key is there for these sessions alone.
      BoolIfExists: { 'aws:AssumedRoot': 'false' },
    },
    // No role of the platform is a root user.
    exemptsPlatform: false,
  },
]);
