import type { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Guardrail } from '../model/guardrail';

type Selector = CfnTrail.AdvancedEventSelectorProperty;

/** All management events, and of data events exactly those that a guardrail watches: each recorded one is paid for. */
export function trailSelectors(guardrails: readonly Guardrail[]): Selector[] | undefined {
  const wanted = new Map<string, Set<string>>();
  for (const { resourceType, eventNames } of guardrails.flatMap(({ monitor }) => monitor?.dataEvents ?? [])) {
    wanted.set(resourceType, new Set([...(wanted.get(resourceType) ?? []), ...eventNames]));
  }
  // Without selectors a trail records all management events.
  if (wanted.size === 0) return undefined;
  const data = [...wanted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, names]) => dataSelector(type, [...names]));
  return [{ name: 'Management', fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }] }, ...data];
}

function dataSelector(resourceType: string, eventNames: readonly string[]): Selector {
  return {
    name: resourceType,
    fieldSelectors: [
      { field: 'eventCategory', equalTo: ['Data'] },
      { field: 'resources.type', equalTo: [resourceType] },
      { field: 'eventName', equalTo: [...eventNames].sort() },
    ],
  };
}
