import { type ApiCall, textOf, valuesOf } from '../../lib/events/api-call';
import { parseIamDocument } from '../../lib/policy/parse-iam-document';
import { receiversOf } from '../../lib/policy/receivers';

// Lambda adds a date to the names of some calls and not of others; of this one AWS does not say (2026-11).
export const wholePolicies = ['PutResourcePolicy', 'PutResourcePolicy20260709'];

/** Whom the call lets use a function or layer, where that may be somebody outside. Undefined: nobody. */
export function callersFor(call: ApiCall, account: string, organization: string): string | undefined {
  if (call.name.endsWith('UrlConfig')) return callersOfUrl(call);
  return wholePolicies.includes(call.name)
    ? callersInPolicy(call, account, organization)
    : callers(call, account, organization);
}

function callersInPolicy({ parameters }: ApiCall, account: string, organization: string): string | undefined {
  const { Statement = [] } = valuesOf(parseIamDocument(parameters.policy));
  const who = [Statement].flat().flatMap((statement) => {
    const { everybody, accounts, organizations } = receiversOf(statement);
    if (everybody) return ['everybody'];
    if (organizations.length > 0) return organizations.filter((one) => one !== organization);
    return accounts.filter((one) => one !== account);
  });
  return who.length > 0 ? [...new Set(who)].join(', ') : undefined;
}

function callersOfUrl({ parameters, response }: ApiCall): string | undefined {
  return (parameters.authType ?? response.authType) === 'NONE' ? 'everybody who knows its address' : undefined;
}

/** Whom the permission is for, where that may be somebody outside: a service is not, nor is the account itself. */
function callers({ parameters }: ApiCall, account: string, organization: string): string | undefined {
  const { principal, sourceArn, sourceAccount } = parameters;
  // Every such call names somebody; a record that does not is not whole, and the fix will see.
  if (principal === undefined) return 'somebody of whom the record says no more';
  const organizationId = textOf(parameters.principalOrgID ?? parameters.organizationId);
  if (organizationId) return organizationId === organization ? undefined : `organization ${organizationId}`;
  const source = textOf(sourceAccount) ?? textOf(sourceArn)?.split(':')[4];
  const named = principal === '*' ? source : textOf(principal);
  if (principal === '*' && !source) return sourceArn === undefined ? 'everybody' : undefined;
  const stranger = named?.startsWith('arn:') ? named.split(':')[4] : named;
  return stranger && /^\d{12}$/.test(stranger) && stranger !== account ? `account ${stranger}` : undefined;
}
