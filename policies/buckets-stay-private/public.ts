import { isObject } from '../../lib/model/json';

const publicCannedAcls = new Set(['public-read', 'public-read-write', 'authenticated-read']);
const publicGroups = ['groups/global/AllUsers', 'groups/global/AuthenticatedUsers'];

/** The flags of a public access block, all of which have to be on. */
export const blockFlags = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
] as const;
export type PublicAccessBlock = Readonly<Partial<Record<(typeof blockFlags)[number], boolean>>>;

/** Names of the flags that are not on. A template or an event may spell `true` as a string. */
export function missingFlags(block: unknown): readonly string[] {
  const given = isObject(block) ? block : {};
  return blockFlags.filter((flag) => String(given[flag]) !== 'true');
}

/**
 * Whether a request's parameters grant everybody something. The same grant comes as a canned ACL, a header or a body,
 * as one value or a list (CloudTrail's forms, seen 2026-11), so every value counts wherever it stands.
 */
export function grantsEverybody(parameters: unknown): boolean {
  if (typeof parameters === 'string') {
    return publicCannedAcls.has(parameters) || publicGroups.some((group) => parameters.includes(group));
  }
  if (Array.isArray(parameters)) return parameters.some(grantsEverybody);
  return isObject(parameters) && Object.values(parameters).some(grantsEverybody);
}
