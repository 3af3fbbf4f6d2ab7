import { isObject, type JsonObject } from '../../model/json';
import { awsPolicies } from '../aws-policies';
import type { Level, LevelPolicy } from '../evaluate/layers';

/** Policies that are not ours, as they are attached to one node. */
export interface ForeignLevel {
  readonly node: string;
  readonly policies: readonly LevelPolicy[];
}

/**
 * Levels as AWS would have them: it attaches its own policies to every node. FullAWSAccess is taken to be detached
 * only from a node that has a service control policy which allows something itself.
 */
export function foreignLevels(levels: readonly ForeignLevel[]): readonly Level[] {
  return levels.map(({ node, policies }) => {
    const allows = policies.some(({ type, content }) => type === 'SERVICE_CONTROL_POLICY' && hasAllow(content));
    const own = awsPolicies.filter(({ type }) => type === 'RESOURCE_CONTROL_POLICY' || !allows);
    return { node, policies: [...own, ...policies] };
  });
}

function hasAllow({ Statement }: JsonObject): boolean {
  return [Statement ?? []].flat().some((statement) => isObject(statement) && statement.Effect === 'Allow');
}
