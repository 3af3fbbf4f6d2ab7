import { z } from 'zod';
import { email, unitPath } from './text';

const amount = z.number().positive('must be more than 0; write what a month may cost');

export const budgetsSchema = z
  .strictObject({
    organization: amount.optional().describe('What the whole organization may cost a month'),
    units: z.record(unitPath, amount).optional().describe('What a unit may cost a month, the units below included'),
    anomaliesFrom: amount.optional().describe('Unusual cost is told from this impact on; 100 unless said'),
    emails: z
      .array(email)
      .min(1, 'must name somebody; remove it to write to whom alerts go')
      .max(10, 'must be at most ten, which is all AWS takes; use a mailing list')
      .optional()
      .describe('Who hears of it; whoever gets alerts unless said'),
  })
  .describe('What a month may cost, in US dollars (in China in yuan), and who hears when it will be more');
