import type { JsonObject } from '../../model/json';
import { compilePolicy } from './policy';
import type { Statement } from './statement';
import type { Reason, ReasonType } from './verdict';

export interface NamedPolicy {
  readonly name: string;
  readonly content: JsonObject;
}

export interface LevelPolicy extends NamedPolicy {
  readonly type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
  /** Whose statement it is, by sid. */
  readonly guardrails?: Readonly<Record<string, string>>;
}

/** What is attached to the root, a unit or an account. */
export interface Level {
  /** For people: `root`, a unit's path, an account's name. */
  readonly node: string;
  readonly policies: readonly LevelPolicy[];
}

export interface Rule {
  readonly statement: Statement;
  readonly reason: Reason;
}

/** Policies that together must allow a request. */
export interface Layer {
  readonly type: ReasonType;
  /** What is said when nothing here allows. */
  readonly silence: Reason;
  readonly rules: readonly Rule[];
}

/** A layer for each level and type; a type that is attached nowhere is not enabled, and decides nothing. */
export function layersOf(
  levels: readonly Level[],
  identity: readonly NamedPolicy[] | undefined,
  boundary: NamedPolicy | undefined,
): readonly Layer[] {
  return [
    ...levelLayers(levels, 'SERVICE_CONTROL_POLICY', 'scp'),
    ...levelLayers(levels, 'RESOURCE_CONTROL_POLICY', 'rcp'),
    ...(identity ? [layerOf('identity', undefined, identity)] : []),
    ...(boundary ? [layerOf('boundary', undefined, [boundary])] : []),
  ];
}

function levelLayers(levels: readonly Level[], wanted: LevelPolicy['type'], type: ReasonType): readonly Layer[] {
  const attached = levels.map(({ node, policies }) => ({
    node,
    policies: policies.filter((policy) => policy.type === wanted),
  }));
  if (attached.every(({ policies }) => policies.length === 0)) return [];
  return attached.map(({ node, policies }) => layerOf(type, node, policies));
}

function layerOf(type: ReasonType, node: string | undefined, policies: readonly (NamedPolicy | LevelPolicy)[]): Layer {
  const at = node === undefined ? {} : { node };
  return {
    type,
    silence: { type, ...at, document: policies.map(({ name }) => name).join(', ') },
    rules: policies.flatMap((policy) => {
      const guardrails = 'guardrails' in policy ? policy.guardrails : undefined;
      return compilePolicy(policy.name, policy.content, type === 'rcp' ? 'required' : 'forbidden').map((statement) => {
        const { sid } = statement;
        const guardrail = sid === undefined ? undefined : guardrails?.[sid];
        const reason = {
          type,
          ...at,
          document: policy.name,
          ...(sid !== undefined && { sid }),
          ...(guardrail && { guardrail }),
        };
        return { statement, reason };
      });
    }),
  };
}
