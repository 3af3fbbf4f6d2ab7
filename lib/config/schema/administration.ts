import { z } from 'zod';
import { contactTypes, rootPowers } from '../../model/administration';
import { isDay } from './day';
import { email } from './text';

const said = (advice: string) => z.string().regex(/\S/, `must not be empty; ${advice}`);

const contactSchema = z
  .strictObject({
    name: said('name a person or a team')
      .max(64, 'must have at most 64 characters; shorten it')
      .describe('A person or a team'),
    title: said('say what they are')
      .max(50, 'must have at most 50 characters; shorten it')
      .describe('What they are: security operations'),
    email: email.describe('A mailbox that more than one person reads'),
    phone: z
      .string()
      .regex(/^[\s0-9()+-]+$/, 'may hold digits, spaces and ( ) + - only; leave out the rest')
      .max(25, 'must have at most 25 characters; shorten it')
      .describe('Such as +31 20 123 4567'),
  })
  .meta({ id: 'contact', description: 'Whom AWS asks beside the root user' });

const servicePrincipal = z
  .string()
  .regex(
    /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/,
    'must be the principal of an AWS service; write one such as backup.amazonaws.com',
  );

const trustedServiceSchema = z.strictObject({
  service: servicePrincipal.describe('Principal of the service, such as backup.amazonaws.com'),
  administrator: z.string().optional().describe('Name of the account that administers it for the organization'),
});

const serviceQuotaSchema = z
  .strictObject({
    service: said('write one such as lambda').describe('Code of the service: aws service-quotas list-services'),
    quota: z
      .string()
      .regex(/^L-[0-9A-F]{8}$/, 'must be the code of a quota; write one such as L-B99A9384')
      .describe('Code of the quota: aws service-quotas list-service-quotas --service-code lambda'),
    value: z
      .number()
      .positive('must be more than 0; write what every account is to have')
      .describe('What every account is to have at least'),
    regions: z.array(z.string()).optional().describe('Regions it is raised in; the governed ones unless said'),
  })
  .meta({ id: 'serviceQuota', description: 'A quota that is raised in every account where it is lower' });

const closingSchema = z
  .strictObject({
    account: z.string().describe('Name of the account, which is marked close: true as well'),
    id: z
      .string()
      .regex(/^\d{12}$/, 'must be twelve digits in quotes; copy the id from organization.lock.yaml')
      .describe('Its id, so that a name alone closes nothing'),
    because: z
      .string()
      .regex(/^\s*\S[\s\S]{8,}\S\s*$/, 'must have at least 10 characters; say why nobody needs it')
      .describe('Why nobody needs it any more; at least 10 characters'),
    owner: said('name who answers for it').describe('Who answers for it'),
    until: z
      .string()
      .refine(isDay, 'must be a day of the calendar; write year-month-day such as 2027-06-30')
      .describe('Last day on which it may be closed; at most 30 days ahead, so that an old file closes nothing'),
  })
  .meta({ id: 'closing', description: 'An account that is closed: it says so itself, and so does this' });

/** Keys at the top of the file for what the reconciler keeps. */
export const administrationSchemas = {
  contacts: z
    .partialRecord(z.enum(contactTypes), contactSchema)
    .optional()
    .describe('Alternate contacts of every account, by what AWS asks about'),
  centralRoot: z
    .array(z.enum(rootPowers))
    .optional()
    .describe(
      'What the management account may do about root users of member accounts: delete their credentials, take short sessions. Both unless said',
    ),
  trustedServices: z
    .array(z.union([servicePrincipal, trustedServiceSchema]))
    .optional()
    .describe('AWS services that may act across the organization, beside those that what is on needs anyway'),
  serviceQuotas: z.array(serviceQuotaSchema).optional().describe('Quotas that every account is to have'),
  closing: z.array(closingSchema).optional().describe('Accounts to close. Each is also marked close: true'),
};

export type AdministrationFile = {
  readonly [Key in keyof typeof administrationSchemas]?: z.infer<(typeof administrationSchemas)[Key]>;
};
