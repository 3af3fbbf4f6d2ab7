import { z } from 'zod';
import { arrivals } from '../../model/new-accounts';

export const newAccountsSchema = z
  .union([
    z.enum(['on', 'off']),
    z.strictObject({
      quarantine: z
        .array(z.enum(arrivals))
        .optional()
        .describe('Which accounts are cut off until their baseline is in place; both unless said. None: []'),
      baselineWithinMinutes: z
        .int()
        .min(10, 'must be at least 10; a StackSet takes some minutes')
        .max(1_440, 'must be at most 1440; nobody should wait a day without hearing why')
        .optional()
        .describe('After that long without its baseline, somebody hears of an account; 120 unless said'),
    }),
  ])
  .describe('What is done about accounts that join; on unless said');

export type NewAccountsFile = z.infer<typeof newAccountsSchema>;
