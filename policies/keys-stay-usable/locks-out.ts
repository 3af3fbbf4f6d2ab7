import { isObject } from '../../lib/model/json';

const changing = [/^\*$/, /^kms:\*$/i, /^kms:put\*$/i, /^kms:putkeypolicy$/i, /^kms:p\*$/i];

/**
 * Whether nobody of the account could change the key's policy again, so that only AWS Support could.
 * A policy that cannot be read locks nobody out, since KMS would not have taken it.
 */
export function locksOut(policy: unknown, account: string): boolean {
  const document = typeof policy === 'string' ? parse(policy) : policy;
  if (!isObject(document)) return false;
  return !list(document.Statement).some((statement) => givesBack(statement, account));
}

function givesBack(statement: unknown, account: string): boolean {
  if (!isObject(statement) || statement.Effect !== 'Allow') return false;
  const may = list(statement.Action).some((action) => changing.some((pattern) => pattern.test(String(action))));
  // NotAction and NotPrincipal say who and what is left out; they lock nobody out that we could name.
  if (statement.NotAction === undefined && !may) return false;
  if (statement.NotPrincipal !== undefined || statement.Principal === '*') return true;
  const principals = isObject(statement.Principal) ? list(statement.Principal.AWS) : [];
  return principals.some((one) => one === '*' || one === account || String(one).split(':')[4] === account);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const list = (value: unknown): readonly unknown[] => (value === undefined || value === null ? [] : [value].flat());
