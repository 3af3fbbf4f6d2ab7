import { valuesOf } from '../../lib/events/api-call';
import type { JsonObject } from '../../lib/model/json';
import { receiversOf } from '../../lib/policy/receivers';

const organizationKeys = /^aws:(principal|source)org(id|paths)$/i;

/**
 * The statement, for the organization alone. Nothing is deleted: whoever of ours it let in still comes in, services too.
 * A statement for another organization becomes one for the account itself, which has its own resources anyway.
 */
export function narrowed(statement: JsonObject, organization: string, owner: string): readonly JsonObject[] {
  const { Service, ...people } = principalOf(statement);
  const { organizations } = receiversOf(statement);
  const isForOthers = organizations.length > 0 && !organizations.includes(organization);
  const Condition = withOrganization(valuesOf(statement.Condition) as JsonObject, organization);
  if (statement.NotPrincipal !== undefined) return [{ ...statement, Condition }];
  if (isForOthers) return [{ ...statement, Principal: { AWS: owner }, Condition }];
  if (Service === undefined) return [{ ...statement, Condition }];
  // A service belongs to no organization, and would be shut out.
  const ofService = { ...statement, Principal: { Service } };
  const Sid: JsonObject = statement.Sid === undefined ? {} : { Sid: `${String(statement.Sid)}Inside` };
  return [ofService, { ...statement, ...Sid, Principal: people, Condition }];
}

function principalOf({ Principal }: JsonObject): JsonObject {
  return typeof Principal === 'object' && Principal !== null ? (Principal as JsonObject) : {};
}

/** Conditions on organizations are replaced: two of them together would let nobody in, or say nothing. */
function withOrganization(condition: JsonObject, organization: string): JsonObject {
  const others = Object.entries(condition)
    .map(([operator, tests]) => {
      const kept = Object.entries(valuesOf(tests)).filter(([key]) => !organizationKeys.test(key));
      return [operator, Object.fromEntries(kept) as JsonObject] as const;
    })
    .filter(([, tests]) => Object.keys(tests).length > 0);
  const rest = Object.fromEntries(others);
  return {
    ...rest,
    StringEquals: { ...valuesOf(rest.StringEquals), 'aws:PrincipalOrgID': organization } as JsonObject,
  };
}
