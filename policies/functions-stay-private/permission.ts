import type { FunctionUrlAuthType } from '@aws-sdk/client-lambda';
import { textOf, valuesOf } from '../../lib/events/api-call';
import type { JsonObject } from '../../lib/model/json';

const told: ReadonlySet<string> = new Set([
  'aws:principalorgid',
  'aws:sourceaccount',
  'aws:sourcearn',
  'lambda:eventsourcetoken',
  'lambda:functionurlauthtype',
  'lambda:invokedviafunctionurl',
]);

/** Whether a call of AddPermission says all that the statement does; those of PutResourcePolicy may say more. */
export function isOnePermission({ Sid, Action, Principal, Condition, NotPrincipal, NotAction }: JsonObject): boolean {
  const tests = Object.values(valuesOf(Condition)).flatMap((keys) => Object.entries(valuesOf(keys)));
  const whole = [Sid, Action, ...(textOf(Principal) ? [] : Object.values(valuesOf(Principal)))];
  return (
    (textOf(Principal) !== undefined || Object.keys(valuesOf(Principal)).length === 1) &&
    [...whole, ...tests.map(([, value]) => value)].every((value) => typeof value === 'string') &&
    tests.every(([key]) => told.has(key.toLowerCase())) &&
    NotPrincipal === undefined &&
    NotAction === undefined
  );
}

/** A statement of a function's policy, as the call that made it. */
export function permission(statement: JsonObject) {
  const key = conditionsOf(statement);
  return {
    ...common(statement),
    SourceArn: key('aws:sourcearn'),
    SourceAccount: key('aws:sourceaccount'),
    PrincipalOrgID: key('aws:principalorgid'),
    EventSourceToken: key('lambda:eventsourcetoken'),
    FunctionUrlAuthType: key('lambda:functionurlauthtype') as FunctionUrlAuthType | undefined,
    ...(key('lambda:invokedviafunctionurl') === 'true' && { InvokedViaFunctionUrl: true }),
  };
}

/** The same of a layer's. */
export function layerPermission(statement: JsonObject) {
  return { ...common(statement), OrganizationId: conditionsOf(statement)('aws:principalorgid') };
}

function common({ Sid, Action, Principal }: JsonObject) {
  const { AWS, Service } = valuesOf(Principal);
  return {
    StatementId: String(Sid),
    Action: String(Action),
    Principal: textOf(Principal ?? undefined) ?? String(AWS ?? Service),
  };
}

function conditionsOf({ Condition }: JsonObject): (key: string) => string | undefined {
  const tests = Object.values(valuesOf(Condition)).flatMap((keys) => Object.entries(valuesOf(keys)));
  const values = new Map(tests.map(([key, value]) => [key.toLowerCase(), String(value)]));
  return (key) => values.get(key);
}
