import { servicesOf } from '../../lib/config/services';
import type { EventBridgeEvent } from '../../lib/model/finding';
import type { JsonObject } from '../../lib/model/json';
import { control } from '../../policies/detective-services-stay-on/control';
import { fix } from '../../policies/detective-services-stay-on/fix';
import { monitor } from '../../policies/detective-services-stay-on/monitor';
import { facts } from '../remediation/a-loop';
import { anOrganization } from '../stacks/an-organization';
import { anApiCall, callOf } from './an-api-call';
import { judged } from './judged';
import { lookedAt } from './looked-at';

interface Case {
  readonly service: string;
  readonly call: string;
  readonly parameters?: JsonObject | null;
  readonly errorCode?: string;
  readonly by?: JsonObject;
  readonly kind?: 'finding' | 'attempted' | 'ignored';
  readonly about?: string;
}
const detectorId = 'd-1';
const finding = (service: string, call: string, parameters: JsonObject = {}): Case => ({ service, call, parameters });
const ignored = (service: string, call: string, parameters: JsonObject = {}): Case => ({
  service,
  call,
  parameters,
  kind: 'ignored',
});
const control_ = (status: string) => ({
  standardsControlAssociationUpdates: [{ associationStatus: 'ENABLED' }, { associationStatus: status }],
});

