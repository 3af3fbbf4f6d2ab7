import { defineControl } from '../../lib/model/guardrail';

/** What investigation needs: reading, and nothing that leaves a trace in the account. */
const looking = [
  'access-analyzer:Get*',
  'access-analyzer:List*',
  'cloudtrail:Describe*',
  'cloudtrail:Get*',
  'cloudtrail:List*',
  'cloudtrail:LookupEvents',
  'cloudwatch:Describe*',
  'cloudwatch:Get*',
  'cloudwatch:List*',
  'config:Describe*',
  'config:Get*',
  'config:List*',
  'ec2:Describe*',
  // Not ec2:Get*, which gives passwords away.
  'ec2:GetConsole*',
  'iam:Generate*Report',
  'iam:Get*',
  'iam:List*',
  'iam:SimulatePrincipalPolicy',
  'kms:Describe*',
  'kms:List*',
  'lambda:Get*',
  'lambda:List*',
  'logs:Describe*',
  'logs:FilterLogEvents',
  'logs:Get*',
  'organizations:Describe*',
  's3:Get*',
  's3:List*',
  'sts:GetCallerIdentity',
  'tag:Get*',
];

export const control = defineControl(() => [
  {
    policy: 'SERVICE_CONTROL_POLICY',
    sid: 'DenyAllButLooking',
    notActions: looking,
    // Management frees a locked bucket or queue through sts:AssumeRoot. The key is there for these sessions alone.
    condition: { BoolIfExists: { 'aws:AssumedRoot': 'false' } },
  },
]);
