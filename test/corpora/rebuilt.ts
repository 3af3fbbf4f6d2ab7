import { isObject, type Json } from '../../lib/model/json';
import type { Values } from '../../lib/rehearsal/recorder/call';
import type { Member, OperationModel, Shape, Structure } from '../../lib/rehearsal/recorder/sdk-schema';

type Node = Readonly<Record<string, unknown>>;

/** Names in records that no spelling of the SDK's name leads to. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  Attribute: ['attributeType'],
  AvailabilityZone: ['zone'],
  Bucket: ['bucketName'],
  ExportToS3Task: ['exportToS3'],
  Policy: ['bucketPolicy'],
  Protocol: ['aclProtocol'],
  Return: ['_return'],
};

/** The input of an SDK command, found by name in what a record holds of it, whatever its shape. */
export function rebuiltInput(recorded: Json, model: OperationModel, style: Style): Values {
  return rebuilt(recorded, model.input, style, model.name, undefined);
}

/** An SDK command answers an empty list where the service wrote an empty element. */
export function rebuiltOutput(recorded: Json, model: OperationModel, style: Style): Values {
  return rebuilt(recorded, model.output, style, model.name, []);
}

type Style = 'ec2' | 's3' | 'json';
/** What an empty set stands for. */
type Empty = undefined | readonly never[];

function rebuilt(recorded: Json, structure: Structure, style: Style, operation: string, empty: Empty): Values {
  if (!isObject(recorded)) return {};
  const wrapped = recorded[`${operation}Request`] ?? recorded[`${operation}Response`];
  const node = wrapped === undefined ? unfolded(recorded, operation) : isObject(wrapped) ? wrapped : {};
  const asText = style === 's3' || wrapped !== undefined;
  return valuesIn(node, structure, asText, empty);
}

function unfolded(node: Node, operation: string): Node {
  const { instancesSet, ...rest } = node as { instancesSet?: { items?: readonly Node[] } };
  return operation === 'RunInstances' ? { ...instancesSet?.items?.[0], ...rest } : node;
}

function valuesIn(node: Node, structure: Structure, asText: boolean, empty: Empty): Values {
  const entries = structure.members.flatMap((member) => {
    const found = find(node, member);
    if (found === undefined || found === null) return [];
    const value = valueFrom(found, member.shape(), asText, empty);
    return value === undefined ? [] : [[member.name, value] as const];
  });
  return Object.fromEntries(entries);
}

function find(node: Node, member: Member): unknown {
  const { name, traits } = member;
  const spellings = [name, traits.ec2QueryName, traits.xmlName, traits.httpHeader, traits.httpQuery];
  const wanted = new Set([
    ...spellings.flatMap((spelling) => (spelling ? [plain(spelling)] : [])),
    ...(aliases[name] ?? []).map(plain),
  ]);
  const shape = member.shape();
  const key = Object.keys(node).find((candidate) => wanted.has(plain(candidate)));
  if (shape.kind !== 'list') return key === undefined ? undefined : node[key];
  const byField = Object.keys(node).find((candidate) =>
    fields(node[candidate]).some((field) => wanted.has(plain(field))),
  );
  const asSet = Object.keys(node).find((candidate) => wanted.has(plain(candidate).replace(/set$/, '')));
  const found = [key, byField, asSet].find(
    (candidate) => candidate !== undefined && typeof node[candidate] === 'object',
  );
  return found === undefined ? undefined : node[found];
}

/** Field names of a set whose items are single values: `{ items: [{ vpcId }] }` → `['vpcId']`. */
function fields(value: unknown): readonly string[] {
  const first: unknown = isObject(value) && Array.isArray(value.items) ? value.items[0] : undefined;
  return isObject(first) && Object.keys(first).length === 1 ? Object.keys(first) : [];
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function valueFrom(found: unknown, shape: Shape, asText: boolean, empty: Empty): unknown {
  if (shape.kind === 'structure') return isObject(found) ? valuesIn(found, shape, asText, empty) : {};
  if (shape.kind === 'map') return found;
  if (shape.kind === 'scalar') return scalar(found, shape.type, asText);
  const items = elements(found);
  if (items.length === 0 && isObject(found)) return isEmptySet(found) ? empty : [];
  return items.map((item) => valueFrom(single(item, shape.item), shape.item.shape(), asText, empty));
}

function elements(found: unknown): readonly unknown[] {
  if (Array.isArray(found)) return found;
  if (!isObject(found)) return found === '' ? [] : [found];
  const inner =
    found.items ?? found.item ?? Object.values(found).find((value) => isObject(value) || Array.isArray(value));
  if ('tag' in found || inner === undefined) return Object.keys(found).length > 0 ? [found] : [];
  if (Array.isArray(inner)) return inner;
  return 'items' in found || 'item' in found || Object.keys(found).length === 1 ? [inner] : [found];
}

function isEmptySet(found: Node): boolean {
  return Object.keys(found).length === 0;
}

/** `{ content: x, tag: 1 }` or `{ vpcId: x }` of a list of plain values. */
function single(item: unknown, member: Member): unknown {
  if (!isObject(item) || member.shape().kind !== 'scalar') return item;
  return item.content ?? Object.values(item)[0];
}

function scalar(found: unknown, type: 'text' | 'timestamp' | 'blob', asText: boolean): unknown {
  if (type === 'timestamp') return new Date(typeof found === 'number' ? found : 0);
  if (isObject(found)) return JSON.stringify(found);
  return asText && typeof found !== 'boolean' ? String(found) : found;
}
