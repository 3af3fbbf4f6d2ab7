import { isObject } from '../model/json';

/** Canned ACLs that grant something to everybody, or to everybody with an AWS account, which is the same. */
export const publicCannedAcls = ['public-read', 'public-read-write', 'authenticated-read'] as const;
const canned: ReadonlySet<string> = new Set(publicCannedAcls);
const everybody = /groups\/global\/(AllUsers|AuthenticatedUsers)/i;

/** Whether a grantee's URI is everybody. */
export const isEverybody = (uri: string): boolean => everybody.test(uri);

/**
 * Whether a request's parameters grant everybody something. The same grant comes as a canned ACL, a header or a body,
 * as one value or a list (CloudTrail's forms, seen 2026-11), so every value counts wherever it stands.
 */
export function grantsEverybody(parameters: unknown): boolean {
  if (typeof parameters === 'string') return canned.has(parameters.toLowerCase()) || isEverybody(parameters);
  if (Array.isArray(parameters)) return parameters.some(grantsEverybody);
  return isObject(parameters) && Object.values(parameters).some(grantsEverybody);
}
