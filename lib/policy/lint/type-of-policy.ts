import { isObject, type JsonObject } from '../../model/json';
import type { LevelPolicy } from '../evaluate/layers';
import { rcpServices } from '../evaluate/rcp-services';
import { lintedStatements } from './linted-statement';

/**
 * What a file without a type holds: a resource control policy when every statement is about everybody and about services
 * which those bind; else a service control policy, where principals are a mistake.
 */
export function typeOfPolicy(content: JsonObject): LevelPolicy['type'] {
  const sources = [content.Statement].flat();
  const statements = lintedStatements('RESOURCE_CONTROL_POLICY', content);
  const isRcp =
    sources.length > 0 &&
    sources.every((source) => isObject(source) && source.Principal === '*') &&
    statements.every(({ actions }) => actions.every((pattern) => rcpServices.has(pattern.split(':')[0] as string)));
  return isRcp ? 'RESOURCE_CONTROL_POLICY' : 'SERVICE_CONTROL_POLICY';
}
