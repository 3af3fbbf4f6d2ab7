import { accountItself } from '../../lib/events/account-resource';
import { actorOf } from '../../lib/events/actor';
import { type ApiCall, apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { items } from '../../lib/events/cloudtrail-record';
import { findingOf } from '../../lib/events/finding-of';
import type { Facts } from '../../lib/model/facts';
import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { publishesLayers } from './layer-publishers';

// Lambda writes the date of its API behind the names of calls.
const calls = ['CreateFunction20150331', 'UpdateFunctionCode20150331v2', 'UpdateFunctionConfiguration20150331v2'];

export const monitor = defineMonitor({
  patterns: [callsTo('lambda', calls)],

  finding(event, facts) {
    const call = apiCallIn(event);
    if (!calls.includes(call.name)) return { kind: 'ignored', because: `${call.name || 'it'} that changes no code` };
    // Lambda records a denied call without its parameters, so that nobody knows whose layers it was about.
    if (call.ended === 'denied') return findingOf(call, [accountItself(event, facts)], `somebody tried ${call.name}`);
    const foreign = layersIn(call).filter((layer) => isForeign(layer, event.account));
    if (foreign.length > 0) return findingOf(call, [functionOf(call, event, facts)], `it runs ${foreign.join(', ')}`);
    // A pipeline acts as a role, a stack through CloudFormation; what is left are people at a keyboard.
    const { kind, name } = actorOf(event, facts);
    const byHand = (kind === 'person' || kind === 'root') && call.identity.invokedBy === undefined;
    if (!byHand || !replacesCode(call)) return { kind: 'ignored', because: `${call.name} as it is deployed` };
    return findingOf(call, [functionOf(call, event, facts)], `${name} changed by hand what it runs`);
  },
});

/** Whether another code runs afterwards. */
function replacesCode({ name, parameters, response }: ApiCall): boolean {
  if (name === 'CreateFunction20150331' || parameters.dryRun === true) return false;
  if (name === 'UpdateFunctionCode20150331v2') return true;
  const { layers, handler, runtime, imageConfig } = parameters;
  // Where the record tells no setting, layers that are there now may be what was set.
  const isTold = Object.keys(parameters).some((key) => !['functionName', 'revisionId', 'dryRun'].includes(key));
  if (!isTold) return items(response.layers).length > 0;
  return items(layers).length > 0 || [handler, runtime, imageConfig].some((value) => value !== undefined);
}

function layersIn({ parameters, response }: ApiCall): readonly string[] {
  const given = items(response.layers).map((layer) => valuesOf(layer).arn);
  return [...new Set([...items(parameters.layers), ...given].flatMap((layer) => textOf(layer) ?? []))];
}

function isForeign(layer: string, account: string): boolean {
  const owner = layer.split(':')[4] ?? '';
  return owner !== account && !publishesLayers.has(owner);
}

function functionOf({ parameters }: ApiCall, event: EventBridgeEvent, facts: Facts): Resource {
  const named = textOf(parameters.functionName);
  if (named === undefined) return accountItself(event, facts);
  const { account, region } = event;
  // A name, an ARN, or part of an ARN.
  const id = /(?:^|function:)([A-Za-z0-9-_]+)(?::[^:]+)?$/.exec(named)?.[1] ?? named;
  const arn = `arn:${facts.partition}:lambda:${region}:${account}:function:${id}`;
  return { type: 'AWS::Lambda::Function', id, arn, account, region };
}
