import { isObject } from '../../model/json';
import type { Question } from './complete-request';

/** Requests as people keep them in files: a JSON list, one object, or an object per line. Other keys are passed over. */
export function parseQuestions(name: string, text: string): readonly Question[] {
  return values(name, text).map((value, index) => question(`${name}: request ${index + 1}`, value));
}

function values(name: string, text: string): readonly unknown[] {
  const whole = parse(text);
  if (whole.ok) return Array.isArray(whole.value) ? whole.value : [whole.value];
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const one = parse(line);
    if (one.ok) return [one.value];
    throw new Error(
      `${name}:${index + 1}: is neither JSON nor a line of JSON: ${one.why}; write a list of { action, resource, context }`,
    );
  });
}

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

function parse(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (cause) {
    return { ok: false, why: cause instanceof Error ? cause.message : String(cause) };
  }
}

function question(where: string, value: unknown): Question {
  if (!isObject(value)) throw new Error(`${where}: must be an object, got ${JSON.stringify(value)}`);
  const { action, resource = '*', principal, context = {} } = value;
  if (typeof action !== 'string') throw new Error(`${where}: has no action; give one such as s3:GetObject`);
  if (typeof resource !== 'string') throw new Error(`${where}: resource must be an ARN or '*'`);
  if (principal !== undefined && typeof principal !== 'string') throw new Error(`${where}: principal must be an ARN`);
  if (!isObject(context)) throw new Error(`${where}: context must be an object of condition keys`);
  return {
    action,
    resource,
    ...(principal !== undefined && { principal }),
    context: Object.fromEntries(Object.entries(context).map(([key, given]) => [key, contextValue(where, key, given)])),
  };
}

/** Numbers and booleans are text, as IAM compares them. */
function contextValue(where: string, key: string, value: unknown): string | readonly string[] {
  if (Array.isArray(value)) return value.map((item) => contextValue(where, key, item) as string);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`${where}: context ${key} must be text or a list of text, got ${JSON.stringify(value)}`);
}
