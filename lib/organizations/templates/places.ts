import type { Json, JsonObject } from '../../model/json';
import { isObject } from '../../model/json';
import { resolve, type Template, type TemplateResource } from '../../model/template';
import type { Names, Place } from '../thing';

/** Finds the place that a property of a template means: a reference to a resource or an export, or an id from the lock file. */
export interface Places {
  readonly placeOf: (template: Template, value: Json | undefined, asker: string) => Place;
  readonly pathOf: (template: Template, logicalId: string) => string;
}

interface Export {
  readonly template: Template;
  readonly value: Json | undefined;
}

export function createPlaces(templates: readonly Template[], names: Names): Places {
  const exports = exportsOf(templates);

  function placeOf(template: Template, value: Json | undefined, asker: string, seen: readonly string[] = []): Place {
    const known = resolve(value ?? null, {});
    if (typeof known === 'string') return named(known, asker);
    const [[intrinsic, argument] = []] = isObject(known) ? Object.entries(known) : [];
    if (intrinsic === 'Fn::ImportValue') {
      const found = exports.get(text(argument));
      if (!found)
        throw new Error(`${asker}: imports ${text(argument)}, which no template exports; pass every template`);
      return placeOf(found.template, found.value, asker, seen);
    }
    const logicalId = intrinsic === 'Ref' ? text(argument) : intrinsic === 'Fn::GetAtt' ? attributeOf(argument) : '';
    const resource = template.Resources?.[logicalId];
    const parameter = template.Parameters?.[logicalId];
    if (resource) return placeOfResource(template, logicalId, resource, asker, seen);
    if (isObject(parameter) && parameter.Default !== undefined) return named(text(parameter.Default), asker);
    throw new Error(`${asker}: ${JSON.stringify(value)} is not a place; use an id, Ref or Fn::ImportValue of a unit`);
  }

  function placeOfResource(
    template: Template,
    logicalId: string,
    resource: TemplateResource,
    asker: string,
    seen: readonly string[],
  ): Place {
    switch (resource.Type) {
      case 'AWS::Organizations::Organization':
        return 'root';
      case 'AWS::Organizations::OrganizationalUnit':
        return `unit ${pathOf(template, logicalId, seen)}`;
      case 'AWS::Organizations::Account':
        return `account ${text(resource.Properties?.AccountName)}`;
      default:
        throw new Error(`${asker}: ${logicalId} is an ${resource.Type}; a place is a root, a unit or an account`);
    }
  }

  function pathOf(template: Template, logicalId: string, seen: readonly string[] = []): string {
    if (seen.includes(logicalId))
      throw new Error(`${logicalId}: is its own ancestor: ${[...seen, logicalId].join(' → ')}`);
    const properties = template.Resources?.[logicalId]?.Properties;
    const parent = placeOf(template, properties?.ParentId, logicalId, [...seen, logicalId]);
    const name = text(properties?.Name);
    if (parent === 'root') return name;
    if (parent.startsWith('unit ')) return `${parent.slice('unit '.length)}/${name}`;
    throw new Error(`${logicalId}: its parent is ${parent}; units are in the root or in another unit`);
  }

  function named(id: string, asker: string): Place {
    const place = names[id];
    if (place) return place;
    throw new Error(
      `${asker}: no root, unit or account has the id ${id}; the templates were synthesized for another organization, or its lock file is stale`,
    );
  }

  return { placeOf, pathOf };
}

function exportsOf(templates: readonly Template[]): ReadonlyMap<string, Export> {
  const outputs = templates.flatMap((template) =>
    Object.values(template.Outputs ?? {})
      .filter(isObject)
      .map((output) => ({ template, output: output as JsonObject })),
  );
  return new Map(
    outputs.flatMap(({ template, output }) => {
      const name = isObject(output.Export) ? resolve((output.Export as JsonObject).Name ?? null, {}) : undefined;
      return typeof name === 'string' ? [[name, { template, value: output.Value }] as const] : [];
    }),
  );
}

/** `Fn::GetAtt` names a resource and an attribute, as a list or joined by a dot. */
function attributeOf(argument: unknown): string {
  return text(Array.isArray(argument) ? argument[0] : text(argument).split('.')[0]);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
