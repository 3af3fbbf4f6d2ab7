import { z } from 'zod';
import { purposes } from '../../model/organization';
import { quotas } from '../quotas';

export const unitSchema = z
  .strictObject({
    name: z
      .string()
      .max(quotas.unitNameCharacters, `must have at most ${quotas.unitNameCharacters} characters; shorten it`)
      .regex(
        /^[^/\p{C}\p{Z}]([^/\p{C}]*[^/\p{C}\p{Z}])?$/u,
        "must be visible text without '/' and without a space at either end; rename it",
      )
      .describe('Name of the unit, unique among its siblings whatever the case'),
    purpose: z
      .enum(purposes)
      .exclude(['management'])
      .optional()
      .describe('What it is for; guardrails apply to purposes. That of the unit above unless said'),
    get units() {
      return z.array(unitSchema).optional().describe('Units inside it; at most five levels in all');
    },
  })
  .meta({ id: 'unit', description: 'An organizational unit' });
