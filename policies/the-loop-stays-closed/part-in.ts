import { type ApiCall, textOf } from '../../lib/events/api-call';
import { items } from '../../lib/events/cloudtrail-record';
import { resourceOfKind } from '../../lib/events/resource-kind';
import type { EventBridgeEvent, Resource } from '../../lib/model/finding';
import { isOurs, type Part } from './parts';

export const mappingType = 'AWS::Lambda::EventSourceMapping';
const mappings = { type: mappingType, arn: 'lambda:{region}:{account}:event-source-mapping:{id}' };

type Where = Pick<EventBridgeEvent, 'account' | 'region'>;

/** The part of the loop that a call is about; undefined when it is about something else. */
export function partIn(
  call: ApiCall,
  part: Part,
  message: unknown,
  partition: string,
  where: Where,
): Resource | undefined {
  if (call.ended === 'denied') return deniedPart(part, message, where);
  const mapping = textOf(call.parameters.uUID);
  if (mapping) return mappingOf(call, mapping, partition, where);
  const names = part.namedBy.flatMap((parameter) => items(call.parameters[parameter])).filter(isText);
  if (!names.some(isOurs)) return undefined;
  const { name, rule, eventBusName, roleName } = call.parameters;
  // A rule of another bus than the default has its bus in its name; a path names no role.
  const own = textOf(rule) ?? textOf(name) ?? textOf(roleName) ?? names.find(isOurs) ?? '';
  const id = textOf(eventBusName) && own !== eventBusName ? `${lastPart(String(eventBusName))}/${own}` : own;
  const named = resourceOfKind(part, lastOfUrl(id), partition, where);
  return { ...named, id, ...(id.startsWith('arn:') && { arn: id }) };
}

/** Most denied calls are recorded without parameters; AWS tells the resource in words. */
function deniedPart({ type }: Part, message: unknown, where: Where): Resource | undefined {
  const arn = /arn:[^\s"]+/.exec(String(message).replace(/^User: \S+/, ''))?.[0];
  return arn && isOurs(arn) ? { type, id: arn.split(':').slice(5).join(':'), arn, ...where } : undefined;
}

/** A mapping has no name of its own; the answer tells whose it is. */
function mappingOf({ response }: ApiCall, id: string, partition: string, where: Where): Resource | undefined {
  if (!isOurs(textOf(response.functionArn) ?? '')) return undefined;
  return resourceOfKind(mappings, id, partition, where);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1);
const lastOfUrl = (name: string): string => (name.startsWith('https:') ? lastPart(name) : name);
