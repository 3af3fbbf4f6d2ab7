import type { Condition, ControlPart, PolicyStatement } from '../../lib/model/control';
import { defineControl } from '../../lib/model/guardrail';
import { accountWithRole, type Organization } from '../../lib/model/organization';
import { deployRoles } from '../../lib/model/platform';

const turningOff = [
  'access-analyzer:DeleteAnalyzer',
  'detective:Delete*',
  'detective:Dis*',
  'guardduty:DeleteDetector',
  'guardduty:DeleteMembers',
  'guardduty:DeletePublishingDestination',
  'guardduty:Dis*',
  'guardduty:StopMonitoringMembers',
  'guardduty:UpdateDetector',
  'guardduty:UpdateMalwareScanSettings',
  'guardduty:UpdateMemberDetectors',
  'guardduty:UpdateOrganizationConfiguration',
  'guardduty:UpdatePublishingDestination',
  'inspector2:Dis*',
  'inspector2:UpdateOrganizationConfiguration',
  'macie2:DeleteMember',
  'macie2:Dis*',
  'macie2:UpdateM*',
  'macie2:UpdateOrganizationConfiguration',
  'securityhub:BatchDisableStandards',
  'securityhub:BatchUpdateStandardsControlAssociations',
  'securityhub:Delete*Aggregator*',
  'securityhub:DeleteMembers',
  'securityhub:Dis*',
  'securityhub:StartConfigurationPolicyDisassociation',
  'securityhub:UpdateOrganizationConfiguration',
  'securityhub:UpdateStandardsControl',
];

/** The quiet ways: what is filtered, trusted or archived is seen by nobody. */
const blinding = [
  'access-analyzer:ApplyArchiveRule',
  'access-analyzer:CreateArchiveRule',
  'access-analyzer:UpdateArchiveRule',
  'guardduty:ArchiveFindings',
  'guardduty:CreateFilter',
  'guardduty:CreateIPSet',
  'guardduty:CreateTrustedEntitySet',
  'guardduty:DeleteThreat*',
  'guardduty:UpdateFilter',
  'guardduty:UpdateIPSet',
  'guardduty:UpdateT*',
  'inspector2:CreateFilter',
  'inspector2:UpdateFilter',
  'macie2:CreateAllowList',
  'macie2:CreateFindingsFilter',
  'macie2:UpdateAllowList',
  'macie2:UpdateFindingsFilter',
  'securityhub:CreateAutomationRule*',
  'securityhub:*UpdateAutomationRule*',
];

export const control = defineControl((organization): readonly ControlPart[] => [
  ...securityHub(organization),
  ...denials(organization),
]);

/** The second version of Security Hub is on where a policy says so, in every account that is there or comes. */
function securityHub({ services, governedRegions }: Organization): readonly ControlPart[] {
  if (!services.securityHub?.v2) return [];
  const [on, off] = services.securityHub.paused ? [[], governedRegions] : [governedRegions, []];
  const content = {
    securityhub: { enable_in_regions: { '@@assign': on }, disable_in_regions: { '@@assign': off } },
  };
  return [{ policy: 'SECURITYHUB_POLICY', content }];
}

function denials(organization: Organization): readonly PolicyStatement[] {
  const security = accountWithRole(organization, 'security').id;
  if (security === undefined) return [deny('DenyDetectionOff', turningOff), deny('DenyDetectionBlinding', blinding)];
  // The stacks of the security account own the services; whoever works on findings filters them there, for everybody.
  const stacks = { ArnNotLike: { 'aws:PrincipalArn': [deployRoles(organization.partition, security)] } };
  const elsewhere = { StringNotEquals: { 'aws:PrincipalAccount': security } };
  return [deny('DenyDetectionOff', turningOff, stacks), deny('DenyDetectionBlinding', blinding, elsewhere)];
}

function deny(sid: string, actions: readonly string[], condition?: Condition): PolicyStatement {
  return { policy: 'SERVICE_CONTROL_POLICY', sid, actions, ...(condition && { condition }) };
}
