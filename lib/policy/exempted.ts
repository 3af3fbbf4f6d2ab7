import type { PolicyStatement } from '../model/control';
import { type Exemption, holdsOn } from '../model/exemption';
import { accountNamed, lineage, type Organization, unitAt } from '../model/organization';
import { sparing } from './conditions';

/** The statement, weakened by every exemption of its guardrail that holds today and that a policy can say. */
export function exempted(
  organization: Organization,
  guardrail: string,
  statement: PolicyStatement,
  today: Date,
): PolicyStatement {
  return organization.exemptions
    .filter((exemption) => exemption.guardrail === guardrail && holdsOn(exemption, today))
    .reduce((weaker, exemption) => weakened(organization, weaker, exemption) ?? weaker, statement);
}

/**
 * The statement, sparing exactly what the exemption names; undefined where a policy cannot say it, and the deny stands:
 * - a tag, since no condition key has it for every action and resource;
 * - several scopes at once, since conditions of one statement can only spare each of them alone,
 *   unless the account can be written into the resource's ARN;
 * - a resource, where the statement already names the resources it is about;
 * - an account or unit whose id the lock file does not have yet.
 */
function weakened(
  organization: Organization,
  statement: PolicyStatement,
  { account, unit, resource, tag }: Exemption,
): PolicyStatement | undefined {
  if (tag !== undefined) return undefined;
  const id = account === undefined ? undefined : accountNamed(organization, account)?.id;
  if (resource !== undefined) {
    if (unit !== undefined) return undefined;
    const arn = account === undefined ? resource : within(resource, id);
    return arn === undefined ? undefined : withoutResource(statement, arn);
  }
  if (account !== undefined && unit !== undefined) return undefined;
  if (account !== undefined) return id === undefined ? undefined : withoutAccount(statement, id);
  return unit === undefined ? undefined : withoutUnit(organization, statement, unit);
}

function withoutAccount(statement: PolicyStatement, id: string): PolicyStatement {
  const key = statement.policy === 'SERVICE_CONTROL_POLICY' ? 'aws:PrincipalAccount' : 'aws:ResourceAccount';
  return { ...statement, condition: sparing(statement.condition, 'StringNotEquals', key, [id]) };
}

// The key has many values, hence the set operator; ForAllValues also holds without the key, so a missing path is no way around.
function withoutUnit(
  organization: Organization,
  statement: PolicyStatement,
  path: string,
): PolicyStatement | undefined {
  const ids = [
    organization.id,
    organization.rootId,
    ...lineage(path)
      .toReversed()
      .map((unit) => unitAt(organization, unit)?.id),
  ];
  if (!ids.every((id) => id !== undefined)) return undefined;
  const key = statement.policy === 'SERVICE_CONTROL_POLICY' ? 'aws:PrincipalOrgPaths' : 'aws:ResourceOrgPaths';
  const below = `${ids.join('/')}/*`;
  return { ...statement, condition: sparing(statement.condition, 'ForAllValues:StringNotLike', key, [below]) };
}

function withoutResource(statement: PolicyStatement, arn: string): PolicyStatement | undefined {
  const { resources, ...rest } = statement;
  if (statement.notResources) return { ...rest, notResources: [...new Set([...statement.notResources, arn])] };
  const everything = resources === undefined || (resources.length === 1 && resources[0] === '*');
  return everything ? { ...rest, notResources: [arn] } : undefined;
}

/** The ARN, narrowed to the account; undefined where it has no place for one, as a bucket's, or names another. */
function within(arn: string, account: string | undefined): string | undefined {
  const segments = arn.split(':');
  if (account === undefined || segments.length < 6) return undefined;
  if (segments[4] !== '*' && segments[4] !== account) return undefined;
  return segments.with(4, account).join(':');
}
