import { fail } from '../local-organization';

/** What a client was asked, and where. */
export interface Asked {
  readonly account: string;
  readonly region: string;
  readonly input: Input;
  /** Asks the local AWS after all. */
  readonly next: () => Promise<Answer>;
}
// Inputs of forty operations; each double knows those of its own.
type Input = Readonly<Record<string, unknown>>;
export type Answer = Readonly<Record<string, unknown>>;
type Double = (asked: Asked) => Answer | Promise<Answer>;

interface Policy {
  readonly Id: string;
  readonly Name: string;
  readonly Type: string;
  Description: string;
  Content: string;
  readonly targets: string[];
}

/** State of the services that the local AWS lacks, and what they answer. By `service operation`. */
export function createDoubles() {
  const state = {
    trusted: [] as string[],
    offices: {} as Record<string, string[]>,
    stackSets: 'DISABLED',
    policyTypes: [] as string[],
    policies: [] as Policy[],
    rootFeatures: [] as string[],
    guardDuty: {} as Record<string, Answer>,
    guardDutyMembers: [] as string[],
    macieIsOn: true,
    macie: {} as Record<string, { autoEnable: boolean; members: string[]; paused: string[] }>,
    firewallManager: undefined as string | undefined,
    securityHub: { isOn: true, administrator: undefined as string | undefined },
    lake: {
      administrator: undefined as string | undefined,
      regions: ['eu-west-1', 'eu-central-1'],
      collected: {} as Record<string, { sourceName: string; sourceVersion: string }[]>,
    },
    names: {} as Record<string, string>,
    emails: {} as Record<string, { address: string; code?: string }>,
    regions: {} as Record<string, string[]>,
    quotas: {} as Record<string, number>,
    // The second is not in use yet, so AWS does not know it.
    costTags: { 'breakwater:business-unit': 'Inactive' } as Record<string, string>,
    invalid: [] as string[],
  };
  // The local AWS knows fewer services.
  const strangers = ['iam.amazonaws.com', 'malware-protection.guardduty.amazonaws.com'];
  const officeless = ['config.amazonaws.com', 'cloudtrail.amazonaws.com'];
  const settled = ['GUARDDUTY_POLICY', 'SECURITYHUB_CSPM_POLICY'];
  const policy = (id: string) => state.policies.find(({ Id }) => Id === id);
  const macie = ({ region }: Asked) => {
    state.macie[region] ??= { autoEnable: false, members: [], paused: [] };
    return state.macie[region];
  };
  const whose = ({ account, input }: Asked) => String(input.AccountId ?? account);
  const quota = ({ account, region, input }: Asked) => `${account} ${region} ${input.QuotaCode}`;

  const doubles: Readonly<Record<string, Double>> = {
    'CloudFormation DescribeOrganizationsAccess': () => ({ Status: state.stackSets }),
    'CloudFormation ActivateOrganizationsAccess': () => {
      state.stackSets = 'ENABLED';
      return {};
    },
    'Organizations ListAWSServiceAccessForOrganization': async ({ next }) => {
      const { EnabledServicePrincipals } = (await next()) as { EnabledServicePrincipals: object[] };
      const more = state.trusted.map((ServicePrincipal) => ({ ServicePrincipal }));
      return { EnabledServicePrincipals: [...EnabledServicePrincipals, ...more] };
    },
    'Organizations EnableAWSServiceAccess': ({ input, next }) => {
      if (!strangers.includes(String(input.ServicePrincipal))) return next();
      state.trusted.push(String(input.ServicePrincipal));
      return {};
    },
    'Organizations RegisterDelegatedAdministrator': ({ input, next }) => {
      if (!officeless.includes(String(input.ServicePrincipal))) return next();
      state.offices[String(input.AccountId)] = [
        ...(state.offices[String(input.AccountId)] ?? []),
        String(input.ServicePrincipal),
      ];
      return {};
    },
    'Organizations ListDelegatedServicesForAccount': async ({ input, next }) => {
      const more = (state.offices[String(input.AccountId)] ?? []).map((ServicePrincipal) => ({ ServicePrincipal }));
      try {
        const { DelegatedServices } = (await next()) as { DelegatedServices: object[] };
        return { DelegatedServices: [...DelegatedServices, ...more] };
      } catch (error) {
        if (more.length === 0) throw error;
        return { DelegatedServices: more };
      }
    },
    'Organizations ListRoots': async ({ next }) => {
      const { Roots } = (await next()) as { Roots: { PolicyTypes: object[] }[] };
      const more = state.policyTypes.map((Type) => ({ Type, Status: 'ENABLED' }));
      return { Roots: Roots.map((root) => ({ ...root, PolicyTypes: [...root.PolicyTypes, ...more] })) };
    },
    'Organizations EnablePolicyType': ({ input, next }) => {
      if (!settled.includes(String(input.PolicyType))) return next();
      if (state.policyTypes.includes(String(input.PolicyType))) throw fail('PolicyTypeAlreadyEnabledException');
      state.policyTypes.push(String(input.PolicyType));
      return {};
    },
    'Organizations ListPolicies': ({ input, next }) =>
      settled.includes(String(input.Filter))
        ? { Policies: state.policies.filter(({ Type }) => Type === input.Filter).map((one) => ({ ...one })) }
        : next(),
    'Organizations DescribePolicy': ({ input, next }) => {
      const found = policy(String(input.PolicyId));
      return found ? { Policy: { Content: found.Content, PolicySummary: { ...found } } } : next();
    },
    'Organizations ListTargetsForPolicy': ({ input, next }) => {
      const found = policy(String(input.PolicyId));
      return found ? { Targets: found.targets.map((TargetId) => ({ TargetId })) } : next();
    },
    'Organizations CreatePolicy': ({ input, next }) => {
      if (!settled.includes(String(input.Type))) return next();
      const made = { Id: `p-${state.policies.length}`, targets: [], ...input } as unknown as Policy;
      state.policies.push(made);
      return { Policy: { PolicySummary: made } };
    },
    'Organizations UpdatePolicy': ({ input, next }) => {
      const found = policy(String(input.PolicyId));
      if (!found) return next();
      Object.assign(found, { Content: input.Content, Description: input.Description });
      return {};
    },
    'Organizations AttachPolicy': ({ input, next }) => {
      const found = policy(String(input.PolicyId));
      if (!found) return next();
      found.targets.push(String(input.TargetId));
      return {};
    },
    'Organizations DetachPolicy': ({ input, next }) => {
      const found = policy(String(input.PolicyId));
      if (!found) return next();
      found.targets.splice(found.targets.indexOf(String(input.TargetId)), 1);
      return {};
    },
    'Organizations ListAccountsWithInvalidEffectivePolicy': () => ({ Accounts: state.invalid.map((Id) => ({ Id })) }),
    'Organizations ListEffectivePolicyValidationErrors': () => ({
      EffectivePolicyValidationErrors: [
        { ErrorCode: 'ELEMENTS_TOO_MANY', ErrorMessage: 'too many plans', PathToError: 'plans' },
      ],
    }),
    'Organizations ListAccountsForParent': async ({ next }) => {
      const page = (await next()) as { Accounts: { Id: string; Name: string; Email: string }[] };
      const renamed = page.Accounts.map((one) => ({
        ...one,
        Name: state.names[one.Id] ?? one.Name,
        Email: state.emails[one.Id]?.code ? one.Email : (state.emails[one.Id]?.address ?? one.Email),
      }));
      return { ...page, Accounts: renamed };
    },
    'CloudTrail RegisterOrganizationDelegatedAdmin': ({ input }) => {
      const account = String(input.MemberAccountId);
      state.offices[account] = [...(state.offices[account] ?? []), 'cloudtrail.amazonaws.com'];
      return {};
    },
    'IAM ListOrganizationsFeatures': () => ({ EnabledFeatures: [...state.rootFeatures] }),
    'IAM EnableOrganizationsRootCredentialsManagement': () => {
      state.rootFeatures.push('RootCredentialsManagement');
      return {};
    },
    'IAM EnableOrganizationsRootSessions': () => {
      state.rootFeatures.push('RootSessions');
      return {};
    },
    'GuardDuty DescribeOrganizationConfiguration': ({ region }) =>
      state.guardDuty[region] ?? {
        AutoEnableOrganizationMembers: 'NEW',
        Features: ['S3_DATA_EVENTS', 'EKS_AUDIT_LOGS', 'RUNTIME_MONITORING'].map((Name) => ({
          Name,
          AutoEnable: 'NONE',
        })),
      },
    'GuardDuty UpdateOrganizationConfiguration': async (asked) => {
      const before = (await doubles['GuardDuty DescribeOrganizationConfiguration']?.(asked)) as Answer & {
        readonly Features: readonly { readonly Name: string }[];
      };
      const { Features, AutoEnableOrganizationMembers } = asked.input as unknown as typeof before;
      const changed = new Map(Features.map((feature) => [feature.Name, feature]));
      const after = before.Features.map((feature) => changed.get(feature.Name) ?? feature);
      state.guardDuty[asked.region] = { AutoEnableOrganizationMembers, Features: after };
      return {};
    },
    // The local AWS tells the time in a form the SDK cannot read.
    'GuardDuty ListMembers': () => ({
      Members: state.guardDutyMembers.map((AccountId) => ({ AccountId, RelationshipStatus: 'Enabled' })),
    }),
    'GuardDuty StopMonitoringMembers': ({ input }) => {
      const stopped = input.AccountIds as readonly string[];
      state.guardDutyMembers = state.guardDutyMembers.filter((id) => !stopped.includes(id));
      return {};
    },
    'Macie2 GetMacieSession': () => {
      if (!state.macieIsOn) throw fail('AccessDeniedException');
      return { status: 'ENABLED' };
    },
    'Macie2 DescribeOrganizationConfiguration': (asked) => ({ autoEnable: macie(asked).autoEnable }),
    'Macie2 UpdateOrganizationConfiguration': (asked) => {
      macie(asked).autoEnable = Boolean(asked.input.autoEnable);
      return {};
    },
    'Macie2 ListMembers': (asked) => ({
      members: macie(asked).members.map((accountId) => ({
        accountId,
        relationshipStatus: macie(asked).paused.includes(accountId) ? 'Paused' : 'Enabled',
      })),
    }),
    'Macie2 UpdateMemberSession': (asked) => {
      const others = macie(asked).paused.filter((id) => id !== asked.input.id);
      macie(asked).paused = asked.input.status === 'PAUSED' ? [...others, String(asked.input.id)] : others;
      return {};
    },
    'Macie2 CreateMember': (asked) => {
      macie(asked).members.push((asked.input.account as { readonly accountId: string }).accountId);
      return {};
    },
    'FMS GetAdminAccount': () => {
      if (!state.firewallManager) throw fail('ResourceNotFoundException');
      return { AdminAccount: state.firewallManager, RoleStatus: 'READY' };
    },
    'FMS AssociateAdminAccount': ({ input }) => {
      state.firewallManager = String(input.AdminAccount);
      return {};
    },
    'SecurityHub DescribeSecurityHubV2': () => {
      if (!state.securityHub.isOn) throw fail('ResourceNotFoundException');
      return { HubV2Arn: 'arn:aws:securityhub:eu-west-1:000000000003:hubv2/1' };
    },
    'SecurityHub ListOrganizationAdminAccounts': ({ input }) => {
      const { administrator } = state.securityHub;
      const isAsked = input.Feature === 'SecurityHubV2' && administrator !== undefined;
      return { AdminAccounts: isAsked ? [{ AccountId: administrator, Status: 'ENABLED' }] : [] };
    },
    'SecurityHub EnableOrganizationAdminAccount': ({ input }) => {
      if (input.Feature !== 'SecurityHubV2') throw fail('InvalidInputException');
      state.securityHub.administrator = String(input.AdminAccountId);
      return {};
    },
    'Organizations ListDelegatedAdministrators': ({ input, next }) => {
      if (input.ServicePrincipal !== 'securitylake.amazonaws.com') return next();
      return { DelegatedAdministrators: state.lake.administrator ? [{ Id: state.lake.administrator }] : [] };
    },
    'SecurityLake RegisterDataLakeDelegatedAdministrator': ({ input }) => {
      if (state.lake.administrator) throw fail('ConflictException');
      state.lake.administrator = String(input.accountId);
      return {};
    },
    'SecurityLake ListDataLakes': (asked) => {
      if (asked.account !== state.lake.administrator) throw fail('AccessDeniedException');
      return { dataLakes: state.lake.regions.map((region) => ({ region, createStatus: 'COMPLETED' })) };
    },
    'SecurityLake GetDataLakeOrganizationConfiguration': () => {
      const configured = Object.entries(state.lake.collected);
      if (configured.length === 0) throw fail('ResourceNotFoundException');
      return { autoEnableNewAccount: configured.map(([region, sources]) => ({ region, sources })) };
    },
    'SecurityLake CreateDataLakeOrganizationConfiguration': ({ input }) => {
      const told = input.autoEnableNewAccount as {
        region: string;
        sources: { sourceName: string; sourceVersion: string }[];
      }[];
      for (const { region, sources } of told) state.lake.collected[region] = sources;
      return {};
    },
    'Account PutAccountName': (asked) => {
      state.names[whose(asked)] = String(asked.input.AccountName);
      return {};
    },
    'Account GetPrimaryEmailUpdateStatus': (asked) => {
      const email = state.emails[whose(asked)];
      if (!email) throw fail('ResourceNotFoundException');
      return { Status: email.code ? 'PENDING' : 'COMPLETED', UpdatedAt: new Date() };
    },
    'Account StartPrimaryEmailUpdate': (asked) => {
      state.emails[whose(asked)] = { address: String(asked.input.PrimaryEmail), code: '123456' };
      return { Status: 'PENDING' };
    },
    'Account AcceptPrimaryEmailUpdate': (asked) => {
      const email = state.emails[whose(asked)];
      if (!email || email.code !== String(asked.input.Otp)) throw fail('ValidationException');
      state.emails[whose(asked)] = { address: email.address };
      return { Status: 'ACCEPTED' };
    },
    'Account GetAlternateContact': async ({ next }) => {
      try {
        return await next();
      } catch {
        // The local AWS calls it otherwise.
        throw fail('ResourceNotFoundException');
      }
    },
    'Account ListRegions': (asked) => ({
      Regions: ['af-south-1', 'eu-south-1'].map((RegionName) => ({
        RegionName,
        RegionOptStatus: state.regions[whose(asked)]?.includes(RegionName) ? 'ENABLING' : 'DISABLED',
      })),
    }),
    'Account EnableRegion': (asked) => {
      state.regions[whose(asked)] = [...(state.regions[whose(asked)] ?? []), String(asked.input.RegionName)].sort();
      return {};
    },
    'Service Quotas GetServiceQuota': () => {
      throw fail('NoSuchResourceException');
    },
    'Service Quotas GetAWSDefaultServiceQuota': () => ({ Quota: { Value: 1000 } }),
    'Service Quotas ListRequestedServiceQuotaChangeHistoryByQuota': (asked) => {
      const DesiredValue = state.quotas[quota(asked)];
      return {
        RequestedQuotas: DesiredValue ? [{ DesiredValue, Status: 'PENDING', Created: new Date() }] : [],
      };
    },
    'Service Quotas RequestServiceQuotaIncrease': (asked) => {
      state.quotas[quota(asked)] = Number(asked.input.DesiredValue);
      return {};
    },
    'Cost Explorer ListCostAllocationTags': ({ input }) => ({
      CostAllocationTags: Object.entries(state.costTags)
        .filter(([TagKey]) => (input.TagKeys as readonly string[]).includes(TagKey))
        .map(([TagKey, Status]) => ({ TagKey, Status })),
    }),
    'Cost Explorer UpdateCostAllocationTagsStatus': ({ input }) => {
      const wanted = input.CostAllocationTagsStatus as readonly { readonly TagKey: string; readonly Status: string }[];
      const Errors = wanted.filter(({ TagKey }) => state.costTags[TagKey] === undefined);
      for (const { TagKey, Status } of wanted) if (TagKey in state.costTags) state.costTags[TagKey] = Status;
      return { Errors: Errors.map(({ TagKey }) => ({ TagKey, Code: 'TagKeyNotFound' })) };
    },
  };
  return { doubles, state };
}
