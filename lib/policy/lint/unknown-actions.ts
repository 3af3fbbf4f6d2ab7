import type { ActionCatalogue } from './action-catalogue';
import type { LintedStatement } from './linted-statement';
import { serviceOf } from './service-of';

/** Patterns of a statement that mean no action AWS has. */
export function* unknownActions(statement: LintedStatement, catalogue: ActionCatalogue): Iterable<string> {
  for (const pattern of statement.actions) {
    const service = serviceOf(pattern);
    if (service === undefined) continue;
    if (!catalogue.services.has(service)) {
      yield `'${pattern}': AWS has no service '${service}'; correct the prefix`;
    } else if (catalogue.meant(pattern).length === 0) {
      yield `'${pattern}' is no action of ${service}, and means nothing; correct it, or remove it`;
    }
  }
}
