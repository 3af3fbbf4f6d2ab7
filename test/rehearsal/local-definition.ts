import { isObject, type Json, type JsonObject } from '../../lib/model/json';

/**
 * The definition as moto 5.2 can run it in a moment:
 * waits and back-off take no time, and an error of an SDK integration begins with the service as the resource names it
 * (`organizations.AccountNotFoundException`), where AWS capitalizes it.
 */
export function localDefinition(definition: JsonObject): JsonObject {
  return adapt(definition) as JsonObject;
}

function adapt(value: Json): Json {
  if (Array.isArray(value)) return value.map(adapt);
  if (!isObject(value)) return value;
  const entries = Object.entries(value as JsonObject).map(([key, inner]): readonly [string, Json] => {
    if (key === 'ErrorEquals' && Array.isArray(inner)) return [key, inner.flatMap((name) => bothNames(String(name)))];
    return [key, adapt(inner)];
  });
  const adapted = Object.fromEntries(entries);
  if (adapted.Type === 'Wait') return { ...timeless(adapted), Seconds: 0 };
  if ('IntervalSeconds' in adapted)
    return { ...impatient(adapted), IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 1 };
  return adapted;
}

function timeless({ SecondsPath: _, Timestamp: __, TimestampPath: ___, ...state }: Record<string, Json>) {
  return state;
}

function impatient({ MaxDelaySeconds: _, JitterStrategy: __, ...retrier }: Record<string, Json>) {
  return retrier;
}

function bothNames(name: string): readonly string[] {
  const local = name.replace(/^[A-Z][A-Za-z]*(?=\.)/, (service) => service.toLowerCase());
  return local === name || name.startsWith('States.') ? [name] : [name, local];
}
