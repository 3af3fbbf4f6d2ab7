import { type ApiCall, textOf } from '../../lib/events/api-call';
import { isObject } from '../../lib/model/json';
import { parseIamDocument } from '../../lib/policy/parse-iam-document';

/** Names under which calls have whom they let in, in lower case. */
const whom: ReadonlySet<string> = new Set([
  'account',
  'accountid',
  'addallowedprincipals',
  'principal',
  'principals',
  'principalsubscriber',
  'receiverprincipal',
  'sharedaccountid',
  'sharedwith',
]);

/**
 * The statements that a call of any service sets, wherever its parameters hold a policy; and one in the same form for
 * the accounts it names.
 */
export function statementsAnywhere({ parameters }: ApiCall): readonly unknown[] {
  const AWS = namedIn(parameters);
  const named = AWS.length > 0 ? [{ Effect: 'Allow', Principal: { AWS } }] : [];
  return [...documentsIn(parameters).flatMap(({ Statement }) => Statement), ...named];
}

/** The first ARN of the account's own that the parameters name outside of policies. */
export function ownArnIn(value: unknown, account: string): string | undefined {
  if (typeof value === 'string') return value.startsWith('arn:') && value.includes(`:${account}:`) ? value : undefined;
  for (const part of partsOf(value)) {
    const found = ownArnIn(part, account);
    if (found !== undefined) return found;
  }
  return undefined;
}

function documentsIn(value: unknown): readonly { readonly Statement: readonly unknown[] }[] {
  const document = typeof value === 'string' || isObject(value) ? parseIamDocument(value) : undefined;
  if (document?.Statement !== undefined) return [{ Statement: [document.Statement].flat() }];
  return partsOf(value).flatMap(documentsIn);
}

function namedIn(value: unknown): readonly string[] {
  if (!isObject(value)) return partsOf(value).flatMap(namedIn);
  const entries = Object.entries(value);
  // What takes an account out again names it just the same: `allowCopyImage: false`.
  if (entries.some(([key, one]) => key.startsWith('allow') && one === false)) return [];
  return entries.flatMap(([key, one]) => (whom.has(key.toLowerCase()) ? textsIn(one) : namedIn(one)));
}

const textsIn = (value: unknown): readonly string[] => {
  const text = textOf(value);
  return text === undefined ? partsOf(value).flatMap(textsIn) : [text];
};

function partsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}
