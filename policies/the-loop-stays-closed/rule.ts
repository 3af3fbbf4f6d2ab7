import type { Facts } from '../../lib/model/facts';
import type { Session } from '../../lib/model/guardrail';
import { forwarderRoleNameIn, hubBusName, outpostRoleNameIn, roleArn } from '../../lib/model/platform';

type Where = Pick<Session, 'account' | 'region'>;

export function ruleArn(partition: string, id: string, { account, region }: Where): string {
  return `arn:${partition}:events:${region}:${account}:rule/${id}`;
}

/** `breakwater-hub/NAME` → bus and name; a rule of the default bus has its name alone. */
export function ruleOf(id: string): { readonly bus?: string; readonly name: string } {
  const [bus, name] = id.split('/');
  return name === undefined ? { name: id } : { bus, name };
}

export interface Target {
  readonly Id: string;
  readonly Arn: string;
  readonly RoleArn: string;
}

/** Where every forwarding rule sends what it matches. */
export function hubTarget(rule: string, { account, region }: Where, facts: Facts): Target {
  const { partition, securityAccount, homeRegion } = facts;
  const role = rule.startsWith('StackSet-breakwater-outposts')
    ? outpostRoleNameIn(region)
    : forwarderRoleNameIn(region);
  return {
    Id: 'Hub',
    Arn: `arn:${partition}:events:${homeRegion}:${securityAccount}:event-bus/${hubBusName}`,
    RoleArn: roleArn(partition, account, role),
  };
}

/** Whether the pattern is about calls that only read. Its rule is offered them in a state of its own. */
export function isAboutReads(pattern: unknown): boolean {
  const names = eventNames(pattern);
  return names.length > 0 && names.every((name) => /^(Get|List|Describe)/.test(name));
}

function eventNames(pattern: unknown): readonly string[] {
  if (typeof pattern !== 'object' || pattern === null) return [];
  return Object.entries(pattern).flatMap(([key, value]) =>
    key === 'eventName' ? [value].flat().map(String) : eventNames(value),
  );
}
