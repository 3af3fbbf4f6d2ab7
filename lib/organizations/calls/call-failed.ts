import { remedies } from './remedies';

/** A request that AWS refused, or that did not reach it. */
export class CallFailed extends Error {
  readonly operation: string;
  /** AWS's reason where it gives one (`OU_DEPTH_LIMIT_EXCEEDED`), else the exception's name. */
  readonly code: string;
  readonly remedy: string | undefined;
  /** Whether it was answered, and not in the way AWS answers: a local AWS does that to what it does not know. */
  readonly unreadable: boolean;

  constructor(operation: string, cause: unknown) {
    const code = codeOf(cause);
    const remedy = remedies[code];
    const text = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
    super(`${operation} failed with ${code}: ${text}${remedy ? `; ${remedy}` : ''}`, { cause });
    this.name = 'CallFailed';
    this.operation = operation;
    this.code = code;
    this.remedy = remedy;
    this.unreadable = isUnreadable(cause);
  }
}

export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Unknown';
  const { Reason } = error as { readonly Reason?: unknown };
  return typeof Reason === 'string' ? Reason : error.name;
}

/** AWS's exceptions say whose fault they are; failures of the network have Node's code. */
function isUnreadable(error: unknown): boolean {
  return error instanceof Error && !('$fault' in error) && !('code' in error);
}
