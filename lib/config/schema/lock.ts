import { z } from 'zod';

function id(pattern: RegExp, example: string) {
  return z.string().regex(pattern, `must look like ${example}; copy it from AWS`);
}

const organizationId = id(/^o-[a-z0-9]{10,32}$/, 'o-exampleorgid');
const rootId = id(/^r-[a-z0-9]{4,32}$/, 'r-exam');
const unitId = id(/^ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}$/, 'ou-exam-workload');
const instanceArn = id(
  /^arn:aws(-[a-z]{1,5}){0,3}:sso:::instance\/(sso)?ins-[a-zA-Z0-9-.]{16}$/,
  'arn:aws:sso:::instance/ssoins-0a1b2c3d4e5f6a7b',
);
const accountId = id(/^\d{12}$/, '"111122223333"');

export const lockSchema = z.strictObject({
  organization: organizationId.optional(),
  root: rootId.optional(),
  units: z.record(z.string(), unitId).optional(),
  accounts: z.record(z.string(), accountId).optional(),
  identityCenter: instanceArn.optional(),
  assignmentStacks: z
    .int()
    .refine((count) => count > 0 && Number.isInteger(Math.log2(count)), 'must be a power of two; remove it')
    .optional(),
  shards: z.record(z.string(), z.int().min(0, 'must be at least 0; remove it')).optional(),
});

/** What `organization.lock.yaml` says. */
export type LockFile = z.infer<typeof lockSchema>;
