import { z } from 'zod';
import { boundarySchema } from './account';
import { isDay } from './day';
import { unitPath } from './text';

export const exemptionSchema = z
  .strictObject({
    guardrail: z.string().describe('Name of a folder under policies/'),
    account: z.string().optional().describe('Name of the account it holds in'),
    boundary: boundarySchema
      .optional()
      .describe('Holds in every account that is apart for these reasons: { data: public } means all with public data'),
    unit: unitPath.optional().describe('Path of the unit it holds in, its children included'),
    resource: z
      .string()
      .regex(
        /^arn:[^:]*:[^:]+:[^:]*:[^:]*:.+$/,
        'must be an ARN, in which * and ? stand for any text; write one such as arn:aws:s3:::shop-website',
      )
      .optional()
      .describe('ARN of the resource, with * and ? as IAM reads them'),
    tag: z
      .string()
      .regex(/^[^=]+=/, 'must be key=value; write the tag that the resource carries')
      .optional()
      .describe('A tag the resource carries: key=value'),
    because: z
      .string()
      .regex(/^\s*\S[\s\S]{8,}\S\s*$/, 'must have at least 10 characters; say why this is all right')
      .describe('Why this is all right; at least 10 characters'),
    owner: z.string().regex(/\S/, 'must not be empty; name who answers for it').describe('Who answers for it'),
    until: z
      .string()
      .refine(isDay, 'must be a day of the calendar; write year-month-day such as 2027-06-30')
      .describe('Last day it holds, such as 2027-06-30; at most a year ahead'),
  })
  .meta({ id: 'exemption', description: 'A listed, justified, dated exception. Every scope given must hold' });
