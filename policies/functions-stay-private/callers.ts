import { type ApiCall, textOf, valuesOf } from '../../lib/events/api-call';
import type { JsonObject } from '../../lib/model/json';
import { parseIamDocument } from '../../lib/policy/parse-iam-document';
import { receiversOf } from '../../lib/policy/receivers';

// Lambda adds a date to the names of some calls and not of others; of this one AWS does not say (2026-11).
export const wholePolicies = ['PutResourcePolicy', 'PutResourcePolicy20260709'];

/** Whom the call lets use a function or layer, where that may be somebody outside. Undefined: nobody. */
export function callersFor(call: ApiCall, account: string, organization: string): string | undefined {
  const { name, parameters, response } = call;
  if (name.endsWith('UrlConfig')) {
    const isOpen = (parameters.authType ?? response.authType) === 'NONE';
    return isOpen ? 'everybody who knows its address' : undefined;
  }
  const isWhole = wholePolicies.includes(name);
  // Every such call names somebody; a record that does not is not whole, and the fix will see.
  if (!isWhole && parameters.principal === undefined) return 'somebody of whom the record says no more';
  const who = (isWhole ? statementsIn(parameters.policy) : [statementOf(call)]).flatMap((statement) => {
    const { everybody, accounts, organizations } = receiversOf(statement);
    if (everybody) return ['everybody'];
    if (organizations.length > 0) {
      return organizations.filter((one) => one !== organization).map((one) => `organization ${one}`);
    }
    return accounts.filter((one) => one !== account).map((one) => `account ${one}`);
  });
  return who.length > 0 ? [...new Set(who)].join(', ') : undefined;
}

function statementsIn(policy: unknown): readonly unknown[] {
  return [valuesOf(parseIamDocument(policy)).Statement ?? []].flat();
}

/** The statement that a call adds. */
function statementOf({ parameters }: ApiCall): JsonObject {
  const { principal, sourceArn, sourceAccount, principalOrgID, organizationId } = parameters;
  const who = String(principal);
  const tests = {
    'aws:SourceAccount': textOf(sourceAccount),
    'aws:SourceArn': textOf(sourceArn),
    'aws:PrincipalOrgID': textOf(principalOrgID ?? organizationId),
  };
  const given = Object.entries(tests).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return {
    Effect: 'Allow',
    Principal: who.includes('.amazonaws.') ? { Service: who } : { AWS: who },
    Condition: { StringLike: Object.fromEntries(given) },
  };
}
