import type { ApiCall } from '../../lib/events/api-call';

type Parameters = ApiCall['parameters'];
/** Whether a call with these parameters makes a service see less; calls without one always do. */
type Blinds = (parameters: Parameters) => boolean;

/** By service and event name. */
export const blindingCalls: Readonly<Record<string, Readonly<Record<string, Blinds>>>> = {
  guardduty: {
    ArchiveFindings: always,
    CreateFilter: ({ action }) => action === 'ARCHIVE',
    CreateIPSet: ({ activate }) => activate !== false,
    CreateTrustedEntitySet: ({ activate }) => activate !== false,
    DeleteDetector: always,
    DeleteMembers: always,
    DeletePublishingDestination: always,
    DeleteThreatEntitySet: always,
    DeleteThreatIntelSet: always,
    DisableOrganizationAdminAccount: always,
    DisassociateFromAdministratorAccount: always,
    DisassociateFromMasterAccount: always,
    DisassociateMembers: always,
    StopMonitoringMembers: always,
    UpdateDetector: turnsOff,
    UpdateFilter: ({ action }) => action === 'ARCHIVE',
    UpdateIPSet: ({ activate, location }) => activate === true || location !== undefined,
    UpdateMalwareScanSettings: always,
    UpdateMemberDetectors: turnsOff,
    UpdateOrganizationConfiguration: turnsOff,
    UpdateThreatEntitySet: turnsOff,
    UpdateThreatIntelSet: turnsOff,
    UpdateTrustedEntitySet: ({ activate, location }) => activate === true || location !== undefined,
  },
  securityhub: {
    BatchDisableStandards: always,
    BatchUpdateAutomationRules: suppresses,
    BatchUpdateStandardsControlAssociations: turnsOff,
    CreateAutomationRule: suppresses,
    CreateAutomationRuleV2: suppresses,
    DeleteFindingAggregator: always,
    DeleteMembers: always,
    DisableImportFindingsForProduct: always,
    DisableOrganizationAdminAccount: always,
    DisableSecurityHub: always,
    DisableSecurityHubV2: always,
    DisassociateFromAdministratorAccount: always,
    DisassociateFromMasterAccount: always,
    DisassociateMembers: always,
    StartConfigurationPolicyDisassociation: always,
    UpdateAutomationRuleV2: suppresses,
    UpdateOrganizationConfiguration: turnsOff,
    UpdateStandardsControl: turnsOff,
  },
  'access-analyzer': {
    ApplyArchiveRule: always,
    CreateArchiveRule: always,
    DeleteAnalyzer: always,
    UpdateArchiveRule: always,
  },
  inspector2: {
    CreateFilter: ({ action }) => action === 'SUPPRESS',
    Disable: always,
    DisableDelegatedAdminAccount: always,
    DisassociateMember: always,
    UpdateFilter: ({ action }) => action === 'SUPPRESS',
    UpdateOrganizationConfiguration: turnsOff,
  },
  macie2: {
    CreateAllowList: always,
    CreateFindingsFilter: ({ action }) => action === 'ARCHIVE',
    DeleteMember: always,
    DisableMacie: always,
    DisableOrganizationAdminAccount: always,
    DisassociateFromAdministratorAccount: always,
    DisassociateFromMasterAccount: always,
    DisassociateMember: always,
    UpdateAllowList: always,
    UpdateAutomatedDiscoveryConfiguration: turnsOff,
    UpdateFindingsFilter: ({ action }) => action === 'ARCHIVE',
    UpdateMacieSession: turnsOff,
    UpdateMemberSession: turnsOff,
    UpdateOrganizationConfiguration: turnsOff,
  },
  detective: { DeleteGraph: always, DeleteMembers: always, DisassociateMembership: always },
};

function always(): boolean {
  return true;
}

const switches = /^(enable|activate|auto.*|ec2|ecr|lambda|lambdaCode|codeRepository)$/i;
const offWords = new Set(['DISABLED', 'NONE', 'PAUSED']);
const states = /status$|^(autoEnable.*|updatedStatus)$/i;

/** Whether anything in it is switched off, however deep: `enable: false`, `status: 'DISABLED'`, `autoEnable: 'NONE'`. */
function turnsOff(value: unknown): boolean {
  return somewhere(value, (key, item) =>
    item === false ? switches.test(key) : typeof item === 'string' && offWords.has(item) && states.test(key),
  );
}

/** Whether an automation rule lets findings vanish from people's sight. In OCSF 3 is suppressed, 4 is resolved, 5 is archived. */
function suppresses(value: unknown): boolean {
  return somewhere(value, (key, item) =>
    /^statusId$/i.test(key)
      ? [3, 4, 5].includes(Number(item))
      : typeof item === 'string' && /^(SUPPRESSED|RESOLVED|ARCHIVED)$/.test(item),
  );
}

function somewhere(value: unknown, matches: (key: string, item: unknown) => boolean): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, item]) => matches(key, item) || somewhere(item, matches));
}
