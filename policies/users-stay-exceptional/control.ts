import type { PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';

// UpdateAccessKey is not denied: the same action switches a leaked key off, and IAM has no condition on its status.
export const control = defineControl((): readonly PolicyStatement[] => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyUserCredentials',
    actions: [
      'iam:CreateUser',
      'iam:CreateAccessKey',
      'iam:CreateLoginProfile',
      'iam:UpdateLoginProfile',
      'iam:CreateServiceSpecificCredential',
      'iam:ResetServiceSpecificCredential',
      'iam:UploadSSHPublicKey',
      'iam:UploadSigningCertificate',
    ],
    // Management resets a root user's password through sts:AssumeRoot. The key is there for these sessions alone.
    condition: { BoolIfExists: { 'aws:AssumedRoot': 'false' } },
  },
  {
    // Short-term keys are a role's own session in another form; only the long-term ones belong to users.
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyLongTermBedrockKeys',
    actions: ['bedrock:CallWithBearerToken'],
    condition: { StringEquals: { 'bedrock:bearerTokenType': 'LONG_TERM' } },
  },
]);
