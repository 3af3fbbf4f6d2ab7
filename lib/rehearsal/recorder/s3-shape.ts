import { isObject, type Json } from '../../model/json';
import type { Call, Values } from './call';
import type { Member, Structure } from './sdk-schema';
import { xmlList, xmlValue } from './xml-value';

const namespaces: Readonly<Record<string, string>> = {
  S3: 'http://s3.amazonaws.com/doc/2006-03-01/',
  'S3 Control': 'http://awss3control.amazonaws.com/doc/2018-08-20/',
};

/** What S3 records: bucket, key and host, the query, its own headers, and the XML body under its root's name. */
export function s3Parameters(call: Call): Json {
  const parameters: Record<string, Json> = { Host: s3Host(call), ...literalQuery(call.model.uri ?? '') };
  for (const member of call.model.input.members) {
    const value = call.input[member.name];
    if (value !== undefined && value !== null) Object.assign(parameters, parameter(member, value, call.serviceId));
  }
  return { ...parameters, ...body(call) };
}

/** What is neither in the path nor in the head stands in the body, under the request's own name. */
function body({ model: { input }, input: values, serviceId }: Call): Record<string, Json> {
  const members = input.members.filter(({ name, traits: { httpLabel, httpQuery, httpHeader, httpPayload } }) => {
    return name !== 'Bucket' && !httpLabel && !httpQuery && !httpHeader && !httpPayload;
  });
  const element = xmlElement(values, { ...input, members });
  if (Object.keys(element).length === 0) return {};
  return { [input.name]: { xmlns: namespaces[serviceId] ?? '', ...element } };
}

/** S3 answers with a body only when it is read; what a write leaves in the record is in the headers. */
export function s3Response(output: Values, structure: Structure): Json {
  const headers = structure.members.flatMap(({ name, traits }) => {
    const recorded = traits.httpHeader?.startsWith('x-amz-') && output[name] !== undefined;
    return recorded ? [[traits.httpHeader as string, String(output[name])]] : [];
  });
  return headers.length > 0 ? Object.fromEntries(headers) : null;
}

export function s3Host({ serviceId, input, caller, region }: Call): string {
  const domain = caller.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  if (serviceId === 'S3 Control') return `${caller.account}.s3-control.${region}.${domain}`;
  const bucket = typeof input.Bucket === 'string' ? `${input.Bucket}.` : '';
  return `${bucket}s3.${region}.${domain}`;
}

/** `/{Key+}?acl&x-id=GetObjectAcl` → `{ acl: '', 'x-id': 'GetObjectAcl' }` */
function literalQuery(uri: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(uri.split('?')[1] ?? ''));
}

function parameter(member: Member, value: unknown, serviceId: string): Record<string, Json> {
  const { name, traits } = member;
  if (name === 'Bucket') return { bucketName: String(value) };
  if (name === 'Key') return { key: String(value) };
  if (traits.httpQuery) return { [traits.httpQuery]: String(value) };
  if (traits.httpHeader) return header(traits.httpHeader, value);
  if (traits.httpPayload) return payload(member, value, serviceId);
  return {};
}

function header(name: string, value: unknown): Record<string, Json> {
  const lower = name.toLowerCase();
  const secret = lower.endsWith('-customer-key') || lower.endsWith('-mfa') || lower === 'x-amz-account-id';
  return lower.startsWith('x-amz-') && !secret ? { [lower]: String(value) } : {};
}

function payload({ name, traits, shape }: Member, value: unknown, serviceId: string): Record<string, Json> {
  if (name === 'Policy') return { bucketPolicy: parsed(String(value)) };
  const structure = shape();
  // Only documents are recorded, never the bytes of an object.
  if (structure.kind !== 'structure' || !isObject(value)) return {};
  const root = traits.xmlName ?? structure.name;
  return { [root]: { xmlns: namespaces[serviceId] ?? '', ...xmlElement(value, structure) } };
}

/** The one body that is JSON itself; S3 records what it could not read as it came. */
function parsed(policy: string): Json {
  try {
    return JSON.parse(policy) as Json;
  } catch {
    return policy;
  }
}

function xmlElement(values: Values, structure: Structure): Record<string, Json> {
  const element: Record<string, Json> = {};
  for (const member of structure.members) {
    const value = values[member.name];
    if (value === undefined || value === null) continue;
    const name = member.traits.xmlName ?? member.name;
    if (member.traits.xmlAttribute) element['xmlns:xsi'] = 'http://www.w3.org/2001/XMLSchema-instance';
    element[name] = xmlContent(member, value);
  }
  return element;
}

function xmlContent(member: Member, value: unknown): Json {
  const shape = member.shape();
  if (shape.kind === 'structure') return isObject(value) ? xmlElement(value, shape) : '';
  if (shape.kind !== 'list') return xmlValue(value);
  const items = (Array.isArray(value) ? value : []).map((item) => xmlContent(shape.item, item));
  if (member.traits.xmlFlattened) return xmlList(items);
  return items.length > 0 ? { [shape.item.traits.xmlName ?? shape.item.name]: xmlList(items) } : '';
}
