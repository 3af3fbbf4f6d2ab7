import { z } from 'zod';
import { modes } from '../../model/organization';
import { unitPath } from './text';

const mode = z.enum(modes);

const settingSchema = z
  .union([
    mode,
    z.strictObject({
      mode: mode.optional().describe('Mode everywhere but in the units below; the default unless said'),
      units: z
        .record(unitPath, mode)
        .optional()
        .describe('Mode by path of a unit, its children included; the nearest unit wins'),
    }),
  ])
  .meta({ id: 'guardrail', description: 'A mode, or a mode with others for some units' });

export const guardrailsSchema = z
  .object({ default: mode.optional().describe('Mode of guardrails not named here; observe unless said') })
  .catchall(settingSchema)
  .describe('How far guardrails go, by name of a folder under policies/: off, observe, notify or enforce');
