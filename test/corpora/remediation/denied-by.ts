import type { GuardrailDefinition } from '../../../lib/model/guardrail';
import { decided, type Request } from '../../policies/decided';

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: '*' | { readonly AWS: readonly string[] };
  readonly Action: string | readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: { readonly Bool: { readonly 'aws:SecureTransport': string } };
}

export interface PolicyCase {
  readonly initial: { readonly Statement: readonly Statement[] } | null;
  readonly expected: { readonly Statement: readonly Statement[] };
}

/** Whether the guardrail's control denies in every bucket what the case's policy is to deny in one. */
export function deniedBy(
  guardrail: Pick<GuardrailDefinition, 'control'>,
  { initial, expected }: PolicyCase,
): string | undefined {
  const before = (initial?.Statement ?? []).map((statement) => JSON.stringify(statement));
  const added = expected.Statement.filter((statement) => !before.includes(JSON.stringify(statement)));
  const requests = added.flatMap(requestsOf);
  const allowed = requests.filter((request) => decided(guardrail, request) === 'allowed');
  if (requests.length === 0) return 'the case adds nothing';
  return allowed.length > 0
    ? `nothing denies ${allowed.map(({ action, as }) => `${action} to ${as ?? 'everybody'}`).join(', ')}`
    : undefined;
}

function requestsOf({ Principal, Action, Resource, Condition }: Statement): readonly Request[] {
  // Their strangers are accounts nobody in the organization knows; `decided` knows one of those.
  const principals =
    Principal === '*' ? [undefined] : Principal.AWS.map((arn) => arn.replace(/\d{12}/, '999900001111'));
  const actions = [Action].flat().map((action) => (action === 's3:*' ? 's3:GetObject' : action));
  const context = Condition?.Bool;
  return principals.flatMap((as) =>
    actions.flatMap((action) =>
      Resource.map((resource) => ({ action, resource, ...(as && { as }), ...(context && { context }) })),
    ),
  );
}
