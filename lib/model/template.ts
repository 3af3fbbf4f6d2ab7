import { isObject, type Json, type JsonObject } from './json';

/** A CloudFormation template, as synthesized or as somebody sent it. */
export interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: JsonObject;
  readonly Conditions?: JsonObject;
  readonly Mappings?: JsonObject;
  readonly Outputs?: JsonObject;
  readonly Metadata?: JsonObject;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: JsonObject;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly Metadata?: JsonObject;
}

/** What `Ref` and `Fn::GetAtt` stand for: `values['Bucket']`, `values['Bucket.Arn']`, `values['AWS::Region']`. */
export type Values = Readonly<Record<string, Json | undefined>>;

/** Logical id and resource, for resources of that type. */
export function resourcesOfType(template: Template, type: string): readonly (readonly [string, TemplateResource])[] {
  return Object.entries(template.Resources ?? {}).filter(([, resource]) => resource.Type === type);
}

/**
 * The value with `Ref`, `Fn::GetAtt`, `Fn::Sub` and `Fn::Join` replaced by what is known.
 * What is not known stays as it is, so that nobody mistakes a guess for a value.
 */
export function resolve(value: Json, values: Values): Json {
  if (Array.isArray(value)) return value.map((item) => resolve(item, values));
  if (!isObject(value)) return value;
  const object = value as JsonObject;
  const [key, ...more] = Object.keys(object);
  if (key !== undefined && more.length === 0) {
    const replaced = intrinsic(key, object[key] as Json, values);
    if (replaced !== undefined) return replaced;
  }
  return Object.fromEntries(Object.entries(object).map(([name, item]) => [name, resolve(item, values)]));
}

function intrinsic(name: string, argument: Json, values: Values): Json | undefined {
  if (name === 'Ref' && typeof argument === 'string') return values[argument];
  if (name === 'Fn::GetAtt') return values[Array.isArray(argument) ? argument.join('.') : String(argument)];
  if (name === 'Fn::Join' && Array.isArray(argument)) return join(argument, values);
  if (name === 'Fn::Sub') return substitute(argument, values);
  return undefined;
}

function join(argument: readonly Json[], values: Values): Json | undefined {
  const [separator, list] = argument;
  const parts = resolve(list ?? [], values);
  if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string')) return undefined;
  return parts.join(String(separator));
}

function substitute(argument: Json, values: Values): Json | undefined {
  const [text, own] = Array.isArray(argument) ? argument : [argument, {}];
  if (typeof text !== 'string') return undefined;
  const known = { ...values, ...(resolve(own ?? {}, values) as Values) };
  let complete = true;
  const result = text.replace(/\$\{(!?)([^}]+)\}/g, (whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const replacement = known[name.trim()];
    if (typeof replacement === 'string' || typeof replacement === 'number') return String(replacement);
    complete = false;
    return whole;
  });
  return complete ? result : undefined;
}
