/**
 * The SDK carries every operation's model: names on the wire, what goes into headers and queries, what is sensitive.
 * This reads it; CloudTrail's shapes follow from it. The form is the SDK's own affair, so a test guards what is relied on.
 */
export interface OperationModel {
  readonly name: string;
  /** Method and path with query, where the protocol has them: `/?publicAccessBlock`. */
  readonly uri?: string;
  readonly input: Structure;
  readonly output: Structure;
}

export type Shape = Structure | List | Dictionary | Scalar;
export interface Structure {
  readonly kind: 'structure';
  readonly name: string;
  readonly members: readonly Member[];
}
export interface List {
  readonly kind: 'list';
  readonly item: Member;
}
export interface Dictionary {
  readonly kind: 'map';
  readonly value: Member;
}
export interface Scalar {
  readonly kind: 'scalar';
  readonly type: 'text' | 'timestamp' | 'blob';
}

export interface Member {
  readonly name: string;
  readonly traits: Traits;
  /** A function, since shapes may contain themselves. */
  readonly shape: () => Shape;
}

export interface Traits {
  readonly xmlName?: string;
  readonly xmlAttribute?: unknown;
  readonly xmlFlattened?: unknown;
  readonly ec2QueryName?: string;
  readonly httpLabel?: unknown;
  readonly httpHeader?: string;
  readonly httpQuery?: string;
  readonly httpPayload?: unknown;
  readonly sensitive?: unknown;
  readonly idempotencyToken?: unknown;
}

type Raw = readonly unknown[];

/** @param schema what a command of the SDK has as `schema` */
export function operationModel(schema: unknown): OperationModel {
  if (!Array.isArray(schema) || schema[0] !== 9 || typeof schema[2] !== 'string') {
    throw new Error(`recorder: expected the schema of an SDK operation, got ${JSON.stringify(schema)?.slice(0, 80)}`);
  }
  const [, , name, traits, input, output] = schema as Raw;
  const { http } = traitsOf(traits) as { readonly http?: readonly [string, string, number] };
  return { name: String(name), uri: http?.[1], input: structureOf(input), output: structureOf(output) };
}

function structureOf(reference: unknown): Structure {
  const shape = shapeOf(reference);
  return shape.kind === 'structure' ? shape : { kind: 'structure', name: 'Unit', members: [] };
}

// Numbers are simple types; 64 and 128 added mean list and map of them.
const listModifier = 64;
const mapModifier = 128;

function shapeOf(reference: unknown): Shape {
  const raw = dereferenced(reference);
  if (typeof raw === 'number') {
    if (raw >= mapModifier) return { kind: 'map', value: memberOf('value', raw - mapModifier) };
    if (raw >= listModifier) return { kind: 'list', item: memberOf('member', raw - listModifier) };
    return { kind: 'scalar', type: scalarType(raw) };
  }
  if (!Array.isArray(raw)) return { kind: 'structure', name: 'Unit', members: [] };
  const [kind, , name, , fourth, fifth] = raw as Raw;
  if (kind === 0) return shapeOf(fourth);
  if (kind === 1) return { kind: 'list', item: memberOf('member', fourth) };
  if (kind === 2) return { kind: 'map', value: memberOf('value', fifth) };
  const members = (fourth as readonly string[]).map((member, index) => memberOf(member, (fifth as Raw)[index]));
  return { kind: 'structure', name: String(name), members };
}

function memberOf(name: string, reference: unknown): Member {
  const annotated = Array.isArray(reference) && reference.length === 2;
  const [target, traits] = annotated ? (reference as Raw) : [reference, 0];
  return { name, traits: { ...ownTraits(target), ...traitsOf(traits) }, shape: () => shapeOf(target) };
}

function ownTraits(reference: unknown): Traits {
  const raw = dereferenced(reference);
  return Array.isArray(raw) ? traitsOf(raw[3]) : {};
}

const traitBits = ['httpLabel', 'idempotent', 'idempotencyToken', 'sensitive', 'httpPayload'] as const;

function traitsOf(raw: unknown): Traits {
  if (typeof raw === 'object' && raw !== null) return raw;
  const bits = Number(raw ?? 0);
  return Object.fromEntries(traitBits.filter((_, bit) => (bits >> bit) & 1).map((trait) => [trait, 1]));
}

function scalarType(code: number): Scalar['type'] {
  if (code >= 4 && code <= 7) return 'timestamp';
  return code === 21 || code === 42 ? 'blob' : 'text';
}

function dereferenced(reference: unknown): unknown {
  return typeof reference === 'function' ? dereferenced(reference()) : reference;
}
