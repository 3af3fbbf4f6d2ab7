import { isObject, type JsonObject } from '../../model/json';
import type { Change } from '../change';
import type { LivingPolicy } from '../living';

type Update = Extract<Change, { readonly kind: 'update-policy' }>;

/**
 * A statement that moves from one policy to another arrives before it leaves.
 * Where two policies swap statements that cannot be; then the order stays.
 */
export function orderUpdates(updates: readonly Update[], living: readonly LivingPolicy[]): readonly Update[] {
  const before = new Map(living.map((policy) => [policy.id, statementsOf(policy.content)]));
  const moves = updates.map((update) => {
    const had = before.get(update.policy.id ?? '') ?? new Set();
    const has = statementsOf(update.content);
    return { update, gained: minus(has, had), lost: minus(had, has) };
  });
  const ordered: Update[] = [];
  while (moves.length > 0) {
    const free = moves.findIndex(({ lost }) => !moves.some(({ gained }) => [...lost].some((one) => gained.has(one))));
    ordered.push(...moves.splice(Math.max(free, 0), 1).map(({ update }) => update));
  }
  return ordered;
}

/** Statements by what they say, or the parts of a management policy by their keys. */
function statementsOf(content: JsonObject): ReadonlySet<string> {
  const { Statement } = content;
  const statements = Array.isArray(Statement) ? Statement : isObject(Statement) ? [Statement] : Object.entries(content);
  return new Set(statements.map((statement) => JSON.stringify(statement)));
}

function minus(all: ReadonlySet<string>, without: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...all].filter((one) => !without.has(one)));
}
