import type { AccountId, Mode } from '../model/organization';
import type { Loop } from './loop';
import { modeAt } from './mode';
import { isTransient } from './transient';

/** Where a resource is, and how far the guardrail goes there. */
export interface Place {
  /** Units from the account up to the root. */
  readonly lineage: readonly string[];
  readonly mode: Mode;
}

/**
 * Asks the living organization where the account is. When it gives no answer nothing is fixed
 * and somebody hears of it: what nobody could place is treated like what nobody configured.
 * @param since only an answer asked for since then counts; milliseconds. Any of late counts unless said
 */
export async function placeOf(loop: Loop, account: AccountId, since?: number): Promise<Place> {
  const lineage = await lineageOf(loop, account, since);
  return { lineage, mode: modeAt(loop.configuration, lineage) };
}

async function lineageOf({ directory }: Loop, account: AccountId, since?: number): Promise<readonly string[]> {
  try {
    return await directory.lineage(account, since);
  } catch (error) {
    if (isTransient(error)) throw error;
    return [`unknown: ${error instanceof Error ? error.message : String(error)}`];
  }
}
