import type { Kind } from './kind';
import { accountEmails } from './kinds/account-emails';
import { accountNames } from './kinds/account-names';
import { administrators } from './kinds/administrators';
import { closing } from './kinds/closing';
import { contacts } from './kinds/contacts';
import { costTags } from './kinds/cost-tags';
import { effectivePolicies } from './kinds/effective-policies';
import { firewallManagerAdministrator } from './kinds/firewall-manager-administrator';
import { guardDutyAdministrator } from './kinds/guard-duty-administrator';
import { guardDutyMembers } from './kinds/guard-duty-members';
import { guardDutyOrganization } from './kinds/guard-duty-organization';
import { inspectorAdministrator } from './kinds/inspector-administrator';
import { inspectorOrganization } from './kinds/inspector-organization';
import { inspectorScans } from './kinds/inspector-scans';
import { macieAdministrator } from './kinds/macie-administrator';
import { macieOrganization } from './kinds/macie-organization';
import { optInRegions } from './kinds/opt-in-regions';
import { policies } from './kinds/policies';
import { policyTypes } from './kinds/policy-types';
import { rootAccess } from './kinds/root-access';
import { securityHubAdministrator } from './kinds/security-hub-administrator';
import { securityLakeAdministrator } from './kinds/security-lake-administrator';
import { securityLakeOrganization } from './kinds/security-lake-organization';
import { serviceQuotas } from './kinds/service-quotas';
import { stackSetAccess } from './kinds/stack-set-access';
import { trustedAccess } from './kinds/trusted-access';

/** Every sort of setting, in the order AWS takes them: trust first, then offices, then what an office can do, then accounts one by one. */
export const kinds: readonly Kind[] = [
  trustedAccess,
  stackSetAccess,
  policyTypes,
  policies,
  administrators,
  rootAccess,
  guardDutyAdministrator,
  guardDutyOrganization,
  guardDutyMembers,
  macieAdministrator,
  macieOrganization,
  inspectorAdministrator,
  inspectorOrganization,
  inspectorScans,
  firewallManagerAdministrator,
  securityHubAdministrator,
  securityLakeAdministrator,
  securityLakeOrganization,
  accountNames,
  accountEmails,
  closing,
  effectivePolicies,
  optInRegions,
  contacts,
  serviceQuotas,
  costTags,
];
