import { isObject } from '../model/json';

/**
 * Condition keys that tie a statement to somebody, when their values are fixed.
 * Source: Amazon S3 User Guide, "The meaning of public" (read 2026-11); of a key it is the caller's account that counts.
 */
const restrictingKeys = new Set([
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  'kms:calleraccount',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
]);
const positiveOperators = new Set(['stringequals', 'stringequalsignorecase', 'stringlike', 'arnequals', 'arnlike']);

/** Ranges broader than these count as everybody. */
const broadestPrefix = { v4: 8, v6: 32 };

/**
 * Whether a resource policy allows everybody something. Takes the document as an object or as JSON text;
 * what cannot be read as a policy is not public, since no service would accept it.
 */
export function policyIsPublic(document: unknown): boolean {
  const policy = typeof document === 'string' ? parse(document) : document;
  if (!isObject(policy)) return false;
  return list(policy.Statement).some(statementIsPublic);
}

function statementIsPublic(statement: unknown): boolean {
  if (!isObject(statement) || statement.Effect !== 'Allow') return false;
  // Allow with NotPrincipal is everybody but a few.
  const everybody = statement.NotPrincipal !== undefined || namesEverybody(statement.Principal);
  return everybody && !isRestricted(statement.Condition);
}

function namesEverybody(principal: unknown): boolean {
  if (principal === '*') return true;
  return isObject(principal) && list(principal.AWS).includes('*');
}

function isRestricted(condition: unknown): boolean {
  if (!isObject(condition)) return false;
  return Object.entries(condition).some(([operator, keys]) => {
    // …IfExists lets everybody through who does not send the key, and so does ForAllValues.
    const name = operator.toLowerCase().replace(/^foranyvalue:/, '');
    return Object.entries(isObject(keys) ? keys : {}).some(([key, values]) => {
      // AWS counts it, though it is no string: who mounts a file system is in its network.
      if (name === 'bool' && key.toLowerCase() === 'elasticfilesystem:accessedviamounttarget') {
        return list(values).every((value) => String(value) === 'true');
      }
      if (name === 'ipaddress' && key.toLowerCase() === 'aws:sourceip') return list(values).every(isNarrowRange);
      if (!positiveOperators.has(name) || !restrictingKeys.has(key.toLowerCase())) return false;
      return list(values).length > 0 && list(values).every((value) => isFixed(key, value));
    });
  });
}

/** Wildcards and policy variables fix nothing; `AROA…:*`, an ARN inside one account and a path inside one organization do. */
function isFixed(key: string, value: unknown): boolean {
  if (typeof value !== 'string' || value.includes('${')) return typeof value === 'object' && value !== null;
  if (key.toLowerCase() === 'aws:userid') return /^A[A-Z0-9]{15,}:/.test(value);
  if (/arn$/i.test(key)) return /^arn:[^:]*:[^:]*:[^:]*:(?:\d{12}:.*|:[^*?]+)$/.test(value);
  if (key.toLowerCase().endsWith('orgpaths')) return /^o-[a-z0-9]+\//.test(value);
  return !/[*?]/.test(value);
}

function isNarrowRange(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const [address = '', prefix] = value.split('/');
  if (prefix === undefined) return true;
  return Number(prefix) >= (address.includes(':') ? broadestPrefix.v6 : broadestPrefix.v4);
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
