import { isObject, type Json, type JsonObject } from '../model/json';
import { sameJson } from '../model/same-json';
import { type Change, type Control, EffectivePolicyError, readManagementPolicy } from './management-syntax';

/** What is attached to the root, a unit or an account, of one management policy type. */
export interface ManagementLevel {
  readonly node: string;
  readonly policies: readonly { readonly name: string; readonly content: JsonObject }[];
}

/**
 * The policy an account ends up with: every level's settings merged, root first, under what the levels above allow.
 * AWS resolves some conflicts by the order of attachment, which no template knows, and passes over what a parent forbids;
 * here both are errors, since neither is what anybody meant.
 * @throws EffectivePolicyError naming the node.
 */
export function effectivePolicy(levels: readonly ManagementLevel[]): JsonObject {
  const settings = new Map<string, Json>();
  const controls: (Control & { readonly node: string })[] = [];
  for (const { node, policies } of levels) {
    const read = policies.map(({ name, content }) => readManagementPolicy(node, name, content));
    const changes = read.flatMap((policy) => policy.changes);
    for (const change of changes) assertAllowed(node, change, controls);
    assertAgreed(node, changes);
    for (const operator of ['@@assign', '@@append', '@@remove'] as const) {
      for (const change of changes.filter((candidate) => candidate.operator === operator))
        apply(settings, node, change);
    }
    assertNested(node, settings);
    controls.push(...read.flatMap((policy) => policy.controls).map((control) => ({ ...control, node })));
  }
  return tree(settings);
}

function assertAllowed(node: string, change: Change, controls: readonly (Control & { readonly node: string })[]): void {
  const forbidding = controls.find(
    ({ path, allowed }) => isWithin(change.path, path) && !allowed.includes(change.operator),
  );
  if (!forbidding) return;
  throw new EffectivePolicyError(
    node,
    change,
    `'${forbidding.node}' (${forbidding.policy}) allows policies below it ${forbidding.allowed.join(', ') || 'no operator'} there; ` +
      'remove the setting, or allow the operator',
  );
}

/** Policies of one node have no order, so they may not contradict each other. */
function assertAgreed(node: string, changes: readonly Change[]): void {
  const first = new Map<string, Change>();
  for (const change of changes) {
    for (const subject of subjectsOf(change)) {
      const other = first.get(subject) ?? change;
      first.set(subject, other);
      const agrees =
        other.operator === change.operator && (change.operator !== '@@assign' || sameJson(other.value, change.value));
      if (agrees) continue;
      const problem = `'${other.policy}', attached to the same node, has ${other.operator} ${JSON.stringify(other.value)}`;
      throw new EffectivePolicyError(node, change, `${problem}; let one of them decide`);
    }
  }
}

/** What two policies may disagree about: a setting as such, or one item of its list. */
function subjectsOf({ path, operator, value }: Change): readonly string[] {
  const setting = JSON.stringify(path);
  return operator === '@@assign' ? [setting] : [value].flat().map((item) => `${setting} ${JSON.stringify(item)}`);
}

function apply(settings: Map<string, Json>, node: string, change: Change): void {
  const key = JSON.stringify(change.path);
  if (change.operator === '@@assign') {
    settings.set(key, change.value);
    return;
  }
  const before = settings.get(key) ?? [];
  if (!Array.isArray(before) || !Array.isArray(change.value)) {
    throw new EffectivePolicyError(node, change, 'works on lists only; use @@assign');
  }
  const values = change.value as readonly Json[];
  const isGiven = (item: Json) => values.some((value) => sameJson(value, item));
  const kept = change.operator === '@@append' ? before : before.filter((item) => !isGiven(item));
  const added =
    change.operator === '@@append' ? values.filter((value) => !before.some((item) => sameJson(item, value))) : [];
  settings.set(key, [...kept, ...added]);
}

/** A setting of one policy may not be a section of another. */
function assertNested(node: string, settings: ReadonlyMap<string, Json>): void {
  const paths = [...settings.keys()].map((key) => JSON.parse(key) as readonly string[]);
  for (const path of paths) {
    const inner = paths.find((other) => other.length > path.length && isWithin(other, path));
    if (inner) {
      throw new EffectivePolicyError(
        node,
        { policy: 'policies', path },
        `is a value in one policy and a section with '${inner.at(-1)}' in another; they must have one shape`,
      );
    }
  }
}

function isWithin(path: readonly string[], outer: readonly string[]): boolean {
  return outer.every((step, index) => path[index] === step);
}

/** Lists that lost all their values are gone. */
function tree(settings: ReadonlyMap<string, Json>): JsonObject {
  const root: Record<string, Json> = {};
  for (const [key, value] of settings) {
    if (Array.isArray(value) && value.length === 0) continue;
    const path = JSON.parse(key) as readonly string[];
    let section = root;
    for (const step of path.slice(0, -1)) {
      const next = Object.hasOwn(section, step) ? section[step] : undefined;
      const inner: Record<string, Json> = isObject(next) ? (next as Record<string, Json>) : {};
      section[step] = inner;
      section = inner;
    }
    section[path.at(-1) as string] = value;
  }
  return root;
}
