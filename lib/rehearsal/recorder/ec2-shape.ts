import { isObject, type Json } from '../../model/json';
import { lowerFirst, upperFirst, type Values } from './call';
import {
  alwaysRecorded,
  answeredNamesIn,
  bareLists,
  hiddenMembers,
  optionalLists,
  rearranged,
  type SetName,
  scalarNamesIn,
  setNames,
  setNamesIn,
  textualNumbers,
} from './ec2-names';
import type { Member, OperationModel, Structure } from './sdk-schema';

const hidden = '<sensitiveDataRemoved>';

/** `requestParameters` of an operation that EC2 records under its SOAP interface's names. */
export function ec2Parameters(input: Values, { name, input: structure }: OperationModel): Json {
  const lists: Record<string, Json> = {};
  if (name.startsWith('Describe')) {
    for (const member of structure.members) {
      const { set } = setName(member, name);
      if (member.shape().kind === 'list' && !optionalLists.has(`${name}.${set}`)) lists[set] = {};
    }
  }
  const asked = request(input, structure, { operation: name, inItem: false });
  return { ...lists, ...alwaysRecorded[name], ...(rearranged[name]?.(asked) ?? asked) };
}

/** `responseElements` of the same operations: the response's XML names, lists as sets of items. */
export function ec2Response(output: Values, { name, output: structure }: OperationModel, requestId: string): Json {
  const elements = response(output, structure, answeredNamesIn[name]);
  // An operation that answers nothing else answers that it worked.
  return structure.members.length === 0 ? { requestId, _return: true } : { requestId, ...elements };
}

interface Place {
  readonly operation: string;
  /** Inside a list's item, where empty lists are recorded too. */
  readonly inItem: boolean;
}

function request(values: Values, structure: Structure, place: Place): Record<string, Json> {
  const recorded: Record<string, Json> = {};
  for (const member of structure.members) {
    const value = values[member.name];
    const isList = member.shape().kind === 'list';
    if (value === undefined || value === null) {
      if (isList && place.inItem) recorded[setName(member, place.operation).set] = {};
      continue;
    }
    if (bareLists.has(`${structure.name}.${member.name}`))
      recorded[lowerFirst(member.name)] = bareList(value, member, place);
    else if (isList) recorded[setName(member, place.operation).set] = set(value, member, place);
    else recorded[scalarName(member, place.operation)] = single(value, member, place);
  }
  return recorded;
}

function single(value: unknown, member: Member, place: Place): Json {
  if (member.traits.sensitive || hiddenMembers.has(member.name)) return hidden;
  const shape = member.shape();
  if (shape.kind === 'structure') return isObject(value) ? request(value, shape, place) : {};
  return scalar(scalarName(member, place.operation), value);
}

function set(value: unknown, member: Member, place: Place): Json {
  const shape = member.shape();
  const values = Array.isArray(value) ? value : [];
  if (shape.kind !== 'list' || values.length === 0) return {};
  const item = shape.item.shape();
  const { field } = setName(member, place.operation);
  return {
    items: values.map((each) =>
      item.kind === 'structure' && isObject(each)
        ? request(each, item, { ...place, inItem: true })
        : { [field]: scalar(field, each) },
    ),
  };
}

function bareList(value: unknown, member: Member, place: Place): Json {
  const sets = set(value, member, place);
  return (isObject(sets) ? (sets as Readonly<Record<string, Json>>).items : undefined) ?? [];
}

function setName(member: Member, operation: string): Required<SetName> {
  const wire = wireName(member);
  const shape = member.shape();
  const itemName = shape.kind === 'list' ? shape.item.traits.xmlName : undefined;
  const field = lowerFirst(itemName && itemName !== 'item' ? itemName : wire);
  const known = setNamesIn[operation]?.[wire] ?? setNames[wire] ?? { set: `${lowerFirst(wire)}Set` };
  return { field, ...known };
}

function scalarName(member: Member, operation: string): string {
  return scalarNamesIn[operation]?.[member.name] ?? lowerFirst(wireName(member));
}

/** The member's name in EC2's query interface. */
export function wireName({ name, traits }: Member): string {
  return traits.ec2QueryName ?? upperFirst(traits.xmlName ?? name);
}

function response(
  values: Values,
  structure: Structure,
  names: Readonly<Record<string, string>> = {},
): Record<string, Json> {
  const recorded: Record<string, Json> = {};
  for (const member of structure.members) {
    const value = values[member.name];
    if (value === undefined || value === null) continue;
    const name = member.traits.xmlName ?? lowerFirst(member.name);
    recorded[name === 'return' ? '_return' : (names[name] ?? name)] = member.traits.sensitive
      ? hidden
      : answered(name, value, member);
  }
  return recorded;
}

function answered(name: string, value: unknown, member: Member): Json {
  const shape = member.shape();
  if (shape.kind === 'structure') return isObject(value) ? response(value, shape) : {};
  if (shape.kind !== 'list') return scalar(name, value);
  const values = Array.isArray(value) ? value : [];
  return values.length > 0 ? { items: values.map((each) => answered(name, each, shape.item)) } : {};
}

function scalar(name: string, value: unknown): Json {
  if (value instanceof Date) return value.getTime();
  return textualNumbers.has(name) ? String(value) : (value as Json);
}
