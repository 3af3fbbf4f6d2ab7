import { isObject, type JsonObject } from '../model/json';

/** A policy as IAM hands it out (URL-encoded) or as a call carries it (JSON text, or read already). */
export function parseIamDocument(given: unknown): JsonObject | undefined {
  if (isObject(given)) return given as JsonObject;
  if (typeof given !== 'string') return undefined;
  try {
    const parsed: unknown = JSON.parse(given.trimStart().startsWith('{') ? given : decodeURIComponent(given));
    return isObject(parsed) ? (parsed as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
