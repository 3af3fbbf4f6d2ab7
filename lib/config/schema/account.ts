import { z } from 'zod';
import { accountRoles } from '../../model/organization';
import { quotas } from '../quotas';
import { email, unitPath } from './text';

const tagCharacters = '[\\p{L}\\p{Z}\\p{N}_.:/=+@-]';
const tagAdvice = 'may hold letters, digits, spaces and _ . : / = + - @ only; leave out the rest';

const tagValue = z
  .string()
  .max(quotas.tagValueCharacters, `must have at most ${quotas.tagValueCharacters} characters; shorten it`)
  .regex(new RegExp(`^${tagCharacters}*$`, 'u'), tagAdvice);

const tagKey = z
  .string()
  .min(1, 'must not be empty; name it')
  .max(quotas.tagKeyCharacters, `must have at most ${quotas.tagKeyCharacters} characters; shorten it`)
  .regex(new RegExp(`^${tagCharacters}*$`, 'u'), tagAdvice)
  .regex(/^(?!aws:|breakwater:)/i, "must not begin with 'aws:' or 'breakwater:', which are taken; rename it");

const boundaryValue = tagValue.regex(/\S/, 'must not be empty; say what it is, or remove it');

export const boundarySchema = z
  .strictObject({
    data: z
      .enum(['public', 'internal', 'confidential', 'regulated'])
      .optional()
      .describe('Most sensitive data it holds'),
    businessUnit: boundaryValue.optional().describe('Who pays for it and answers for it'),
    workload: boundaryValue.optional().describe('The product or system it runs'),
    function: boundaryValue.optional().describe('What it does there: production, development, logging …'),
  })
  .meta({
    id: 'boundary',
    description: 'Why it is apart from its neighbours: an account is the strongest boundary AWS has. Becomes tags',
  });

export const accountSchema = z
  .strictObject({
    name: z
      .string()
      .max(quotas.accountNameCharacters, `must have at most ${quotas.accountNameCharacters} characters; shorten it`)
      // AWS takes any printable ASCII; a letter or digit first keeps names apart from options and hidden files.
      .regex(
        /^[A-Za-z0-9]([\x20-\x7e]*[\x21-\x7e])?$/,
        'must be printable ASCII that begins with a letter or digit and ends without a space; rename it',
      )
      .describe('Name of the account, unique whatever the case; at most 50 characters'),
    email: email
      .optional()
      .describe("Address of the account's root user, unique in all of AWS; rootMail plans it unless said"),
    role: z
      .enum(accountRoles)
      .optional()
      .describe('What it is to the landing zone; member unless said. One each is management, log-archive and security'),
    unit: unitPath
      .optional()
      .describe('Path of its organizational unit, workloads/production. The management account has none'),
    boundary: boundarySchema.optional(),
    formerly: z
      .strictObject({
        name: z.string().optional().describe('Name it was created with'),
        email: email.optional().describe('E-mail address it was created with'),
      })
      .optional()
      .describe('How it was created, where name or e-mail have changed since: CloudFormation cannot change them'),
    close: z.literal(true).optional().describe('It is to be closed, as closing at the top of the file says too'),
    tags: z.record(tagKey, tagValue).optional().describe('Further tags; the boundary adds its own'),
  })
  .meta({ id: 'account', description: 'An AWS account' });
