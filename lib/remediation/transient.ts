/** Another worker holds the resource. */
export class Busy extends Error {
  override readonly name = 'Busy';
  constructor(arn: string) {
    super(`${arn}: another worker is on it`);
  }
}

/** Nobody could be told what became of it. */
export class Unheard extends Error {
  override readonly name = 'Unheard';
  constructor(id: string) {
    super(`${id}: nobody could be told`);
  }
}

const throttles: ReadonlySet<string> = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

const transients: ReadonlySet<string> = new Set([
  ...throttles,
  'Busy',
  'ConcurrentModificationException',
  'ECONNRESET',
  'ETIMEDOUT',
  'ExpiredToken',
  'ExpiredTokenException',
  'InternalError',
  // Databases that are being made or changed take no change meanwhile.
  'InvalidClusterStateFault',
  'InvalidDBInstanceStateFault',
  'OperationAborted',
  'PriorRequestNotComplete',
  'RequestTimeout',
  'ServiceUnavailable',
  'TimeoutError',
  'TransactionConflictException',
  'TransactionInProgressException',
  'Unheard',
]);

/** Whether the service asks for fewer calls. */
export function isThrottle(error: unknown): boolean {
  return error instanceof Error && throttles.has(error.name);
}

/** Whether the same call may succeed when it is made again later. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { $fault, code } = error as { $fault?: unknown; code?: unknown };
  return transients.has(error.name) || $fault === 'server' || (typeof code === 'string' && transients.has(code));
}
