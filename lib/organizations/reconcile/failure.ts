import { CallFailed, codeOf } from '../calls/call-failed';
import type { Kind, Place, Scene } from './kind';
import { remedyOf } from './remedy-of';

/** A call that AWS refused: in which account, which one, and what to do. */
export interface Failure {
  readonly account: string;
  readonly region: string;
  readonly operation: string;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

export function failureOf(error: unknown, place: Place, scene: Scene, kind: Kind): Failure {
  const failed = error instanceof CallFailed ? error : new CallFailed('AssumeRole', error);
  const { name } = scene.living.accounts.find(({ id }) => id === place.account) ?? {};
  const { message } = failed.cause instanceof Error ? failed.cause : failed;
  return {
    account: name ? `${name} (${place.account})` : place.account,
    region: place.region,
    operation: failed.operation,
    code: failed.code,
    message: String(message.split('\n', 1)[0]),
    remedy: remedyOf(failed, place, kind),
  };
}

/** The service has no address there: it is not offered in the region. */
export function isNotOffered(error: unknown): boolean {
  const { code } = (error instanceof CallFailed ? error.cause : error) as { readonly code?: unknown };
  return code === 'ENOTFOUND';
}

export function hasCode(error: unknown, codes: readonly string[]): boolean {
  return codes.includes(error instanceof CallFailed ? error.code : codeOf(error));
}
