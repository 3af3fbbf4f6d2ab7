import type { JsonObject } from '../model/json';
import type { LevelPolicy } from './evaluate/layers';

/** What AWS attaches to every root, unit and account once the policy type is enabled; the second cannot be detached. */
export const awsPolicies: readonly LevelPolicy[] = [
  { type: 'SERVICE_CONTROL_POLICY', name: 'FullAWSAccess', content: allowing({}) },
  { type: 'RESOURCE_CONTROL_POLICY', name: 'RCPFullAWSAccess', content: allowing({ Principal: '*' }) },
];

function allowing(principal: JsonObject): JsonObject {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...principal, Action: '*', Resource: '*' }] };
}
