import { z } from 'zod';
import { expectations } from '../../model/policy-test';
import { unitPath } from './text';

const oneOrMore = (item: z.ZodString) => z.union([item, z.array(item).min(1, 'must not be empty; name one')]);
const text = z.string();
const call = z
  .string()
  .regex(
    /^[A-Za-z0-9-]+:[A-Za-z0-9]+( \S+)?$/,
    "must be an action, and maybe an ARN after a space; write one such as 's3:GetObject arn:aws:s3:::shop/logo.png'",
  );

const testSchema = z
  .strictObject({
    name: z.string().regex(/\S/, 'must not be empty; say what is promised').describe('What is promised, as a sentence'),
    principals: oneOrMore(text)
      .optional()
      .describe('Who calls: names from principals above, ARNs or services; a role of a workload unless said'),
    units: oneOrMore(unitPath)
      .optional()
      .describe('Units the calls are made in, each with all below it; every unit unless units or accounts are said'),
    accounts: oneOrMore(text).optional().describe('Names of accounts the calls are made in'),
    actions: z
      .array(call)
      .min(1, 'must not be empty; name an action')
      .describe('Calls: an action each, and the ARN it is about where that is another than resource'),
    resource: oneOrMore(text).optional().describe('ARNs of calls that name none themselves; * unless said'),
    context: z
      .record(z.string(), oneOrMore(text))
      .optional()
      .describe('Condition keys; what follows from the organization need not be given'),
    expect: z.enum(expectations).describe('What each call must come to'),
    by: oneOrMore(text).optional().describe('Which guardrail, or which sid, must be among those that deny'),
  })
  .meta({ id: 'policyTest', description: 'Calls that must come to the same, whatever becomes of the policies' });

export const policyTestsSchema = z
  .strictObject({
    principals: z.record(z.string(), z.string()).optional().describe('Who calls, by name'),
    tests: z.array(testSchema).describe('What the policies must do'),
  })
  .describe(
    'What an organization promises about its policies. Texts may hold $account, $account.NAME, $organization, $partition and $region',
  );

export type PolicyTestsFile = z.infer<typeof policyTestsSchema>;
