import type { CloudTrailRecord } from '../events/cloudtrail-record';
import type { EventBridgeEvent } from '../model/finding';
import { functionName } from '../model/platform';
import type { HubFunction } from './functions';
import type { Hub } from './hub';

const prefix = functionName('');

/** The hub's rules, asked by guardrails' ids. */
export function hubRoutes(hub: Hub) {
  const byId = new Map(hub.functions.map((each) => [each.name.slice(prefix.length), each]));
  const ids = new Map([...byId].map(([id, each]) => [each, id]));
  return {
    watching: (event: EventBridgeEvent): readonly string[] =>
      hub.watching(event).map((each) => ids.get(each) as string),
    delivered(record: CloudTrailRecord, id: string): true | string {
      const route = hub.route(record, byId.get(id) as HubFunction);
      return route.kind === 'delivered' || route.because;
    },
  };
}
