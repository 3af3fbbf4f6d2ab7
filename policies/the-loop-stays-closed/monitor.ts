import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { actorOf } from '../../lib/events/actor';
import { apiCallIn } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import { isOwnDeployment } from '../../lib/events/own-deployment';
import type { Facts } from '../../lib/model/facts';
import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import { defineMonitor, type Session } from '../../lib/model/guardrail';
import type { JsonObject } from '../../lib/model/json';
import { hubBusName } from '../../lib/model/platform';
import { partIn } from './part-in';
import { parts } from './parts';
import { ruleArn } from './rule';

const ours = ['*breakwater*', '*stacksets-exec-*'].map((wildcard) => ({ wildcard }));

export const monitor = defineMonitor({
  patterns: Object.entries(parts).map(([eventSource, part]) => {
    const service = eventSource.replace('.amazonaws.com', '');
    const $or: readonly JsonObject[] = [
      ...part.namedBy.map((parameter) => ({ requestParameters: { [parameter]: ours } })),
      // A denied call has no parameters, and a mapping's name tells nothing.
      { errorMessage: ours },
      { responseElements: { functionArn: ours } },
    ];
    return callsTo(service, part.calls, { $or });
  }),

  finding(event, facts) {
    const { eventSource, errorMessage } = event.detail;
    const call = apiCallIn(event);
    const part = parts[String(eventSource)];
    if (!part?.calls.includes(call.name)) return { kind: 'ignored', because: `${call.name} leaves the loop alone` };
    const { account, region } = event;
    const resource = partIn(call, part, errorMessage, facts.partition, { account, region });
    if (!resource) return { kind: 'ignored', because: `${call.name} of something that is not ours` };
    if (isHarmless(event)) return { kind: 'ignored', because: `${call.name} that stops nothing` };
    if (isOwnDeployment(event, facts) || actorOf(event, facts).kind === 'service') {
      return { kind: 'ignored', because: 'the landing zone is being deployed' };
    }
    return findingOf(call, [resource], `${call.name} of ${resource.id}`);
  },

  async *reconcile(session, facts) {
    for (const prefix of ['StackSet-breakwater-', 'breakwater-']) yield* rules(session, facts, prefix);
    const isHub = session.account === facts.securityAccount && session.region === facts.homeRegion;
    if (isHub) yield* rules(session, facts, 'breakwater-', hubBusName);
  },
});

/** Concurrency that is no standstill, and a mapping that is switched on. */
function isHarmless(event: EventBridgeEvent): boolean {
  const { name, parameters } = apiCallIn(event);
  if (name === 'PutFunctionConcurrency20171031') return Number(parameters.reservedConcurrentExecutions) > 0;
  return name === 'UpdateEventSourceMapping20150331' && parameters.enabled === true;
}

async function* rules(
  session: Session,
  { partition }: Facts,
  NamePrefix: string,
  bus?: string,
): AsyncIterable<Resource> {
  const { account, region } = session;
  let NextToken: string | undefined;
  do {
    const page = await session
      .client(EventBridgeClient)
      .send(new ListRulesCommand({ NamePrefix, EventBusName: bus, NextToken }));
    for (const { Name } of page.Rules ?? []) {
      const id = bus ? `${bus}/${Name}` : String(Name);
      yield { type: 'AWS::Events::Rule', id, arn: ruleArn(partition, id, session), account, region };
    }
    NextToken = page.NextToken;
  } while (NextToken);
}
