import { isObject, type Json } from '../../model/json';
import { lowerFirst, type Values } from './call';
import type { Member, Shape, Structure } from './sdk-schema';
import type { Service } from './services';

// 'Jul 10, 2023, 12:01:52 PM': how a Java formatter of the services' writes a time.
const dateFormat = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });

/** What JSON and query services record: the values under their names with a small first letter. Null when there are none. */
export function jsonShape(values: Values, structure: Structure, service: Service): Json {
  const shaped = structureValue(values, structure, service);
  return Object.keys(shaped).length > 0 ? shaped : null;
}

function structureValue(values: Values, structure: Structure, service: Service): Record<string, Json> {
  const entries = structure.members.flatMap((member) => {
    const value = memberValue(values[member.name], member, service);
    const key = service.keysAsWritten ? member.name : lowerFirst(member.name);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}

function memberValue(value: unknown, member: Member, service: Service): Json | undefined {
  if (value === undefined || value === null) return undefined;
  return member.traits.sensitive ? service.hidden : shapedValue(value, member.shape(), service);
}

function shapedValue(value: unknown, shape: Shape, service: Service): Json | undefined {
  if (shape.kind === 'structure') return isObject(value) ? structureValue(value, shape, service) : undefined;
  if (shape.kind === 'list') {
    const items = Array.isArray(value) ? value : [];
    return items.flatMap((item) => memberValue(item, shape.item, service) ?? []);
  }
  if (shape.kind === 'map') {
    const entries = isObject(value) ? Object.entries(value) : [];
    // The keys of a map are data, and data stays as it is.
    return Object.fromEntries(entries.map(([key, item]) => [key, memberValue(item, shape.value, service) ?? null]));
  }
  if (value instanceof Date) return dateFormat.format(value);
  // CloudTrail has no bytes: code archives, messages and keys are left out.
  return shape.type === 'blob' ? undefined : (value as Json);
}
