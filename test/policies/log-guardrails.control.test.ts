import { guardrail as trail } from '../../policies/cloudtrail-stays-on';
import { guardrail as detection } from '../../policies/detective-services-stay-on';
import { guardrail as network } from '../../policies/network-logs-stay-on';
import { guardrail as recorder } from '../../policies/recorder-stays-on';
import { decided } from './decided';

const key = 'arn:aws:kms:eu-west-1:000000000002:key/1';
const securityStack = { account: '000000000003', as: 'cdk-x-cfn-exec-role-1' };
const inSecurity = { account: '000000000003', as: 'Analyst' };
const fixRole = 'breakwater/breakwater-fix-x';
const teamStack = 'cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1';

const denies = (guardrail: typeof trail, by: string, ...actions: readonly string[]) =>
  actions.map((action) => ({ guardrail, by, action }));
const allows = (guardrail: typeof trail, ...actions: readonly string[]) => denies(guardrail, 'allowed', ...actions);

test.each([
  ...denies(
    trail,
    'DenyTrailTampering',
    'cloudtrail:StopLogging',
    'cloudtrail:DeleteTrail',
    'cloudtrail:UpdateTrail',
    'cloudtrail:PutEventSelectors',
    'cloudtrail:PutInsightSelectors',
    'cloudtrail:DeleteEventDataStore',
    'cloudtrail:StopEventDataStoreIngestion',
    'cloudtrail:UpdateEventDataStore',
    'cloudtrail:DeleteChannel',
  ),
  ...allows(
    trail,
    'cloudtrail:LookupEvents',
    'cloudtrail:StartLogging',
    'cloudtrail:CreateTrail',
    'cloudtrail:GetTrailStatus',
  ),
  { guardrail: trail, by: 'DenyTrailTampering', action: 'cloudtrail:StopLogging', as: teamStack },
  { guardrail: trail, by: 'allowed', action: 'cloudtrail:StopLogging', as: fixRole },
  ...['kms:DisableKey', 'kms:ScheduleKeyDeletion', 'kms:PutKeyPolicy'].flatMap((action) => [
    { guardrail: trail, by: 'DenyLogKeyTampering', action, resource: key },
    {
      guardrail: trail,
      by: 'allowed',
      action,
      resource: key,
      account: '000000000002',
      as: 'cdk-x-cfn-exec-role-1',
    },
    {
      guardrail: trail,
      by: 'DenyLogKeyTampering',
      action,
      resource: key,
      account: '000000000002',
      as: 'Administrator',
    },
    { guardrail: trail, by: 'DenyLogKeyTampering', action, resource: key, as: teamStack },
    { guardrail: trail, by: 'allowed', action, resource: 'arn:aws:kms:eu-west-1:111122223333:key/1' },
  ]),
  {
    guardrail: trail,
    by: 'DenyLogKeyTampering',
    action: 'kms:DeleteAlias',
    resource: 'arn:aws:kms:eu-west-1:000000000002:alias/breakwater-logs',
  },
  { guardrail: trail, by: 'allowed', action: 'kms:GenerateDataKey', resource: key },

  ...denies(
    recorder,
    'DenyRecorderTampering',
    'config:StopConfigurationRecorder',
    'config:DeleteConfigurationRecorder',
    'config:PutConfigurationRecorder',
    'config:DeleteDeliveryChannel',
    'config:PutDeliveryChannel',
    'config:DeleteOrganizationConfigRule',
    'config:PutRetentionConfiguration',
  ),
  ...allows(
    recorder,
    'config:DescribeConfigurationRecorders',
    'config:PutConfigRule',
    'config:DeleteConfigRule',
    'config:StartConfigurationRecorder',
    'config:SelectResourceConfig',
  ),
  { guardrail: recorder, by: 'allowed', action: 'config:DeleteOrganizationConfigRule', ...securityStack },
  { guardrail: recorder, by: 'DenyRecorderTampering', action: 'config:StopConfigurationRecorder', as: teamStack },
  {
    guardrail: recorder,
    by: 'allowed',
    action: 'config:PutConfigurationRecorder',
    as: 'stacksets-exec-0123456789abcdef',
  },

  ...denies(
    detection,
    'DenyDetectionOff',
    'guardduty:DeleteDetector',
    'guardduty:UpdateDetector',
    'guardduty:DisassociateFromAdministratorAccount',
    'guardduty:StopMonitoringMembers',
    'securityhub:DisableSecurityHub',
    'securityhub:DisableSecurityHubV2',
    'securityhub:BatchDisableStandards',
    'access-analyzer:DeleteAnalyzer',
    'inspector2:Disable',
    'macie2:DisableMacie',
    'macie2:UpdateMacieSession',
    'detective:DeleteGraph',
  ),
  ...denies(
    detection,
    'DenyDetectionBlinding',
    'guardduty:CreateFilter',
    'guardduty:UpdateIPSet',
    'guardduty:ArchiveFindings',
    'securityhub:CreateAutomationRuleV2',
    'securityhub:BatchUpdateAutomationRules',
    'access-analyzer:CreateArchiveRule',
    'inspector2:UpdateFilter',
    'macie2:CreateAllowList',
  ),
  ...allows(
    detection,
    'guardduty:GetFindings',
    'guardduty:GetFilter',
    'guardduty:UpdateMalwareProtectionPlan',
    'securityhub:GetFindings',
    'securityhub:BatchUpdateFindings',
    'access-analyzer:ListFindings',
    'access-analyzer:ValidatePolicy',
    'inspector2:ListFindings',
    'inspector2:ListFilters',
    'macie2:GetMacieSession',
  ),
  { guardrail: detection, by: 'allowed', action: 'guardduty:CreateFilter', ...inSecurity },
  { guardrail: detection, by: 'DenyDetectionOff', action: 'guardduty:DeleteDetector', ...inSecurity },
  { guardrail: detection, by: 'allowed', action: 'guardduty:UpdateDetector', ...securityStack },

  ...denies(
    network,
    'DenyNetworkLogTampering',
    'ec2:DeleteFlowLogs',
    'route53resolver:DeleteResolverQueryLogConfig',
    'route53resolver:DisassociateResolverQueryLogConfig',
    'route53:DeleteQueryLoggingConfig',
    'vpc-lattice:DeleteAccessLogSubscription',
  ),
  ...allows(
    network,
    'ec2:CreateFlowLogs',
    'ec2:DescribeFlowLogs',
    'route53resolver:AssociateResolverQueryLogConfig',
    'ec2:DeleteVpc',
  ),
])('$action on $resource as $as in $account: $by', ({ guardrail, by, ...request }) => {
  expect(decided(guardrail, request)).toBe(by);
});
