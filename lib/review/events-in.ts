import type { EventPattern } from '../model/guardrail';
import { isObject } from '../model/json';

/**
 * The events that patterns name, as people write them: `ec2:RunInstances`. A pattern that names no call
 * is told by what it does name: `signin: AWS Console Sign In via CloudTrail`.
 */
export function eventsIn(patterns: readonly EventPattern[]): readonly string[] {
  return [...new Set(patterns.flatMap(eventsOf))].sort();
}

function eventsOf(pattern: EventPattern): readonly string[] {
  const services = textsAt(pattern, 'eventSource').concat(textsAt(pattern, 'source')).map(serviceOf);
  const names = textsAt(pattern, 'eventName');
  const kinds = textsAt(pattern, 'detail-type');
  const from = [...new Set(services.length > 0 ? services : ['any service'])];
  if (names.length > 0) return from.flatMap((service) => names.map((name) => `${service}:${name}`));
  return from.flatMap((service) => (kinds.length > 0 ? kinds : ['any event']).map((kind) => `${service}: ${kind}`));
}

/** What a field may hold, wherever in the pattern it is: below `detail`, in the branches of an `$or`. */
function textsAt(pattern: unknown, field: string): readonly string[] {
  if (Array.isArray(pattern)) return pattern.flatMap((branch) => textsAt(branch, field));
  if (!isObject(pattern)) return [];
  return Object.entries(pattern).flatMap(([key, value]) =>
    key === field && Array.isArray(value) ? value.map(textOf) : textsAt(value, field),
  );
}

function textOf(value: unknown): string {
  if (!isObject(value)) return String(value);
  const [[operator, operand] = ['', '']] = Object.entries(value);
  if (operator === 'prefix' && typeof operand === 'string') return `${operand}*`;
  if (operator === 'suffix' && typeof operand === 'string') return `*${operand}`;
  if (operator === 'anything-but' && Array.isArray(operand)) return `any but ${several(operand.map(String))}`;
  return operator === 'wildcard' || operator === 'equals-ignore-case' ? String(operand) : JSON.stringify(value);
}

function several(all: readonly string[]): string {
  const shown = all.map(serviceOf).slice(0, 3);
  return all.length > shown.length ? `${shown.join(', ')} and ${all.length - shown.length} more` : shown.join(', ');
}

const serviceOf = (source: string): string => source.replace(/^aws\.|\.amazonaws\.com$/g, '');
