import type { DataEvents, Monitor } from './guardrail';

interface Watching {
  readonly monitor?: Pick<Monitor, 'dataEvents'>;
}

/** Data events that any of the guardrails watches, each type once, in an order of its own: each recorded event is paid for. */
export function watchedDataEvents(guardrails: readonly Watching[]): readonly DataEvents[] {
  const wanted = new Map<DataEvents['resourceType'], Set<string>>();
  for (const { resourceType, eventNames } of guardrails.flatMap(({ monitor }) => monitor?.dataEvents ?? [])) {
    wanted.set(resourceType, new Set([...(wanted.get(resourceType) ?? []), ...eventNames]));
  }
  return [...wanted]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([resourceType, names]) => ({ resourceType, eventNames: [...names].sort() }));
}
