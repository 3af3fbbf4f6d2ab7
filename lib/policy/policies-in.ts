import { type PolicyType, policyTypes } from '../model/control';
import { isObject, type Json, type JsonObject } from '../model/json';
import { resolve, resourcesOfType, type Template, type TemplateResource, type Values } from '../model/template';
import { PolicyError, shown } from './evaluate/policy-error';

/** A policy as a template attaches it. */
export interface AttachedPolicy {
  readonly logicalId: string;
  readonly name: string;
  readonly type: PolicyType;
  readonly content: JsonObject;
  /** Ids of the root, of units and of accounts. */
  readonly targets: readonly string[];
  /** Whose statement it is, by sid. */
  readonly guardrails: Readonly<Record<string, string>>;
}

/**
 * The policies a synthesized template attaches, in its order.
 * @throws PolicyError when one cannot be read, or a target is not known.
 */
export function policiesIn(template: Template, values: Values): readonly AttachedPolicy[] {
  return resourcesOfType(template, 'AWS::Organizations::Policy').map(([logicalId, resource]) =>
    attachedPolicy(logicalId, resource, values),
  );
}

function attachedPolicy(logicalId: string, { Properties, Metadata }: TemplateResource, values: Values): AttachedPolicy {
  const properties = resolve(Properties ?? {}, values) as JsonObject;
  const { Name: name, Type: type } = properties;
  const at = (property: string) => ({ document: logicalId, path: `Properties.${property}` });
  if (typeof name !== 'string') throw new PolicyError(at('Name'), `must be text, got ${shown(name)}`);
  const known = policyTypes.find((candidate) => candidate === type);
  if (!known) throw new PolicyError(at('Type'), `must be one of ${policyTypes.join(', ')}, got ${shown(type)}`);
  return {
    logicalId,
    name,
    type: known,
    content: contentOf(properties.Content, at('Content')),
    targets: targetsOf(properties.TargetIds, at('TargetIds')),
    guardrails: guardrailsOf(Metadata?.Guardrails),
  };
}

type At = ConstructorParameters<typeof PolicyError>[0];

function contentOf(content: Json | undefined, at: At): JsonObject {
  const value = typeof content === 'string' ? parse(content, at) : content;
  if (!isObject(value)) throw new PolicyError(at, `must be an object, or one as JSON text, got ${shown(value)}`);
  return value as JsonObject;
}

function parse(text: string, at: At): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PolicyError(at, `is not JSON: ${cause instanceof Error ? cause.message : cause}`);
  }
}

function targetsOf(targets: Json | undefined, at: At): readonly string[] {
  return [targets ?? []].flat().map((target) => {
    if (typeof target === 'string') return target;
    throw new PolicyError(
      at,
      `target ${shown(target)} is not known; give its value, or run 'breakwater sync' to learn its id`,
    );
  });
}

function guardrailsOf(guardrails: Json | undefined): Readonly<Record<string, string>> {
  const entries = isObject(guardrails) ? Object.entries(guardrails) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
