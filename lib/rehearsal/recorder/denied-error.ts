import type { Service } from './services';

/**
 * The error an SDK client throws when the service says no, as far as callers tell errors apart: by name, fault and status.
 * It is an instance of the SDK's `ServiceException`, not of a service's own class.
 */
export function deniedError(service: Service, code: string | undefined, message: string, requestId: string): Error {
  return Object.assign(new Error(message), {
    name: code ?? service.denial,
    Code: code ?? service.denial,
    $fault: 'client',
    $service: service.source,
    $metadata: { httpStatusCode: 403, requestId, attempts: 1, totalRetryDelay: 0 },
  });
}