const cases: readonly Case[] = [
  { ...finding('guardduty', 'DeleteDetector', { detectorId }), about: 'AWS::GuardDuty::Detector d-1' },
  { ...finding('guardduty', 'UpdateDetector', { detectorId, enable: false }), about: 'AWS::GuardDuty::Detector d-1' },
  ignored('guardduty', 'UpdateDetector', { detectorId, enable: true }),
  ignored('guardduty', 'UpdateDetector', { detectorId, findingPublishingFrequency: 'SIX_HOURS' }),
  {
    ...finding('guardduty', 'UpdateDetector', {
      detectorId,
      features: [
        { name: 'EKS_AUDIT_LOGS', status: 'ENABLED' },
        { name: 'S3_DATA_EVENTS', status: 'DISABLED' },
      ],
    }),
    about: 'AWS::guardduty::Part UpdateDetector',
  },
  ignored('guardduty', 'UpdateDetector', { detectorId, features: [{ name: 'S3_DATA_EVENTS', status: 'ENABLED' }] }),
  finding('guardduty', 'UpdateDetector', { detectorId, dataSources: { s3Logs: { enable: false } } }),
  finding('guardduty', 'UpdateMemberDetectors', {
    detectorId,
    features: [{ name: 'RUNTIME_MONITORING', status: 'DISABLED' }],
  }),
  finding('guardduty', 'UpdateOrganizationConfiguration', { detectorId, autoEnableOrganizationMembers: 'NONE' }),
  ignored('guardduty', 'UpdateOrganizationConfiguration', { detectorId, autoEnableOrganizationMembers: 'ALL' }),
  finding('guardduty', 'UpdateOrganizationConfiguration', { detectorId, autoEnable: false }),
  finding('guardduty', 'CreateFilter', { detectorId, action: 'ARCHIVE' }),
  ignored('guardduty', 'CreateFilter', { detectorId, action: 'NOOP' }),
  finding('guardduty', 'UpdateFilter', { detectorId, action: 'ARCHIVE' }),
  ignored('guardduty', 'UpdateFilter', { detectorId, rank: 1 }),
  finding('guardduty', 'CreateIPSet', { detectorId, activate: true }),
  ignored('guardduty', 'CreateIPSet', { detectorId, activate: false }),
  finding('guardduty', 'UpdateIPSet', { detectorId, activate: true }),
  finding('guardduty', 'UpdateIPSet', { detectorId, location: 's3://mine/list' }),
  ignored('guardduty', 'UpdateIPSet', { detectorId, name: 'x' }),
  finding('guardduty', 'CreateTrustedEntitySet', { detectorId, activate: true }),
  ignored('guardduty', 'CreateTrustedEntitySet', { detectorId, activate: false }),
  finding('guardduty', 'UpdateTrustedEntitySet', { detectorId, activate: true }),
  ignored('guardduty', 'UpdateTrustedEntitySet', { detectorId, activate: false }),
  finding('guardduty', 'UpdateThreatIntelSet', { detectorId, activate: false }),
  ignored('guardduty', 'UpdateThreatIntelSet', { detectorId, activate: true }),
  finding('guardduty', 'UpdateThreatEntitySet', { detectorId, activate: false }),
  ...[
    'ArchiveFindings',
    'DeleteMembers',
    'DeletePublishingDestination',
    'DeleteThreatEntitySet',
    'DeleteThreatIntelSet',
    'DisableOrganizationAdminAccount',
    'DisassociateFromAdministratorAccount',
    'DisassociateFromMasterAccount',
    'DisassociateMembers',
    'StopMonitoringMembers',
    'UpdateMalwareScanSettings',
  ].map((call) => finding('guardduty', call, { detectorId })),
  {
    ...finding('securityhub', 'DisableSecurityHub'),
    about: 'AWS::SecurityHub::Hub arn:aws:securityhub:eu-west-1:111122223333:hub/default',
  },
  ...[
    'BatchDisableStandards',
    'DeleteFindingAggregator',
    'DeleteMembers',
    'DisableImportFindingsForProduct',
    'DisableOrganizationAdminAccount',
    'DisableSecurityHubV2',
    'DisassociateFromAdministratorAccount',
    'DisassociateFromMasterAccount',
    'DisassociateMembers',
    'StartConfigurationPolicyDisassociation',
  ].map((call) => finding('securityhub', call)),
  finding('securityhub', 'UpdateStandardsControl', { controlStatus: 'DISABLED' }),
  ignored('securityhub', 'UpdateStandardsControl', { controlStatus: 'ENABLED' }),
  finding('securityhub', 'BatchUpdateStandardsControlAssociations', control_('DISABLED')),
  ignored('securityhub', 'BatchUpdateStandardsControlAssociations', control_('ENABLED')),
  finding('securityhub', 'UpdateOrganizationConfiguration', { autoEnableStandards: 'NONE' }),
  ignored('securityhub', 'UpdateOrganizationConfiguration', { autoEnable: true, autoEnableStandards: 'DEFAULT' }),
  finding('securityhub', 'CreateAutomationRule', {
    actions: [{ findingFieldsUpdate: { workflow: { status: 'SUPPRESSED' } } }],
  }),
  ignored('securityhub', 'CreateAutomationRule', {
    actions: [{ findingFieldsUpdate: { severity: { label: 'HIGH' } } }],
  }),
  finding('securityhub', 'BatchUpdateAutomationRules', {
    updateAutomationRulesRequestItems: [{ actions: [{ findingFieldsUpdate: { workflow: { status: 'RESOLVED' } } }] }],
  }),
  finding('securityhub', 'CreateAutomationRuleV2', { actions: [{ findingFieldsUpdate: { statusId: 3 } }] }),
  finding('securityhub', 'UpdateAutomationRuleV2', { actions: [{ findingFieldsUpdate: { statusId: 5 } }] }),
  ignored('securityhub', 'UpdateAutomationRuleV2', { actions: [{ findingFieldsUpdate: { statusId: 2 } }] }),
  ...['ApplyArchiveRule', 'CreateArchiveRule', 'DeleteAnalyzer', 'UpdateArchiveRule'].map((call) =>
    finding('access-analyzer', call),
  ),
  ...['Disable', 'DisableDelegatedAdminAccount', 'DisassociateMember'].map((call) => finding('inspector2', call)),
  finding('inspector2', 'CreateFilter', { action: 'SUPPRESS' }),
  ignored('inspector2', 'CreateFilter', { action: 'NONE' }),
  finding('inspector2', 'UpdateFilter', { action: 'SUPPRESS' }),
  finding('inspector2', 'UpdateOrganizationConfiguration', { autoEnable: { ec2: true, ecr: false } }),
  ignored('inspector2', 'UpdateOrganizationConfiguration', { autoEnable: { ec2: true, ecr: true } }),
  ...[
    'CreateAllowList',
    'DeleteMember',
    'DisableMacie',
    'DisableOrganizationAdminAccount',
    'DisassociateFromAdministratorAccount',
    'DisassociateFromMasterAccount',
    'DisassociateMember',
    'UpdateAllowList',
  ].map((call) => finding('macie2', call)),
  finding('macie2', 'CreateFindingsFilter', { action: 'ARCHIVE' }),
  ignored('macie2', 'CreateFindingsFilter', { action: 'NOOP' }),
  finding('macie2', 'UpdateFindingsFilter', { action: 'ARCHIVE' }),
  finding('macie2', 'UpdateMacieSession', { status: 'PAUSED' }),
  ignored('macie2', 'UpdateMacieSession', { findingPublishingFrequency: 'SIX_HOURS' }),
  finding('macie2', 'UpdateMemberSession', { status: 'PAUSED' }),
  finding('macie2', 'UpdateAutomatedDiscoveryConfiguration', { status: 'DISABLED' }),
  finding('macie2', 'UpdateOrganizationConfiguration', { autoEnable: false }),
  ...['DeleteGraph', 'DeleteMembers', 'DisassociateMembership'].map((call) => finding('detective', call)),
  {
    service: 'securityhub',
    call: 'DisableSecurityHub',
    parameters: null,
    errorCode: 'AccessDeniedException',
    kind: 'attempted',
    about: 'AWS::::Account 111122223333',
  },
  {
    service: 'guardduty',
    call: 'DeleteDetector',
    parameters: { detectorId },
    errorCode: 'BadRequestException',
    kind: 'ignored',
  },
  {
    service: 'guardduty',
    call: 'DeleteDetector',
    parameters: { detectorId },
    by: { type: 'AWSService', invokedBy: 'guardduty.amazonaws.com' },
    kind: 'ignored',
  },
];

