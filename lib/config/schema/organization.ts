import { z } from 'zod';
import { policyTypes } from '../../model/control';
import { accessSchema } from './access';
import { accountSchema } from './account';
import { administrationSchemas } from './administration';
import { budgetsSchema } from './budgets';
import { exemptionSchema } from './exemption';
import { guardrailsSchema } from './guardrails';
import { logsSchema } from './logs';
import { newAccountsSchema } from './new-accounts';
import { operationsSchema } from './operations';
import { rootMailSchema } from './root-mail';
import { servicesSchema } from './services';
import { email } from './text';
import { unitSchema } from './unit';

const port = (protocol: 'TCP' | 'UDP') =>
  z
    .int()
    .min(1, `must be at least 1; write a ${protocol} port`)
    .max(65_535, `must be at most 65535; write a ${protocol} port`);

const bastionSchema = z.strictObject({
  cidrs: z.array(z.string()).describe('IPv4 and IPv6 ranges of the bastion subnets'),
  ports: z.array(port('TCP')).optional().describe('TCP ports that only the bastion may reach; 22 unless said'),
  udpPorts: z
    .array(port('UDP'))
    .optional()
    .describe('UDP ports that only the bastion may reach, such as 3389 of Remote Desktop; none unless said'),
});

const quota = z.int().min(1, 'must be at least 1; write what AWS grants').optional();
const policyQuotaSchema = z
  .strictObject({
    perNode: quota.describe('Policies of that type on one root, unit or account'),
    characters: quota.describe('Characters of one document'),
  })
  .meta({ id: 'policyQuota', description: 'What AWS grants this organization' });

export const organizationSchema = z
  .strictObject({
    name: z
      .string()
      .regex(
        /^[a-z][a-z0-9-]{1,30}[a-z0-9]$/,
        'must be 3 to 32 lower-case letters, digits and hyphens that begin with a letter; rename it',
      )
      .describe('Short name of the organization'),
    homeRegion: z.string().describe('Region where the landing zone itself runs, such as eu-west-1'),
    governedRegions: z.array(z.string()).describe('Regions where guardrails act; the home region is one of them'),
    partition: z
      .enum(['aws', 'aws-cn', 'aws-us-gov'])
      .optional()
      .describe('AWS partition; follows from the home region unless said'),
    units: z.array(unitSchema).describe('Organizational units, as a tree'),
    accounts: z
      .array(accountSchema)
      .describe('Accounts; may be split into accounts/*.yaml, each a list or one account'),
    guardrails: guardrailsSchema.optional(),
    exemptions: z.array(exemptionSchema).optional().describe('Exceptions to guardrails'),
    bastion: bastionSchema.optional().describe('Where people come from when they administer machines'),
    alerts: z
      .strictObject({ emails: z.array(email).describe('Who hears of findings') })
      .optional()
      .describe('Where alerts go'),
    services: servicesSchema.optional(),
    ...administrationSchemas,
    operations: operationsSchema.optional(),
    newAccounts: newAccountsSchema.optional(),
    rootMail: rootMailSchema.optional(),
    logs: logsSchema.optional().describe('What the log archive keeps and for how long'),
    access: accessSchema.optional(),
    budgets: budgetsSchema.optional(),
    policyQuotas: z
      .partialRecord(z.enum(policyTypes), policyQuotaSchema)
      .optional()
      .describe("Where this organization's quotas differ from those AWS announces, by policy type"),
  })
  .describe('An AWS organization, as Breakwater builds and keeps it');

/** What `organization.yaml` says, with the accounts of `accounts/*.yaml`. */
export type OrganizationFile = z.infer<typeof organizationSchema>;
