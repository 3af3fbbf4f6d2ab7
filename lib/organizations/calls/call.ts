import { CallFailed, codeOf } from './call-failed';

export type Sleep = (milliseconds: number) => Promise<unknown>;

/** Sends one request to AWS, by the name of its operation, and again while AWS says that it is busy. */
export type Call = <Output>(operation: string, send: () => Promise<Output>) => Promise<Output>;

export interface Wait {
  readonly operation: string;
  readonly code: string;
  readonly milliseconds: number;
}

/** AWS is busy, throttles, or has not finished something it accepted: the same request will do later. */
const busy: readonly string[] = [
  'TooManyRequestsException',
  'ConcurrentModificationException',
  'FinalizingOrganizationException',
  'PolicyChangesInProgressException',
  'ServiceException',
  // A policy type is enabled a moment after EnablePolicyType has answered.
  'PolicyTypeNotEnabledException',
  'OperationInProgressException',
  'StaleRequestException',
  'Throttling',
  'ThrottlingException',
];
const firstDelay = 250;
const longestDelay = 20_000;
const patience = 300_000;

/**
 * The delay is shared by all requests of this call: busy doubles it, every success halves it,
 * so that a throttled run settles at the rate AWS allows instead of hitting the limit with every request.
 */
export function createCall(sleep: Sleep, onWait: (wait: Wait) => void = () => {}): Call {
  let delay = 0;
  return async (operation, send) => {
    for (let waited = 0; ; waited += delay) {
      try {
        if (delay > 0) await sleep(delay);
        const output = await send();
        delay = delay > firstDelay ? delay / 2 : 0;
        return output;
      } catch (error) {
        const code = codeOf(error);
        if (!isBusy(error) || waited >= patience) throw new CallFailed(operation, error);
        delay = Math.min(longestDelay, Math.max(firstDelay, delay * 2));
        onWait({ operation, code, milliseconds: delay });
      }
    }
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && busy.includes(error.name);
}
