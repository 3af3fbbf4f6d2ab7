import type { ActionCatalogue, KnownAction } from './action-catalogue';
import type { LintedStatement } from './linted-statement';
import { serviceOf } from './service-of';

// Keys of web identity and SAML sessions are named after who signed them in.
const identityKey =
  /^(saml|accounts\.google\.com|cognito-identity\.amazonaws\.com|graph\.facebook\.com|www\.amazon\.com|[\w.-]+\.[a-z]+(\/[^:]*)?):/;

/** Condition keys that no action of a pattern has: the condition never sees a value there. */
export function* unsupportedKeys(statement: LintedStatement, catalogue: ActionCatalogue): Iterable<string> {
  for (const { operator, key } of statement.tests) {
    const folded = key.toLowerCase();
    if (identityKey.test(folded) || catalogue.globalKeys.some((known) => isMeant(folded, known))) continue;
    if (folded.startsWith('aws:')) {
      yield `${operator}: '${key}' is no condition key of AWS; correct it`;
    } else if (!statement.isNegated) {
      const without = statement.actions.filter((pattern) => lacks(pattern, folded, catalogue));
      if (without.length > 0) yield `${operator}: '${key}' is no key of ${shown(without)}; ${consequence(operator)}`;
    }
  }
}

function lacks(pattern: string, key: string, catalogue: ActionCatalogue): boolean {
  if (serviceOf(pattern) === undefined) return false;
  const meant = catalogue.meant(pattern);
  return meant.length > 0 && !meant.some((action) => has(action, key));
}

function has({ keys }: KnownAction, key: string): boolean {
  return keys.some((known) => isMeant(key, known));
}

function isMeant(key: string, known: string): boolean {
  return known.endsWith('/') ? key.startsWith(known) : key === known;
}

function shown(patterns: readonly string[]): string {
  const more = patterns.length > 5 ? ` and ${patterns.length - 5} more` : '';
  return `${patterns.slice(0, 5).join(', ')}${more}`;
}

function consequence(operator: string): string {
  const holds = /Not|IfExists$|^ForAllValues:/.test(operator) || operator === 'Null';
  return holds
    ? 'without it the condition tells nothing apart; move the actions to a statement without it'
    : 'the statement never applies to them; move them to a statement of their own';
}
