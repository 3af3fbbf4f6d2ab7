import type { EventBridgeEvent } from '../model/finding';
import { isObject } from '../model/json';

type Values = Readonly<Record<string, unknown>>;

/** An API call as CloudTrail recorded it, as far as a monitor asks. What the record lacks is empty. */
export interface ApiCall {
  readonly name: string;
  readonly parameters: Values;
  readonly response: Values;
  readonly identity: Values;
  /** A call can fail for other reasons than rights; then nothing happened and nobody was kept from anything. */
  readonly ended: 'succeeded' | 'denied' | 'failed';
  /** As AWS calls it: `EntityAlreadyExistsException`; empty when it succeeded. */
  readonly error: string;
}

/** Whatever the event holds: what cannot be read is no exception. */
export function apiCallIn({ detail }: Pick<EventBridgeEvent, 'detail'>): ApiCall {
  const record = valuesOf(detail);
  const error = textOf(record.errorCode) ?? '';
  return {
    name: textOf(record.eventName) ?? '',
    parameters: valuesOf(record.requestParameters),
    response: valuesOf(record.responseElements),
    identity: valuesOf(record.userIdentity),
    ended: error === '' ? 'succeeded' : denial.test(error) ? 'denied' : 'failed',
    error,
  };
}

// AccessDenied, AccessDeniedException, Client.UnauthorizedOperation, AuthorizationError …: each service has its own word.
const denial = /denied|unauthorized|notauthorized|authorizationerror|forbidden/i;

export const valuesOf = (value: unknown): Values => (isObject(value) ? value : {});
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
