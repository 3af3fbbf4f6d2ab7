import { isObject } from '../model/json';

/** The flags of a public access block, a bucket's or an account's. All of them on is the whole block. */
export const blockFlags = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
] as const;
export type PublicAccessBlock = Readonly<Partial<Record<(typeof blockFlags)[number], boolean>>>;

export const wholeBlock: PublicAccessBlock = Object.fromEntries(blockFlags.map((flag) => [flag, true]));

/** Names of the flags that are not on. A template or an event may spell `true` as a string. */
export function missingFlags(block: unknown): readonly string[] {
  const given = isObject(block) ? block : {};
  return blockFlags.filter((flag) => String(given[flag]) !== 'true');
}
