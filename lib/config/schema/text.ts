import { z } from 'zod';
import { quotas } from '../quotas';

export const email = z
  .email({
    // Also asked about what is missing or no text, which is explained elsewhere.
    error: ({ code }) =>
      code === 'invalid_format' ? 'must be an e-mail address; write one such as aws+orders@example.com' : undefined,
  })
  .max(quotas.emailCharacters, `must have at most ${quotas.emailCharacters} characters; shorten it`);

/** Names of units from the root down, joined by `/`. */
export const unitPath = z.string();