test.each(cases)(
  '$service $call $parameters: $kind',
  ({ service, call, parameters = {}, errorCode, by = {}, kind = 'finding', about }) => {
    const more = { userIdentity: by, ...(errorCode && { errorCode }) };
    const found = judged(monitor, anApiCall(callOf(service, call, parameters, more)));
    expect(found.kind).toBe(kind);
    if (found.kind !== 'ignored' && about)
      expect(found.resources.map(({ type, id }) => `${type} ${id}`)).toEqual([about]);
  },
);

test('a deployment of the security account is left to finish', () => {
  const sessionIssuer = { arn: `arn:aws:iam::${facts.securityAccount}:role/cdk-x-cfn-exec-role-1` };
  const userIdentity = { invokedBy: 'cloudformation.amazonaws.com', sessionContext: { sessionIssuer } };
  const detail = { eventName: 'DeleteDetector', requestParameters: { detectorId }, userIdentity };
  const event = { source: 'aws.guardduty', account: facts.securityAccount, region: 'eu-west-1', detail };
  expect(monitor.finding(event as unknown as EventBridgeEvent, facts).kind).toBe('ignored');
});

test.each([
  { rule: 'OrgConfigRule-breakwater-SECURITYHUB_ENABLED-1a2b3c4d-x', about: 'securityhub' },
  { rule: 'OrgConfigRule-breakwater-GUARDDUTY_ENABLED_CENTRALIZED-1a2b3c4d-x', about: 'guardduty' },
])('Config finds $about off: a person hears of it', ({ rule, about }) => {
  const newEvaluationResult = { complianceType: 'NON_COMPLIANT' };
  const detail = { resourceType: 'AWS::::Account', resourceId: '1', configRuleName: rule, newEvaluationResult };
  const event = { source: 'aws.config', account: '111122223333', region: 'eu-west-1', detail };
  expect(monitor.finding(event as unknown as EventBridgeEvent, facts)).toMatchObject({
    kind: 'finding',
    resources: [{ type: `AWS::${about}::Part`, id: 'off' }],
  });
});

test('every call has a pattern', () => {
  const watched = (monitor.patterns as unknown as { detail: { eventName: string[] } }[]).flatMap(
    ({ detail }) => detail.eventName,
  );
  expect(watched).toEqual(expect.arrayContaining(cases.map(({ call }) => call)));
});

test.each([
  { title: 'a detector that is on', state: { kind: 'detector', id: 'd-1', enabled: true }, kind: 'leave' },
  {
    title: 'a suspended detector',
    state: { kind: 'detector', id: 'd-1', enabled: false },
    kind: 'plan',
    change: { kind: 'detector', detector: 'd-1' },
  },
  { title: 'no detector', state: { kind: 'detector', enabled: false }, kind: 'plan', change: { kind: 'detector' } },
  { title: 'a hub that is on', state: { kind: 'hub', enabled: true }, kind: 'leave' },
  { title: 'a hub that is off', state: { kind: 'hub', enabled: false }, kind: 'plan', change: { kind: 'hub' } },
  { title: 'anything else', state: { kind: 'doubtful', what: 'a filter' }, kind: 'ask' },
])('$title → $kind', ({ state, kind, change }) => {
  const decision = fix.decide(state as never, facts);
  expect(decision.kind).toBe(kind);
  if (decision.kind === 'plan') expect(decision.change).toEqual(change);
});

test.each([
  ['guardDuty', { kind: 'detector', id: 'd-1', enabled: false }],
  ['securityHub', { kind: 'hub', enabled: false }],
] as const)('%s that the organization has paused is left alone', async (service, state) => {
  const paused = { ...facts, paused: [service] };
  expect(fix.decide(state as never, paused).kind).toBe('leave');
  const session = { client: () => ({ send: async () => ({ DetectorIds: ['d-1'], Status: 'DISABLED' }) }) };
  expect(await lookedAt(monitor, session as never, { ...facts, paused: ['guardDuty'] })).toEqual([]);
});

test.each([
  [false, { enable_in_regions: { '@@assign': ['eu-west-1', 'eu-central-1'] }, disable_in_regions: { '@@assign': [] } }],
  [true, { enable_in_regions: { '@@assign': [] }, disable_in_regions: { '@@assign': ['eu-west-1', 'eu-central-1'] } }],
])(
  'the second Security Hub is on by policy in every account, and off by it where paused is %s',
  (paused, securityhub) => {
    const services = servicesOf({ securityHub: { v2: true, paused } });
    expect(control(anOrganization({ services }))).toContainEqual({
      policy: 'SECURITYHUB_POLICY',
      content: { securityhub },
    });
  },
);

test('each statement of the control is small, and spares the account that administers the services', () => {
  const [off, blinding] = control(anOrganization());
  for (const statement of [off, blinding]) expect(JSON.stringify(statement).length).toBeLessThan(1_200);
  expect(JSON.stringify(off)).toContain('000000000003:role/cdk-*-cfn-exec-role-*');
  expect(JSON.stringify(blinding)).toContain('"StringNotEquals":{"aws:PrincipalAccount":"000000000003"}');
  const organization = anOrganization();
  const unknown = { ...organization, accounts: organization.accounts.map(({ id: _, ...account }) => account) };
  expect(control(unknown).map((statement) => 'condition' in statement)).toEqual([false, false]);
});
