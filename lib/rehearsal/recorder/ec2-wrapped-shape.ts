import { isObject, type Json } from '../../model/json';
import { lowerFirst, type Values } from './call';
import { hiddenMembers } from './ec2-names';
import { wireName } from './ec2-shape';
import type { Member, OperationModel, Structure } from './sdk-schema';
import { xmlList, xmlValue } from './xml-value';

const hidden = '<sensitiveDataRemoved>';
const namespace = 'http://ec2.amazonaws.com/doc/2016-11-15/';

/** `requestParameters` of EC2's newer operations: the query as XML, the place in a list as `tag`. */
export function wrappedParameters(input: Values, { name, input: structure }: OperationModel): Json {
  const body = request(input, structure);
  return { [`${name}Request`]: Object.keys(body).length > 0 ? body : '' };
}

/** `responseElements` of the same operations: the response's XML. */
export function wrappedResponse(output: Values, { name, output: structure }: OperationModel, requestId: string): Json {
  return { [`${name}Response`]: { xmlns: namespace, requestId, ...response(output, structure) } };
}

function request(values: Values, structure: Structure): Record<string, Json> {
  const recorded: Record<string, Json> = {};
  for (const member of structure.members) {
    const value = values[member.name];
    if (value === undefined || value === null) continue;
    if (Array.isArray(value) && value.length === 0) continue;
    recorded[wireName(member)] = requested(value, member);
  }
  return recorded;
}

function requested(value: unknown, member: Member): Json {
  if (member.traits.sensitive || hiddenMembers.has(member.name)) return hidden;
  const shape = member.shape();
  if (shape.kind === 'structure') return isObject(value) ? request(value, shape) : '';
  if (shape.kind !== 'list') return xmlValue(value);
  const item = shape.item.shape();
  const items = (Array.isArray(value) ? value : []).map(
    (each, index): Json =>
      item.kind === 'structure' && isObject(each)
        ? { ...request(each, item), tag: index + 1 }
        : { content: xmlValue(each), tag: index + 1 },
  );
  return xmlList(items);
}

function response(values: Values, structure: Structure): Record<string, Json> {
  const recorded: Record<string, Json> = {};
  for (const member of structure.members) {
    const value = values[member.name];
    if (value === undefined || value === null) continue;
    recorded[member.traits.xmlName ?? lowerFirst(member.name)] = answered(value, member);
  }
  return recorded;
}

function answered(value: unknown, member: Member): Json {
  if (member.traits.sensitive) return hidden;
  const shape = member.shape();
  if (shape.kind === 'structure') return isObject(value) ? response(value, shape) : '';
  if (shape.kind !== 'list') return xmlValue(value);
  const items = (Array.isArray(value) ? value : []).map((each) => answered(each, shape.item));
  return items.length > 0 ? { item: xmlList(items) } : '';
}
