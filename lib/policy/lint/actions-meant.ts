import { wildcardMatches } from '../../model/wildcard';
import type { ActionCatalogue, KnownAction } from './action-catalogue';

/** Actions a pattern means, of the services that the catalogue was read for. */
export function actionsMeant(pattern: string, { actions }: ActionCatalogue): readonly KnownAction[] {
  const service = serviceOf(pattern);
  const candidates = service === undefined ? [...actions.values()].flat() : (actions.get(service) ?? []);
  return candidates.filter(({ name }) => wildcardMatches(pattern, name.toLowerCase()));
}

/** The one service a pattern is about; undefined when it may be several. @param pattern in lower case */
export function serviceOf(pattern: string): string | undefined {
  const service = pattern.split(':')[0] as string;
  return /[*?]/.test(service) ? undefined : service;
}
