import { isObject } from '../model/json';
import type { AccountId } from '../model/organization';
import { policyIsPublic } from './is-public';

/** Whom a statement of a resource policy allows something, as far as the policy says. AWS services are not counted. */
export interface Receivers {
  readonly everybody: boolean;
  /** Accounts it names, in a principal or in a condition. */
  readonly accounts: readonly AccountId[];
  /** Organizations its conditions name. Where there are any, nobody outside them is allowed anything. */
  readonly organizations: readonly string[];
}

const nobody: Receivers = { everybody: false, accounts: [], organizations: [] };
const organizationKeys = new Set([
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
]);
const accountKeys = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceowner',
  'kms:calleraccount',
]);
const positive = /^(foranyvalue:)?(string(equals|equalsignorecase|like)|arn(equals|like))$/;

export function receiversOf(statement: unknown): Receivers {
  if (!isObject(statement) || statement.Effect !== 'Allow') return nobody;
  const organizations = valuesOf(statement.Condition, organizationKeys).map((value) => value.split('/')[0] ?? value);
  if (policyIsPublic({ Statement: [statement] })) return { ...nobody, everybody: true };
  const named = principalsIn(statement.Principal);
  // Everybody, but for a condition: it is the condition that names somebody.
  const open = named.includes('*') || statement.NotPrincipal !== undefined;
  const who = open ? valuesOf(statement.Condition, accountKeys) : named;
  return {
    everybody: false,
    accounts: [...new Set(who.flatMap(accountIn))],
    organizations: [...new Set(organizations)],
  };
}

function principalsIn(principal: unknown): readonly string[] {
  if (typeof principal === 'string') return [principal];
  return isObject(principal) ? texts(principal.AWS) : [];
}

/** Values of the keys, where an operator asks for them and not against them. */
function valuesOf(condition: unknown, keys: ReadonlySet<string>): readonly string[] {
  return Object.entries(isObject(condition) ? condition : {})
    .filter(([operator]) => positive.test(operator.toLowerCase()))
    .flatMap(([, tests]) => Object.entries(isObject(tests) ? tests : {}))
    .flatMap(([key, values]) => (keys.has(key.toLowerCase()) ? texts(values) : []));
}

/** `111122223333`, or the account of an ARN; the ids of deleted users and roles have none. */
function accountIn(principal: string): readonly AccountId[] {
  const account = principal.startsWith('arn:') ? principal.split(':')[4] : principal;
  return /^\d{12}$/.test(account ?? '') ? [account as AccountId] : [];
}

function texts(value: unknown): readonly string[] {
  return [value].flat().filter((one) => typeof one === 'string');
}
