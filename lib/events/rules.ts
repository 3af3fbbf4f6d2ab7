import type { EventPattern } from '../model/guardrail';
import { isObject, type Json, type JsonObject } from '../model/json';
import { resolve, resourcesOfType, type Template, type TemplateResource, type Values } from '../model/template';
import type { RuleState } from './cloudtrail-record';

/** An `AWS::Events::Rule`, as far as it is known before it is deployed. */
export interface EventRule {
  readonly logicalId: string;
  /** Undefined where CloudFormation makes it up. */
  readonly name?: string;
  /** Name or ARN; as written where it is not known. */
  readonly eventBus: Json;
  readonly pattern?: EventPattern;
  /** `rate(1 hour)`. */
  readonly schedule?: string;
  readonly state: RuleState;
  readonly targets: readonly EventTarget[];
}

export interface EventTarget {
  readonly id: string;
  /** As written where it is not known. */
  readonly arn?: Json;
  readonly roleArn?: Json;
}

/** Every event rule of a template, in its order, with what `values` knows filled in. */
export function eventRulesIn(template: Template, values: Values): readonly EventRule[] {
  return resourcesOfType(template, 'AWS::Events::Rule').map(([id, resource]) => ruleOf(id, resource, values));
}

function ruleOf(logicalId: string, { Properties = {} }: TemplateResource, values: Values): EventRule {
  const {
    Name,
    EventBusName = 'default',
    EventPattern,
    ScheduleExpression,
    State,
    Targets = [],
  } = resolve(Properties, values) as JsonObject;
  const pattern = typeof EventPattern === 'string' ? (JSON.parse(EventPattern) as Json) : EventPattern;
  return {
    logicalId,
    ...(typeof Name === 'string' && { name: Name }),
    eventBus: EventBusName,
    ...(isObject(pattern) && { pattern: pattern as EventPattern }),
    ...(typeof ScheduleExpression === 'string' && { schedule: ScheduleExpression }),
    state: stateOf(State),
    targets: (Array.isArray(Targets) ? Targets : []).filter(isObject).map((target) => targetOf(target as JsonObject)),
  };
}

function targetOf({ Id, Arn, RoleArn }: JsonObject): EventTarget {
  return { id: String(Id), ...(Arn !== undefined && { arn: Arn }), ...(RoleArn !== undefined && { roleArn: RoleArn }) };
}

function stateOf(state: Json | undefined): RuleState {
  return state === 'DISABLED' || state === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' ? state : 'ENABLED';
}
