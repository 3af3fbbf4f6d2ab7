import { createHash } from 'node:crypto';
import type { PolicyStatement } from '../model/control';
import type { JsonObject } from '../model/json';
import type { Organization } from '../model/organization';
import type { ComposedPolicy } from './compose';
import { documentDescription, documentName } from './document-name';
import { documentOverQuota } from './over-quota';
import { type PolicyQuota, quotaOf } from './quotas';
import type { Target } from './targets';

/** A statement at a node. */
export interface Placed {
  readonly type: PolicyStatement['policy'];
  readonly node: Target;
  readonly guardrail: string;
  readonly sid: string;
  readonly statement: JsonObject;
}

/** Bits of a statement's address that come from its guardrail; what follows comes from its sid. */
const guardrailBits = 16;
const sidBits = 16;

/**
 * Packs statements into documents so that a guardrail that comes, goes or changes touches only documents that carry it:
 * - every node has documents of its own, so a guardrail never rewrites, nor re-attaches, what other nodes have;
 * - a statement's place in a node follows from a hash of its guardrail's id alone, never from its neighbours, so nothing moves over.
 *
 * Half of a node's free attachments are home places. The other half is room for a place that outgrows its document: it splits in
 * two by the next bit of the hash. Both halves get names of their own, so CloudFormation attaches them before it detaches the whole,
 * and no statement is missing for a moment. Only the documents of that one place change.
 * The price is that nodes repeat text, which is bounded by the quotas; sharing documents between nodes would be smaller and would
 * re-attach neighbours whenever one guardrail is rolled out to one unit.
 */
export function packStatements(organization: Organization, statements: readonly Placed[]): readonly ComposedPolicy[] {
  const nodes = ['root', ...organization.units.map(({ path }) => path)];
  const placesOf = new Map<string, Placed[]>();
  for (const placed of statements) {
    const key = `${placed.type} ${placed.node}`;
    placesOf.set(key, [...(placesOf.get(key) ?? []), placed]);
  }
  return (['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const).flatMap((type) => {
    const quota = quotaOf(organization, type);
    return nodes.flatMap((node) => packNode(placesOf.get(`${type} ${node}`) ?? [], quota));
  });
}

function packNode(placed: readonly Placed[], quota: PolicyQuota): readonly ComposedPolicy[] {
  const addressed = placed.map((item) => ({ ...item, address: addressOf(item) }));
  const depth = Math.max(0, Math.floor(Math.log2((quota.perNode - quota.reserved) / 2)));
  return split(addressed, 0, depth, quota);
}

type Addressed = Placed & { readonly address: string };

/** Documents of the statements whose addresses share their first `bit` bits. */
function split(placed: readonly Addressed[], bit: number, home: number, quota: PolicyQuota): readonly ComposedPolicy[] {
  if (placed.length === 0) return [];
  if (bit >= home) {
    const document = documentOf(placed, bit);
    if (document.characters <= quota.characters) return [document];
    if (placed.length === 1 || bit === guardrailBits + sidBits) throw documentOverQuota(document, quota);
  }
  return ['0', '1'].flatMap((side) =>
    split(
      placed.filter(({ address }) => address[bit] === side),
      bit + 1,
      home,
      quota,
    ),
  );
}

function documentOf(placed: readonly Addressed[], bits: number): ComposedPolicy {
  const { type, node, address } = placed[0] as Addressed;
  const content = { Version: '2012-10-17', Statement: placed.map(({ statement }) => statement) };
  const kind = type === 'SERVICE_CONTROL_POLICY' ? 'scp' : 'rcp';
  return {
    type,
    name: documentName(kind, node, address.slice(0, bits) || 'all'),
    description: documentDescription(placed.map(({ guardrail }) => guardrail)),
    content,
    targets: [node],
    statements: placed.map(({ sid, guardrail }) => ({ sid, guardrail })),
    characters: JSON.stringify(content).length,
  };
}

function addressOf({ guardrail, sid }: Placed): string {
  return bitsOf(guardrail, guardrailBits) + bitsOf(sid, sidBits);
}

function bitsOf(text: string, count: number): string {
  const hash = createHash('sha256').update(text).digest().readUInt32BE();
  return hash.toString(2).padStart(32, '0').slice(0, count);
}
