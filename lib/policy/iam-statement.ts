import type { Condition, PolicyStatement } from '../model/control';
import type { JsonObject } from '../model/json';
import type { Partition } from '../model/organization';
import { platformPrincipals } from '../model/platform';
import { sparing } from './conditions';

/** A guardrail's statement as IAM writes it, with the platform spared. Lists of one are written as their item: characters count. */
export function iamStatement(statement: PolicyStatement, guardrail: string, partition: Partition): JsonObject {
  assertSayable(statement, guardrail);
  const { policy, sid, actions, notActions, resources, notResources } = statement;
  const condition = statement.exemptsPlatform === false ? statement.condition : platformSpared(statement, partition);
  return {
    Sid: sid,
    Effect: 'Deny',
    ...(policy === 'RESOURCE_CONTROL_POLICY' && { Principal: '*' }),
    ...(actions ? { Action: compact(actions) } : { NotAction: compact(notActions ?? []) }),
    ...(notResources ? { NotResource: compact(notResources) } : { Resource: compact(resources ?? ['*']) }),
    ...(condition && { Condition: written(condition) }),
  };
}

/**
 * An SCP binds only our own principals, so any account's platform role may be spared. An RCP binds strangers too, and a stranger
 * may name a role as he likes: there, only the platform roles of the account that owns the resource are spared.
 */
function platformSpared({ policy, condition }: PolicyStatement, partition: Partition): Condition {
  const principals = platformPrincipals(partition);
  if (policy === 'SERVICE_CONTROL_POLICY') return sparing(condition, 'ArnNotLike', 'aws:PrincipalArn', principals);
  const own = principals.map((principal) => principal.replace('::*:', `::\${aws:ResourceAccount}:`));
  return sparing(condition, 'ArnNotLike', 'aws:PrincipalArn', own);
}

function written(condition: Condition): JsonObject {
  return Object.fromEntries(
    Object.entries(condition).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, compact([values].flat())])),
    ]),
  );
}

function compact(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? (values[0] as string) : values;
}

function assertSayable(statement: PolicyStatement, guardrail: string): void {
  const who = `${guardrail}: statement '${statement.sid}'`;
  if (!/^[A-Za-z0-9]+$/.test(statement.sid)) throw new Error(`${who}: a sid is letters and digits only; rename it`);
  assertOne(who, 'actions', statement.actions, 'notActions', statement.notActions);
  if (statement.resources || statement.notResources) {
    assertOne(who, 'resources', statement.resources, 'notResources', statement.notResources);
  }
}

function assertOne(
  who: string,
  name: string,
  list: readonly string[] | undefined,
  notName: string,
  notList: readonly string[] | undefined,
): void {
  if (list && notList) throw new Error(`${who}: has both ${name} and ${notName}; give one`);
  if (!list?.length && !notList?.length) throw new Error(`${who}: has no ${name}, nor ${notName}; give one`);
}
