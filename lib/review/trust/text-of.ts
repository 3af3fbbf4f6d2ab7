import { isObject, type Json, type JsonObject } from '../../model/json';

/** A value of a template as text: what only AWS will know stands there by its logical id, `Trail.Arn`. */
export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (!isObject(value)) return String(value);
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join, 'Fn::Sub': sub } = value as JsonObject;
  if (typeof Ref === 'string') return Ref;
  if (attribute !== undefined) return Array.isArray(attribute) ? attribute.join('.') : String(attribute);
  if (Array.isArray(join) && Array.isArray(join[1])) return join[1].map(textOf).join(String(join[0]));
  if (sub !== undefined) return textOf(Array.isArray(sub) ? sub[0] : sub);
  return JSON.stringify(value);
}

/** A value that may be one or many, as texts. */
export function textsOf(value: Json | undefined): readonly string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(textOf);
}
