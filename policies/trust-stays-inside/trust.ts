import { isObject, type JsonObject } from '../../lib/model/json';
import type { AccountId } from '../../lib/model/organization';
import { accountOf, conditionsOf, tiesToOrganization } from './condition';
import { isOpenFederation } from './federation';

/** Somebody a role trusts who is not of its own account. */
export interface Outsider {
  /** Index of the statement that trusts them. */
  readonly statement: number;
  readonly kind: 'AWS' | 'Federated';
  /** As the policy writes it: an account, an ARN, `*`, an issuer. */
  readonly principal: string;
  /** Accounts it stands for; none at all means anybody. */
  readonly accounts: readonly AccountId[];
}

/** The account the role is in, and its organization; without the latter, any organization's own is believed. */
export interface Home {
  readonly account?: AccountId;
  readonly organization?: string;
}

/** Everybody from elsewhere in a trust policy; whether an account is of the organization has to be asked. */
export function outsidersIn(document: unknown, home: Home): readonly Outsider[] {
  return statementsOf(document).flatMap((statement, index) => {
    if (statement.Effect !== 'Allow' || tiesToOrganization(statement.Condition, home.organization)) return [];
    return [...named(statement, 'AWS'), ...named(statement, 'Federated')].flatMap(({ kind, principal }) => {
      const accounts = accountsBehind(kind, principal, statement.Condition);
      const isHome = accounts?.every((account) => account === home.account);
      return accounts === undefined || (accounts.length > 0 && isHome)
        ? []
        : [{ statement: index, kind, principal, accounts }];
    });
  });
}

/** The policy without them. A statement that trusts nobody any more goes; a role that trusts nobody says so. */
export function without(document: JsonObject, outsiders: readonly Outsider[]): JsonObject {
  const Statement = statementsOf(document).flatMap((statement, index) => {
    const unwanted = outsiders.filter((outsider) => outsider.statement === index);
    if (unwanted.length === 0) return [statement];
    const Principal = principalWithout(statement.Principal, unwanted);
    return Principal === undefined ? [] : [{ ...statement, Principal }];
  });
  return { ...document, Statement: (Statement.length > 0 ? Statement : [nobody]) as JsonObject[] };
}

// IAM refuses a trust policy without statements.
const nobody = { Sid: 'NobodyIsTrusted', Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };

/** Undefined for what is no outsider, an empty list for anybody. */
function accountsBehind(
  kind: Outsider['kind'],
  principal: string,
  condition: unknown,
): readonly AccountId[] | undefined {
  if (kind === 'Federated') return isOpenFederation(principal, condition) ? [] : undefined;
  if (principal !== '*') {
    // An id such as AROA… is what is left of a principal that was deleted.
    const account = accountOf(principal);
    return account === undefined ? undefined : [account];
  }
  return (
    conditionsOf(condition, ['aws:principalaccount', 'aws:principalarn'])
      .map((values) => values.map(accountOf))
      .find((accounts): accounts is string[] => accounts.every((account) => account !== undefined)) ?? []
  );
}

function named(statement: Statement, kind: Outsider['kind']) {
  const { Principal, NotPrincipal } = statement;
  // Everybody but a few is everybody.
  if (NotPrincipal !== undefined || Principal === '*') return kind === 'AWS' ? [{ kind, principal: '*' }] : [];
  const values = isObject(Principal) ? [Principal[kind] ?? []].flat() : [];
  return values.flatMap((principal) => (typeof principal === 'string' ? [{ kind, principal }] : []));
}

function principalWithout(principal: unknown, unwanted: readonly Outsider[]): object | undefined {
  if (!isObject(principal)) return undefined;
  const kept = Object.entries(principal).flatMap(([kind, value]) => {
    const gone = unwanted.filter((outsider) => outsider.kind === kind).map((outsider) => outsider.principal);
    const rest = [value].flat().filter((one) => !gone.includes(one as string));
    return rest.length > 0 ? [[kind, rest.length === 1 ? rest[0] : rest]] : [];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

type Statement = Readonly<Record<string, unknown>>;
function statementsOf(document: unknown): readonly Statement[] {
  return isObject(document) ? [document.Statement ?? []].flat().filter(isObject) : [];
}
