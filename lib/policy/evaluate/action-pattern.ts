import { compileGlob } from './glob';
import { isConstant, parsePattern } from './pattern';
import { type Place, PolicyError, shown } from './policy-error';

export interface ActionPattern {
  /** Lower case; undefined when any service is meant. */
  readonly service: string | undefined;
  /** @param action in lower case */
  matches(action: string): boolean;
}

/** `*`, or `service:Action` with wildcards. Case does not matter. */
export function compileActionPattern(pattern: string, place: Place): ActionPattern {
  const folded = pattern.toLowerCase();
  if (!/^(\*|[a-z0-9*?-]+:[a-z0-9_*?-]+)$/.test(folded)) {
    throw new PolicyError(place, `${shown(pattern)} is no action; write service:Action, such as s3:Put*`);
  }
  const glob = compileGlob(parsePattern(folded, { wildcards: true, variables: false }, place).filter(isConstant));
  const service = folded.slice(0, folded.indexOf(':'));
  return {
    service: folded === '*' || /[*?]/.test(service) ? undefined : service,
    matches: (action) => glob.matches(action),
  };
}
