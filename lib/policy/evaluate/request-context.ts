import { type Caller, callerOf } from './caller';
import type { AuthorizationRequest } from './verdict';

export type Values = string | readonly string[];

/** A request's condition keys, found whatever their case, and completed by what follows from the principal and the resource. */
export class RequestContext {
  readonly request: AuthorizationRequest;
  #caller: Caller | undefined;

  constructor(request: AuthorizationRequest) {
    this.request = request;
  }

  /** Undefined when the request does not have the key, or has it without a value. `written` is how the policy spells it. */
  get(key: string, written: string = key): Values | undefined {
    // Policies and requests mostly spell a key alike.
    const value = this.request.context[written] ?? this.#spelledOtherwise(key) ?? this.#follows(key);
    return value?.length === 0 && typeof value !== 'string' ? undefined : value;
  }

  /** The value of a key that has exactly one, as policy variables need it. */
  single(key: string): string | undefined {
    const value = this.get(key);
    return typeof value === 'string' || value === undefined ? value : value.length === 1 ? value[0] : undefined;
  }

  get caller(): Caller {
    this.#caller ??= this.#toldBy(this.request.principal ?? this.#given('aws:principalarn'));
    return this.#caller;
  }

  #toldBy(principal: string | undefined): Caller {
    return principal === undefined ? { keys: {} } : callerOf(principal);
  }

  #given(key: string): string | undefined {
    const value = this.#spelledOtherwise(key);
    return typeof value === 'string' ? value : undefined;
  }

  /** @param key in lower case */
  #spelledOtherwise(key: string): Values | undefined {
    const { context } = this.request;
    for (const name in context) {
      // Folding the case of all keys would cost more than the rest of a decision; hardly any has the length.
      if (name.length === key.length && name.toLowerCase() === key) return context[name];
    }
    return undefined;
  }

  /** What the principal, the resource and the account tell. */
  #follows(key: string): string | undefined {
    const { resource, account } = this.request;
    if (key === 'aws:resourceaccount') return resource.split(':', 5)[4] || account;
    if (key === 'aws:principalaccount' && !this.caller.arn) return account;
    return this.caller.keys[key];
  }
}
