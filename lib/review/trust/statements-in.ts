import { isObject, type Json, type JsonObject } from '../../model/json';
import type { TemplateResource } from '../../model/template';

/** An IAM statement, whatever its policy hangs on. */
export type Statement = JsonObject;

/**
 * Every statement that allows something anywhere in a resource's properties. Looks at shapes and not at resource types,
 * so that no type is forgotten: a policy is what has a `Statement`, as an object or as the text of one.
 */
export function statementsIn({ Type, Properties = {} }: TemplateResource): readonly Statement[] {
  // Its body is a template of its own, and read as one.
  if (Type === 'AWS::CloudFormation::StackSet') return [];
  const found = [...policiesIn(Properties)].flatMap(({ Statement }) => Statement).filter(isStatement);
  const all = Type === 'AWS::Lambda::Permission' ? [...found, permissionAsStatement(Properties)] : found;
  return all.filter(({ Effect }) => Effect === 'Allow');
}

const isStatement = (value: Json | undefined): value is Statement => isObject(value);

function* policiesIn(value: Json): Iterable<JsonObject> {
  if (typeof value === 'string') {
    const parsed = value.startsWith('{') ? parsedOrNothing(value) : undefined;
    if (parsed) yield* policiesIn(parsed);
  } else if (Array.isArray(value)) {
    for (const item of value) yield* policiesIn(item);
  } else if (isObject(value)) {
    if ('Statement' in value) yield value as JsonObject;
    else for (const item of Object.values(value as JsonObject)) yield* policiesIn(item);
  }
}

function parsedOrNothing(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Lambda keeps its policy as permissions, one statement each. */
function permissionAsStatement(permission: JsonObject): Statement {
  const { Action, FunctionName, Principal, PrincipalOrgID, SourceAccount, SourceArn } = permission;
  const isService = typeof Principal === 'string' && Principal.includes('.amazonaws.com');
  return {
    Effect: 'Allow',
    Principal: isService ? { Service: Principal } : { AWS: Principal ?? '*' },
    Action: Action ?? '*',
    Resource: FunctionName ?? '*',
    Condition: {
      ...(SourceArn !== undefined && { ArnLike: { 'aws:SourceArn': SourceArn } }),
      StringEquals: {
        ...(SourceAccount !== undefined && { 'aws:SourceAccount': SourceAccount }),
        ...(PrincipalOrgID !== undefined && { 'aws:PrincipalOrgID': PrincipalOrgID }),
      },
    },
  };
}
