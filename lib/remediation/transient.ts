/** Another worker holds the resource. */
export class Busy extends Error {
  override readonly name = 'Busy';
  constructor(arn: string) {
    super(`${arn}: another worker is on it`);
  }
}

const transientNames = new Set([
  'Busy',
  'TimeoutError',
  'RequestTimeout',
  'RequestLimitExceeded',
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'ProvisionedThroughputExceededException',
  'RequestThrottled',
  'SlowDown',
  'ServiceUnavailable',
  'InternalError',
  'ECONNRESET',
  'ETIMEDOUT',
]);

/** Whether the same call may succeed when it is made again later. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { $fault, code } = error as { $fault?: unknown; code?: unknown };
  return (
    transientNames.has(error.name) || $fault === 'server' || (typeof code === 'string' && transientNames.has(code))
  );
}
