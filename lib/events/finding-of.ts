import type { Finding, Resource } from '../model/finding';
import type { ApiCall } from './api-call';

/** The finding of a call that would break a promise: done, tried and denied, or come to nothing by itself. */
export function findingOf(
  { name, ended, error }: Pick<ApiCall, 'name' | 'ended' | 'error'>,
  resources: readonly Resource[],
  because: string,
): Finding {
  if (ended === 'failed') return { kind: 'ignored', because: `${name} failed: ${error}` };
  return { kind: ended === 'denied' ? 'attempted' : 'finding', resources, because };
}
