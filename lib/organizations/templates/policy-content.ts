import { isObject, type Json, type JsonObject } from '../../model/json';
import { resolve } from '../../model/template';

/** The document of a policy resource, which templates hold as an object or as text. */
export function policyContent(logicalId: string, declared: Json | undefined): JsonObject {
  const content = resolve(declared ?? null, {});
  const unknown = intrinsicIn(content);
  if (unknown) {
    throw new Error(`${logicalId}: Content has ${unknown}, which only CloudFormation knows; write the value itself`);
  }
  const document: unknown = typeof content === 'string' ? JSON.parse(content) : content;
  if (isObject(document)) return document as JsonObject;
  throw new Error(`${logicalId}: Content is ${JSON.stringify(content)}; it is a JSON object`);
}

function intrinsicIn(value: Json): string | undefined {
  if (Array.isArray(value)) return value.map(intrinsicIn).find(Boolean);
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value as JsonObject);
  const [[key] = []] = entries;
  if (entries.length === 1 && key && (key === 'Ref' || key.startsWith('Fn::'))) return JSON.stringify(value);
  return entries.map(([, item]) => intrinsicIn(item)).find(Boolean);
}
