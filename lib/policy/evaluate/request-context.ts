import { type Caller, callerOf } from './caller';
import type { AuthorizationRequest } from './verdict';

export type Values = string | readonly string[];

/** A request's condition keys, found whatever their case, and completed by what follows from the principal and the resource. */
export class RequestContext {
  readonly request: AuthorizationRequest;
  #index: Map<string, Values> | undefined;
  #caller: Caller | undefined;

  constructor(request: AuthorizationRequest) {
    this.request = request;
  }

  /** Undefined when the request does not have the key, or has it without a value. `written` is how the policy spells it. */
  get(key: string, written: string = key): Values | undefined {
    // Policies and requests mostly spell a key alike; folding the case of all keys costs more than the rest of a decision.
    const given = this.request.context[written];
    if (typeof given === 'string') return given;
    const value = Array.isArray(given) ? (given as readonly string[]) : this.#folded().get(key);
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
    for (const [name, value] of Object.entries(this.request.context)) {
      if (typeof value === 'string' && name.toLowerCase() === key) return value;
    }
    return undefined;
  }

  #folded(): ReadonlyMap<string, Values> {
    if (this.#index) return this.#index;
    const index = new Map<string, Values>(Object.entries(this.caller.keys));
    const owner = this.request.resource.split(':', 5)[4] || this.request.account;
    if (owner) index.set('aws:resourceaccount', owner);
    if (this.request.account && !this.caller.arn) index.set('aws:principalaccount', this.request.account);
    for (const key of Object.keys(this.request.context)) {
      index.set(key.toLowerCase(), this.request.context[key] as Values);
    }
    this.#index = index;
    return index;
  }
}
