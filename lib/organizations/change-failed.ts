import type { CallFailed } from './calls/call-failed';
import type { Mutation } from './change';
import { describeChange } from './describe-change';

/** A change that AWS refused. What was done before it stays done; a further run goes on from there. */
export class ChangeFailed extends Error {
  readonly change: Mutation;
  readonly operation: string;
  readonly code: string;
  readonly remedy: string | undefined;

  constructor(change: Mutation, cause: CallFailed) {
    super(`${describeChange(change)}: ${cause.message}`, { cause });
    this.name = 'ChangeFailed';
    this.change = change;
    this.operation = cause.operation;
    this.code = cause.code;
    this.remedy = cause.remedy;
  }
}
